"""Who may do what with users and teams; pages and API ask the same predicates."""

from django.db.models import QuerySet

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
    """One's teams by name; asked once per loaded user, which is once per request."""
    own: list[Team] | None = getattr(user, "own_teams", None)
    if own is None:
        own = user.own_teams = _teams_of(user=user)  # type: ignore[attr-defined]
    return own


@kept
def _teams_of(*, user: User) -> QuerySet[Team]:
    return Team.objects.of(user)


def works_alone(user: User) -> bool:
    """One person with one team, who never has to hear of teams."""
    return len(teams_of(user)) == 1 and not User.objects.visible_to(user).exclude(pk=user.pk).exists()
