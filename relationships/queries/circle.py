"""Those who are invited to a meeting, and what may stand on the wall before them: what each of them may read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.kept import kept
from accounts.models import ReadByAll, User
from partners.models import Partner
from relationships.choices import Visibility
from relationships.models import Issue, Review, ReviewSeries

# In a larger circle nobody asks whether each one is involved: what only those involved read is not shown on the wall.
MOST_ASKED = 12


@dataclass(frozen=True)
class Circle:
    """All of one team, so that what its whole team may read is theirs to read."""

    team_id: int
    members: Sequence[int] | None  # none of a circle too large to be asked

    def sees(self) -> Q:
        """Of issues, what each may read: open to the team or to everyone, or each of them is involved."""
        seen = Q(visibility=Visibility.EVERYONE) | Q(visibility=Visibility.TEAM, team=self.team_id)
        if not self.members:
            return seen
        return seen | Q(Q(visibility=Visibility.INVOLVED), ReadByAll(Issue, self.members, "involved"))

    def issues(self) -> QuerySet[Issue]:
        return Issue.objects.kept().filter(self.sees())

    def told(self) -> dict[str, Any]:
        """What a question that is kept is told of it, and can make it of again."""
        return {"team": self.team_id, "members": self.members}


def named_on_the_wall(*, team: int) -> QuerySet[Partner]:
    """The partners whose names may stand there; any other is "another partner"."""
    return Partner.objects.seen_by_whole_team(team)


def invited_to(review: Review) -> list[User]:
    """Who is invited and still belongs to the team: those who were chosen, else all of it."""
    rows = _members(review=review.pk, team=review.series.team_id)
    return [user for user in rows if user.is_chosen or not user.anybody_is]


@kept
def _members(*, review: int, team: int) -> QuerySet[User]:
    chosen = Review.participants.through.objects.filter(review=review)
    rows = User.objects.active().filter(memberships__team=team)
    rows = rows.annotate(
        is_chosen=Exists(chosen.filter(user=OuterRef("pk"))), anybody_is=Exists(chosen), role=F("memberships__role")
    )
    return rows.order_by("name", "pk")


def members_of(series: ReviewSeries) -> list[User]:
    return list(User.objects.active().filter(memberships__team=series.team_id).order_by("name", "pk"))


def circle_of(series: ReviewSeries, users: Iterable[User]) -> Circle:
    members = tuple(user.pk for user in users)
    return Circle(series.team_id, members if len(members) <= MOST_ASKED else None)
