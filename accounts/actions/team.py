"""Make and change teams and who belongs to them."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.access import may_add_team, may_change_team
from accounts.actions.record import save_changed, save_new
from accounts.choices import TeamRole
from accounts.models import Membership, Team, User


@transaction.atomic
def add_team(*, by: User, lead: User | None = None, **fields: Any) -> Team:
    """Make a team; `lead` (the one who makes it where nobody is named) is its first member."""
    if not may_add_team(by):
        raise PermissionDenied
    team = Team(**fields)
    save_new(team, by=by)
    Membership.objects.create(team=team, user=lead or by, role=TeamRole.LEAD)
    return team


def change_team(*, by: User, team: Team, version: int, **changes: Any) -> Team:
    if not may_change_team(by, team):
        raise PermissionDenied
    save_changed(team, version=version, changes=changes)
    return team


@transaction.atomic
def set_membership(*, by: User, team: Team, user: User, role: TeamRole = TeamRole.MEMBER) -> Membership:
    """Add `user` to the team, or give them another role in it."""
    if not may_change_team(by, team):
        raise PermissionDenied
    membership = Membership.objects.filter(team=team, user=user).first() or Membership(team=team, user=user)
    if membership.pk and membership.role == TeamRole.LEAD and role != TeamRole.LEAD:
        _must_keep_a_lead(membership)
    membership.role = role
    membership.full_clean()
    membership.save()
    return membership


@transaction.atomic
def end_membership(*, by: User, membership: Membership) -> None:
    if not may_change_team(by, membership.team) and membership.user_id != by.pk:
        raise PermissionDenied
    if membership.role == TeamRole.LEAD:
        _must_keep_a_lead(membership)
    membership.delete()


def _must_keep_a_lead(membership: Membership) -> None:
    others = membership.team.memberships.filter(role=TeamRole.LEAD).exclude(pk=membership.pk)
    if not others.exists():
        raise ValidationError(_("A team needs a lead. Make somebody else lead first."))
