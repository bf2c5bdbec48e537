"""Who may do what with partners; pages and API ask the same predicates."""

from accounts.access import teams_of
from accounts.choices import TeamRole
from accounts.models import Membership, User
from partners.models import Partner, Tag


def may_add_partner(user: User) -> bool:
    return user.is_active and bool(teams_of(user))


def may_change_partner(user: User, partner: Partner) -> bool:
    """Who belongs to one of its teams, looks after it or made it; whoever has a team, where it is open to everyone."""
    if not user.is_active:
        return False
    if user.pk in (partner.caretaker_id, partner.created_by_id) or _shares_team(user, partner):
        return True
    return partner.open_to_everyone and may_add_partner(user)


def may_discard_partner(user: User, partner: Partner) -> bool:
    """Its caretaker, who made it, or a member of one of its teams; being open to everyone is not enough."""
    if not user.is_active:
        return False
    return user.pk in (partner.caretaker_id, partner.created_by_id) or _shares_team(user, partner)


def _shares_team(user: User, partner: Partner) -> bool:
    """Whether a team of the user's has the partner; a page that loads it with `shares_team` has asked already."""
    known: bool | None = getattr(partner, "shares_team", None)
    if known is not None:
        return known
    return partner.teams.filter(pk__in=[team.pk for team in teams_of(user)]).exists()


def may_change_tag(user: User, tag: Tag) -> bool:
    """Who made it, and the leads of teams, as far as they see it: tags are shared by all, so not everybody renames them."""
    if not user.is_active or not Tag.objects.visible_to(user).filter(pk=tag.pk).exists():
        return False
    leads = Membership.objects.filter(user=user.pk, role=TeamRole.LEAD)
    return tag.created_by_id == user.pk or leads.exists()
