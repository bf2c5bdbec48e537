"""The agenda of a meeting: registered sections, each made of what the circle of those invited may read.

An app enters a section with `register_section` in AppConfig.ready(). What one reader may see beyond the circle is
`only_for(user)`, which stands on their own screen and never on the wall.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import CharField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise

from accounts.kept import kept
from accounts.models import ReadBy, User
from accounts.queries.user_name import user_name
from relationships.choices import SeriesKind
from relationships.models import AgendaItem, AgendaVote, Entry, Issue, Review, ReviewSeries
from relationships.queries.circle import Circle, named_on_the_wall
from relationships.queries.gather import load_partners

SHOWN = 60  # issues on one agenda; what comes after them waits for the next
FIRST = 15  # of them before one asks for all: more than a meeting gets through
LOOK_BACK = timedelta(days=28)  # to where the first meeting of a series looks back
KINDS = tuple(SeriesKind)


@dataclass(frozen=True)
class Found:
    """What a section has: entries by name, whose partners are loaded for all sections together, and other data."""

    entries: dict[str, Sequence[Entry]] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """What a section is made for: the meeting, who reads it, from when to when it looks; whether the first lines will do."""

    review: Review
    circle: Circle
    user: User
    since: datetime
    at: datetime
    is_short: bool = False

    @property
    def series(self) -> ReviewSeries:
        return self.review.series


Brief = Callable[[int, datetime], Mapping[str, QuerySet[Any]]]  # of a team, since when


@dataclass(frozen=True)
class AgendaSection:
    """One part of a meeting. `place` orders the sections of a new series; with `by_item` each point is a step of its own.

    `brief` are limited questions for entries of which a line is enough, by name; one query reads those of all sections.
    `announce` says what `load` will ask (accounts/ahead.py).
    """

    name: str
    label: str | Promise
    place: int
    minutes: int
    template: str
    load: Callable[[Table], Found]
    kinds: tuple[str, ...] = KINDS
    by_item: bool = False
    hint: str | Promise = ""
    brief: Brief | None = None
    announce: Callable[[Table], None] | None = None


@dataclass
class Part:
    """A section of one meeting, loaded: its minutes, what it has, and each entry with its partners."""

    section: AgendaSection
    minutes: int
    data: dict[str, Any] = field(default_factory=dict)


sections: dict[str, AgendaSection] = {}


def register_section(section: AgendaSection) -> None:
    sections[section.name] = section


def default_sections(kind: str, minutes: int = 0) -> list[list[Any]]:
    """What a new series of this kind goes through: names and minutes; with a length, its longest part takes the rest."""
    chosen = sorted((one for one in sections.values() if kind in one.kinds), key=lambda one: one.place)
    rows: list[list[Any]] = [[one.name, one.minutes] for one in chosen]
    if minutes and rows:
        longest = max(rows, key=lambda row: row[1])
        longest[1] = max(5, longest[1] + minutes - sum(row[1] for row in rows))
    return rows


def parts_of(review: Review) -> list[Part]:
    """The sections of a meeting in their order; one that no app enters any more is left out."""
    rows = review.sections or review.series.sections
    return [Part(sections[name], minutes) for name, minutes in rows if name in sections]


def load(parts: Iterable[Part], table: Table) -> None:
    """Load each part; what is told in brief and the partners of all entries with one query each."""
    parts = list(parts)
    briefs = tuple(part.section.name for part in parts if part.section.brief)
    for part in parts:
        if part.section.announce:
            part.section.announce(table)
    if briefs:
        _in_brief.announce(briefs, team=table.circle.team_id, since=table.since)
    found = [(part, part.section.load(table)) for part in parts]
    told = _told(briefs, team=table.circle.team_id, since=table.since) if briefs else {}
    for part, what in found:
        what.entries.update(told.get(part.section.name, {}))
    entries = {id(one): one for _part, what in found for rows in what.entries.values() for one in rows}
    load_partners(named_on_the_wall, entries.values(), team=table.circle.team_id)
    for part, what in found:
        part.data = what.data | {
            name: [{"entry": one, "partners": list(one.partners_for(table.user))} for one in rows]
            for name, rows in what.entries.items()
        }


# What a line says of an entry, as far as its model has such a field.
_BRIEF = ("title", "text", "direction", "channel", "value_received")


def _told(names: tuple[str, ...], *, team: int, since: datetime) -> dict[str, dict[str, list[Entry]]]:
    """By section and name, the newest first."""
    models = _models_of(names)
    found: dict[str, dict[str, list[Entry]]] = {name: {} for name in names}
    for name, want in models:
        found[name][want] = []
    rows = _in_brief(names, team=team, since=since)
    for name, want, _moment, pk, *values in sorted(rows, key=lambda row: row[2:4], reverse=True):
        model = models[name, want]
        known = {field: value for field, value in zip(_BRIEF, values, strict=True) if field in _names(model)}
        found[name][want].append(model.from_db("default", ["id", *known], [pk, *known.values()]))
    return found


@kept
def _in_brief(names: tuple[str, ...], *, team: int, since: datetime) -> QuerySet[Any]:
    """(section, name, moment, id, what _BRIEF says). SQLite takes no limits in a union, hence the inner SELECTs."""
    selects = []
    for name in names:
        for want, rows in sections[name].brief(team, since).items():  # type: ignore[misc]
            model = rows.model
            chosen = model._default_manager.filter(pk__in=rows.values("pk")).order_by()
            told = [F(field) if field in _names(model) else Value("") for field in _BRIEF]  # type: ignore[arg-type]
            place = [Value(name, CharField()), Value(want, CharField())]
            selects.append(chosen.values_list(*place, F(model.DATE_FIELD), F("pk"), *told))
    return selects[0].union(*selects[1:], all=True)


@cache
def _models_of(names: tuple[str, ...]) -> dict[tuple[str, str], type[Entry]]:
    """By section and name, what is told in brief; to know it, any team and moment will do."""
    wants = {name: sections[name].brief(0, timezone.now()) for name in names}  # type: ignore[misc]
    return {(name, want): rows.model for name, asked in wants.items() for want, rows in asked.items()}


@cache
def _names(model: type[Any]) -> set[str]:
    return {one.name for one in model._meta.concrete_fields}


def with_last_time(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """Each with when its series met the time before."""
    before = (
        Review.objects.kept()
        .closed()
        .filter(series=OuterRef("series"), closed_at__lt=Coalesce(OuterRef("started_at"), OuterRef("starts_at")))
    )
    return reviews.annotate(last_time=Subquery(before.order_by("-closed_at").values("closed_at")[:1]))


@kept
def visible_review(*, user: User, pk: int) -> QuerySet[Review]:
    """The one with this id, if `user` may see it; with its series, its item and when it met the time before."""
    rows = with_last_time(Review.objects.visible_to(user).filter(pk=pk))
    return rows.select_related("series__team", "facilitator", "item")


def looks_back_to(review: Review) -> datetime:
    """When the series last met; where it never did, four weeks before."""
    known = vars(review)
    if "last_time" not in known:
        asked = with_last_time(Review.objects.filter(pk=review.pk))
        known["last_time"] = asked.values_list("last_time", flat=True).first()
    return known["last_time"] or (review.started_at or review.starts_at) - LOOK_BACK


def open_issues(series: ReviewSeries, *, at: datetime) -> QuerySet[Issue]:
    """What the meeting could go through: the team's, and what somebody has put on this agenda."""
    waiting = AgendaItem.objects.kept().waiting().filter(series=series.pk, issue=OuterRef("pk"))
    rows = Issue.objects.kept().open(at=at).filter(Q(team=series.team_id) | Exists(waiting))
    return rows.annotate(times_carried=Coalesce(Subquery(waiting.values("times_carried")[:1]), Value(0)))


def in_order(issues: QuerySet[Issue], series: ReviewSeries, user: User) -> QuerySet[Issue]:
    """By votes, severity, age, quiet days; each with its votes and whether `user` has voted for it."""
    votes = AgendaVote.objects.filter(
        item__issue=OuterRef("pk"), item__series=series.pk, item__review=None, item__discarded_at=None
    )
    count = votes.order_by().values("item").annotate(number=Count("pk")).values("number")[:1]
    issues = issues.annotate(
        votes=Coalesce(Subquery(count, output_field=IntegerField()), Value(0)),
        is_voted=Exists(votes.filter(user=user.pk)),
    )
    return issues.order_by("-votes", *BEFORE_VOTES)


OF_A_LINE = ("title", "kind", "severity", "state", "raised_at", "resolved_at", "last_activity_at")  # all that it shows
BEFORE_VOTES = ("-severity", "raised_at", "last_activity_at", "pk")


def first_in_order(readable: Q, series: ReviewSeries, user: User, *, at: datetime, count: int) -> QuerySet[Issue]:
    """The first `count` of the open issues that are readable.

    Votes are counted for few: those on the agenda, which alone can have any, and as many of the team's as come first
    without them, which an index gives in their order.
    """
    of_team = Issue.objects.kept().open(at=at).filter(readable, team=series.team_id).order_by(*BEFORE_VOTES)
    first = (
        Issue.objects.filter(pk__in=of_team.values("pk")[:count]).order_by().values("pk")
    )  # SQLite: no limit in a union
    waiting = AgendaItem.objects.kept().waiting().filter(series=series.pk, issue__isnull=False).order_by()
    few = open_issues(series, at=at).filter(readable, pk__in=first.union(waiting.values("issue")))
    return in_order(few, series, user)[:count]


def issues_for(table: Table) -> tuple[list[Issue], list[Issue], bool]:
    """With one query the open issues for the wall, in their order, and those for the own screen of `user` alone.

    And whether there may be more of them.
    """
    count = _count(table)
    found = _issues_for(count, user=table.user, series=table.series.pk, at=table.at, **table.circle.told())
    shared_ones = [one for one in found if vars(one)["is_shared"]]
    own = [one for one in found if not vars(one)["is_shared"]]
    return shared_ones[:count], own, len(shared_ones) > count or len(found) == 2 * count


def announce_issues(table: Table) -> None:
    told = table.circle.told()
    _issues_for.announce(_count(table), user=table.user, series=table.series.pk, at=table.at, **told)


def _count(table: Table) -> int:
    return FIRST if table.is_short else SHOWN


@kept
def _issues_for(count: int, *, user: User, series: int, at: datetime, team: int, members: Any) -> QuerySet[Issue]:
    circle = Circle(team, members)
    readable = Q(ReadBy(Issue, user)) | Q(circle.sees())
    rows = first_in_order(readable, ReviewSeries(pk=series, team_id=circle.team_id), user, at=at, count=2 * count)
    shared = Exists(circle.issues().filter(pk=OuterRef("pk")))
    return rows.annotate(is_shared=shared, owner_name=user_name("owner")).only(*OF_A_LINE)


def only_for(table: Table) -> list[Issue]:
    """Open issues of the team that `user` may read and not each of those invited: for the own screen alone."""
    readable = Q(ReadBy(Issue, table.user)) & ~table.circle.sees()
    rows = first_in_order(readable, table.series, table.user, at=table.at, count=SHOWN)
    return list(rows.annotate(owner_name=user_name("owner")).only(*OF_A_LINE))


def items_of(table: Table) -> list[AgendaItem]:
    """The points of a meeting that runs or has ended, as far as the circle may read them, in their order."""
    shared = table.circle.issues().filter(pk=OuterRef("issue"))
    rows = table.review.agenda_items.kept().filter(Q(issue=None) | Exists(shared))
    return list(with_votes(rows, table.user).order_by("position", "pk"))


def waiting_points(series: ReviewSeries, user: User) -> list[AgendaItem]:
    """Points of its own for the next meeting, by votes and age."""
    return _waiting_points(user=user, series=series.pk)


def announce_points(series: ReviewSeries, user: User) -> None:
    _waiting_points.announce(user=user, series=series.pk)


@kept
def _waiting_points(*, user: User, series: int) -> QuerySet[AgendaItem]:
    rows = AgendaItem.objects.kept().waiting().filter(series=series, issue=None)
    return with_votes(rows, user).order_by("-votes_count", "created_at", "pk")


def with_votes(rows: QuerySet[AgendaItem], user: User) -> QuerySet[AgendaItem]:
    votes = AgendaVote.objects.filter(item=OuterRef("pk")).order_by()
    count = votes.values("item").annotate(number=Count("pk")).values("number")
    rows = rows.annotate(
        votes_count=Coalesce(Subquery(count, output_field=IntegerField()), Value(0)),
        is_voted=Exists(votes.filter(user=user.pk)),
        owner_name=user_name("issue__owner"),
    )
    return rows.select_related("issue", "issue__owner", "issue__author", "created_by")
