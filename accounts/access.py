"""Who may do what with users and teams; pages and API ask the same predicates."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.choices import TeamRole
from accounts.kept import kept
from accounts.models import Membership, Team, User


def is_member(user: User, team: Team) -> bool:
    return user.is_active and Membership.objects.filter(user=user, team=team).exists()


def is_lead(user: User, team: Team) -> bool:
    return user.is_active and Membership.objects.filter(user=user, team=team, role=TeamRole.LEAD).exists()


def may_change_team(user: User, team: Team) -> bool:
    """Name, settings and members of a team: its leads, and administrators."""
    return user.is_active and (user.is_administrator or is_lead(user, team))


def may_add_team(user: User) -> bool:
    return user.is_active and user.is_administrator


def may_change_users(user: User) -> bool:
    return user.is_active and user.is_administrator


def working_team(user: User) -> Team | None:
    """The team one is working in: the chosen one while one belongs to it, else the first one's."""
    teams = teams_of(user)
    chosen = next((team for team in teams if team.pk == user.working_team_id), None)
    return chosen or next(iter(teams), None)


def teams_of(user: User) -> list[Team]:
    """One's teams by name; asked once per loaded user, and not at all of who is signed in, who comes with them."""
    own: list[Team] | None = getattr(user, "own_teams", None)
    if own is None:
        own = user.own_teams = _teams(_memberships(user=user.pk)) if user.is_active else []  # type: ignore[attr-defined]
    return own


def user_with_teams(pk: int) -> User | None:
    """By one query, for who belongs to a team; of which each says whether it `is_only_team` of all."""
    memberships = _memberships(user=pk)
    user = memberships[0].user if memberships else next(iter(_user(pk=pk)), None)
    if user:
        user.own_teams = _teams(memberships) if user.is_active else []
    return user


def _teams(memberships: list[Any]) -> list[Team]:
    for membership in memberships:
        membership.team.is_only_team = membership.is_of_only_team
    return [membership.team for membership in memberships]


@kept
def _memberships(*, user: int) -> QuerySet[Membership]:
    others = Team.objects.kept().exclude(pk=OuterRef("team"))
    return (
        Membership.objects.filter(user=user, team__discarded_at=None)
        .select_related("team", "user")
        .annotate(is_of_only_team=~Exists(others))
        .order_by("team__name", "team")
    )


@kept
def _user(*, pk: int) -> QuerySet[User]:
    return User.objects.filter(pk=pk)


def works_alone(user: User) -> bool:
    """One person with one team, who never has to hear of teams."""
    return len(teams_of(user)) == 1 and not User.objects.visible_to(user).exclude(pk=user.pk).exists()
