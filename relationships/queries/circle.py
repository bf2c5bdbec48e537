"""Those who are invited to a meeting, and what may stand on the wall before them: what each of them may read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import ReadBy, User
from partners.models import Partner
from relationships.choices import Visibility
from relationships.models import Issue, Review, ReviewSeries

# In a larger circle nobody asks whether each one is involved: what only those involved read is not shown on the wall.
MOST_ASKED = 12


@dataclass(frozen=True)
class Circle:
    """All of one team, so that what its whole team may read is theirs to read."""

    team_id: int
    users: tuple[User, ...]

    def sees(self) -> Q:
        """Of issues, what each may read: open to the team or to everyone, or each of them is involved."""
        seen = Q(visibility=Visibility.EVERYONE) | Q(visibility=Visibility.TEAM, team=self.team_id)
        if not 0 < len(self.users) <= MOST_ASKED:
            return seen
        each = Q(visibility=Visibility.INVOLVED)
        for user in self.users:
            each &= Q(ReadBy(Issue, user, "involved"))
        return seen | each

    def issues(self) -> QuerySet[Issue]:
        return Issue.objects.kept().filter(self.sees())

    def told(self) -> dict[str, Any]:
        """Itself as a question that is kept is told of it; `circle_told` makes it of that again."""
        members = self.users if len(self.users) <= MOST_ASKED else ()
        return {"team": self.team_id} | {f"{MEMBER}{place}": user for place, user in enumerate(members)}


MEMBER = "member"


def circle_told(told: Mapping[str, Any]) -> Circle:
    return Circle(told["team"], tuple(value for name, value in told.items() if name.startswith(MEMBER)))


def named_on_the_wall(*, team: int) -> QuerySet[Partner]:
    """The partners whose names may stand there; any other is "another partner"."""
    return Partner.objects.seen_by_whole_team(team)


def invited_to(review: Review) -> list[User]:
    """Who is invited and still belongs to the team: those who were chosen, else all of it."""
    chosen = Review.participants.through.objects.filter(review=review.pk)
    members = User.objects.active().filter(memberships__team=review.series.team_id)
    rows = members.annotate(
        is_chosen=Exists(chosen.filter(user=OuterRef("pk"))), anybody_is=Exists(chosen), role=F("memberships__role")
    )
    return [user for user in rows.order_by("name", "pk") if user.is_chosen or not user.anybody_is]


def members_of(series: ReviewSeries) -> list[User]:
    return list(User.objects.active().filter(memberships__team=series.team_id).order_by("name", "pk"))


def circle_of(series: ReviewSeries, users: Iterable[User]) -> Circle:
    return Circle(series.team_id, tuple(users))
