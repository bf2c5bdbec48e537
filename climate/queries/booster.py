"""The boosters a user sees, what helped themself, and from five people up how many it helped."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.access import working_team
from accounts.models import User
from climate.choices import Term
from climate.models import BoosterComment, MoodBooster, Unreadable
from climate.models.booster_use import about_use, is_of
from climate.models.sealed import unseal

FEWEST = 5  # people, below whom a figure would tell who they are
SHOWN = 300
OFFERED = 3
ON_POSTER = 5  # of each term; more would not fit one page


@dataclass
class Line:
    """A booster as one user reads it: whether it helped them (None: not tried), on which day last, and how many people."""

    booster: MoodBooster
    mine: bool | None = None
    on: date | None = None
    people: set[int] = field(default_factory=set)

    @property
    def count(self) -> int:
        """People whom it helped, counted up to last Sunday; nothing for fewer than five."""
        return len(self.people) if len(self.people) >= FEWEST else 0


def boosters_of_team(user: User) -> QuerySet[MoodBooster]:
    """Those of the team one is working in."""
    team = working_team(user)
    boosters = MoodBooster.objects.visible_to(user)
    return boosters.filter(team=team.pk) if team else boosters.none()


def lines(user: User, boosters: QuerySet[MoodBooster], *, at: datetime) -> list[Line]:
    """With one query: a booster comes once for each of its uses, or once without."""
    joined = boosters.select_related("author", "team").annotate(
        comment_count=_comment_count(), use=F("uses__sealed"), user_of_use=F("uses__who")
    )
    monday = timezone.localdate(at) - timedelta(days=timezone.localdate(at).weekday())
    found: dict[int, Line] = {}
    for row in joined.order_by("-pk"):
        line = found.setdefault(row.pk, Line(row))
        if row.use:
            _count(line, row, user, monday)
    return list(found.values())


def _comment_count() -> Coalesce:
    said = BoosterComment.objects.kept().filter(booster=OuterRef("pk")).order_by().values("booster")
    return Coalesce(Subquery(said.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def best_of_team(user: User, *, at: datetime) -> list[dict[str, Any]]:
    """For the wall: by term those that helped five and more, then the newest. What helped oneself has no say in it."""
    found = lines(user, boosters_of_team(user), at=at)
    ordered = sorted(found, key=lambda line: (-line.count, -line.booster.pk))
    return [
        {"term": term, "lines": [line for line in ordered if line.booster.term == term][:ON_POSTER]} for term in Term
    ]


def _count(line: Line, row: Any, user: User, monday: date) -> None:
    """What cannot be read, or was moved here from another row, counts for nobody."""
    try:
        use = unseal(about_use(row.pk), row.use)
    except Unreadable:
        return
    if not is_of(row.user_of_use, use["user"], row.pk):
        return
    if use["user"] == user.pk:
        line.mine, line.on = use["helped"], date.fromisoformat(use["on"])
    if use["helped"] and date.fromisoformat(use["since"]) < monday:
        line.people.add(use["user"])


def own_help_first(found: Iterable[Line]) -> list[Line]:
    """What helped oneself, the latest first; what helped five and more; the rest; at the end what did not help."""

    def place(line: Line) -> tuple[int, int, int]:
        if line.mine:
            return 0, -(line.on or date.min).toordinal(), -line.booster.pk
        return (3 if line.mine is False else 1 if line.count else 2), -line.count, -line.booster.pk

    return sorted(found, key=place)


def by_term(found: Iterable[Line]) -> list[dict[str, Any]]:
    """The three terms with their lines, the nearest first."""
    ordered = own_help_first(found)
    return [{"term": term, "lines": [line for line in ordered if line.booster.term == term]} for term in Term]


def offers(user: User, *, at: datetime, skipped: Iterable[int] = ()) -> list[Line]:
    """Three boosters for a low day: what helped oneself, what helped five and more, then any, others each day.

    What did not help is not offered; when all were skipped it begins again.
    """
    left = [line for line in own_help_first(lines(user, boosters_of_team(user), at=at)) if line.mine is not False]
    passed = set(skipped)
    left = [line for line in left if line.booster.pk not in passed] or left
    proven = [line for line in left if line.mine or line.count]
    others = [line for line in left if not line.mine and not line.count]
    turn = timezone.localdate(at).toordinal() % len(others) if others else 0
    others = others[turn:] + others[:turn]
    return [*proven, *sorted(others, key=lambda line: line.booster.term != Term.SHORT)][:OFFERED]
