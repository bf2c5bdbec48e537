"""Make and change accounts, and one's own preferences."""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from knox.models import AuthToken

from accounts.access import may_change_users, teams_of
from accounts.choices import TeamRole
from accounts.models import Membership, Team, User

# What apps to the right do, in the same transaction, when somebody has been switched off; filled in AppConfig.ready().
after_leaving: list[Callable[[User], None]] = []

OWN_FIELDS = {"name", "language", "time_zone", "theme"}


@transaction.atomic
def add_user(*, by: User, email: str, name: str, team: Team | None = None, **fields: Any) -> User:
    """Make an account without a password: whoever it is for sets one by the link they are sent."""
    if not may_change_users(by):
        raise PermissionDenied
    user = User.objects.create_user(email, None, name=name, **fields)
    if team:
        Membership.objects.create(team=team, user=user)
    return user


@transaction.atomic
def change_user(*, by: User, user: User, **changes: Any) -> User:
    """Write `changes`: one's own preferences, or anything but one's own power as an administrator."""
    if not (may_change_users(by) or (by.pk == user.pk and set(changes) <= OWN_FIELDS)):
        raise PermissionDenied
    if by.pk == user.pk and not (changes.get("is_active", True) and changes.get("is_administrator", True)):
        raise ValidationError(_("You cannot take your own access away. Ask another administrator."))
    for name, value in changes.items():
        setattr(user, name, value)
    user.full_clean(exclude=["password"])
    user.save()
    if "email" in changes:
        # allauth notes the addresses that somebody has signed in with; an old one must not let them in any longer.
        EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    if not user.is_active:
        end_sessions(user)
        for pass_on in after_leaving:
            pass_on(user)
    return user


def choose_working_team(*, by: User, team: Team) -> None:
    if team.pk not in {own.pk for own in teams_of(by)}:
        raise PermissionDenied
    by.working_team = team
    by.save(update_fields=["working_team"])


def end_sessions(user: User) -> None:
    """Sign `user` out everywhere: browsers and API tokens."""
    AuthToken.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()


@transaction.atomic
def set_up_first_account(*, email: str, name: str, password: str, **fields: Any) -> User:
    """The first account: an administrator, leading a team that one person alone never has to hear of."""
    if User.objects.exists():
        raise ValidationError(_("There is an account already."))
    user = User.objects.create_superuser(email, password, name=name, **fields)
    team = Team.objects.create(name=_("Our team"), created_by=user)
    Membership.objects.create(team=team, user=user, role=TeamRole.LEAD)
    return user
