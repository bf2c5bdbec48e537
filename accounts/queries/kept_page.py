"""Pages of lists whose questions are kept: what accounts/kept.py says, for a list with filters and an order."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Count, ExpressionWrapper, F, Model, Q, QuerySet, Window

from accounts.kept import Among, kept, planned_anew
from accounts.models import User
from accounts.queries.keyset import Page, Sort, page_of_found, read_cursor
from accounts.queries.search import AMONG, Search

Chosen = tuple[tuple[str, Any], ...]
ON, BACK = "on", "back"
FEW = 100  # of which a page and the count of all are read together
TYPED = "typed_"  # before the name of what a search is told
OF_ROWS = "row_"  # before the name of what the rows are told


@dataclass(frozen=True)
class Rows:
    """The rows of a list for one reader: `rows(user, *shape, **told)`, what a FilterSet that is valid leaves of them.

    `load(rows, user)` adds what a page shows of each. Both are functions that depend on nothing but what they are given.
    So is `candidates`, where there is one: in the same way it gives the same rows, and does not ask of each whether the reader
    may see it. By it rows are counted and put in order; those of the page are read by `rows`, and where one is not among them
    all are asked for by `rows`.
    """

    user: User
    at: datetime
    rows: Callable[..., QuerySet[Any]]
    load: Callable[[QuerySet[Any], User], QuerySet[Any]]
    filterset: Any
    shape: tuple[Hashable, ...] = ()
    told: dict[str, Any] = field(default_factory=dict)
    candidates: Callable[..., QuerySet[Any]] | None = None

    def seek(self) -> None:
        """Have what is typed looked for, where that is a question of its own."""
        self._filters  # noqa: B018 - a cached property

    def announce(self, sort: Sort, *, cursor: str | None, size: int, up_to: int | None) -> None:
        """What `page_and_count` asks first, or, without `up_to`, `page` of many rows (accounts/ahead.py); raises BadCursor."""
        if up_to is None:
            shape, told = self._of_page(sort, cursor, size, leaves_many=True)
            _page.announce(*shape, **told)
        elif self._are_few(cursor):
            shape, told = self._of_few(sort, size)
            _counted.announce(*shape, **told)
        else:
            shape, told = self._of_places(sort, cursor, size, up_to)
            _places.announce_first(*shape, **told)

    def page(self, sort: Sort, *, cursor: str | None, size: int, leaves_many: bool = False) -> Page:
        """One page, by one question; raises BadCursor. Of `leaves_many` see FilterSet."""
        shape, told = self._of_page(sort, cursor, size, leaves_many=leaves_many)
        return self._page(_page(*shape, **told), sort, cursor, size)

    def page_and_count(self, sort: Sort, *, cursor: str | None, size: int, up_to: int) -> tuple[Page, int]:
        """One page, and how many rows there are, counted no further than `up_to`; raises BadCursor.

        All rows are gone through once: for few it is cheaper to put them in order there than to look for the page anew.
        """
        if self._are_few(cursor):
            shape, told = self._of_few(sort, size)
            found = _counted(*shape, **told)
            return self._page(found, sort, cursor, size), min(found[0].rows_in_all, up_to) if found else 0
        shape, told = self._of_places(sort, cursor, size, up_to)
        first = _places.first(*shape, **told)
        count = first[0][1] if first else self.count(up_to=up_to) if cursor else 0
        if count >= up_to:
            return self.page(sort, cursor=cursor, size=size, leaves_many=True), count
        ids = [pk for pk, _count in first]
        way, _place = self._place(sort, cursor, size)
        of_rows = {
            name: value for name, value in self._filters[1].items() if name == "user" or name.startswith(OF_ROWS)
        }
        found = _among(self.rows, self.load, self.shape, sort, way, ids=ids, **of_rows) if ids else []
        if self.candidates and len(found) < len(ids):
            return replace(self, candidates=None).page_and_count(sort, cursor=cursor, size=size, up_to=up_to)
        return self._page(found, sort, cursor, size), count

    def _page(self, found: list[Any], sort: Sort, cursor: str | None, size: int) -> Page:
        backwards = self._place(sort, cursor, size)[0] == BACK
        return page_of_found(found, sort, size=size, is_first=not cursor, backwards=backwards)

    def _are_few(self, cursor: str | None) -> bool:
        """Whether what is typed was found in so few rows that these are read at once."""
        return not cursor and len(self._filters[1].get(f"{TYPED}ids", range(FEW))) < FEW

    # What the questions are asked by: their shape, and what they are told.

    def _of_page(
        self, sort: Sort, cursor: str | None, size: int, *, leaves_many: bool
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        chosen, told = self._filters
        way, place = self._place(sort, cursor, size)
        # By what is not the rows' own, such as the last contact, those that are wanted may all be the last ones.
        leaves_many = leaves_many and sort.key in {field.name for field in self.filterset._meta.model._meta.fields}
        shape = (self.rows, self.load, type(self.filterset), self.shape, chosen, leaves_many, sort, way, size)
        return shape, {**told, **place}

    def _of_few(self, sort: Sort, size: int) -> tuple[tuple[Any, ...], dict[str, Any]]:
        chosen, told = self._filters
        return (self.rows, self.load, type(self.filterset), self.shape, chosen, sort, size), told

    def _of_places(
        self, sort: Sort, cursor: str | None, size: int, up_to: int
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        chosen, told = self._filters
        way, place = self._place(sort, cursor, size)
        shape = (self.candidates or self.rows, type(self.filterset), self.shape, chosen, sort, way, up_to)
        descending = sort.descending != (way == BACK)
        return shape, {"size": size + 1, "descending": descending, **told, **place}

    def count(self, *, up_to: int) -> int:
        chosen, told = self._filters
        return _left.count(self.rows, type(self.filterset), self.shape, chosen, up_to=up_to, **told)

    def _place(self, sort: Sort, cursor: str | None, size: int) -> tuple[str | None, dict[str, Any]]:
        """Which way the page lies from its place, and that place; neither for the first page."""
        if not cursor:
            return None, {"value": None, "pk": None}
        chosen, told = self._filters
        first = _page.rows(self.rows, self.load, type(self.filterset), self.shape, chosen, False, sort, None, size,
                           value=None, pk=None, **told)  # fmt: skip
        value, pk, backwards = read_cursor(cursor, sort, first)
        return BACK if backwards else ON, {"value": value, "pk": pk}

    @cached_property
    def _filters(self) -> tuple[Chosen, dict[str, Any]]:
        """What is part of the question, and what is told."""
        chosen: dict[str, Any] = {}
        told: dict[str, Any] = {f"{OF_ROWS}{name}": value for name, value in self.told.items()}
        for name, value in self.filterset.form.cleaned_data.items():
            if value in (None, "", [], ()) or name not in self.filterset.filters:
                continue
            if search := _search(self.filterset.filters[name]):
                asked = search.asked(value, in_a_list=True)
                chosen[name] = asked.way
                told |= {f"{TYPED}{text}": given for text, given in asked.told.items()}
            elif isinstance(value, Model):
                chosen[name], told[f"filter_{name}"] = type(value), value.pk
            elif moment := _moment(self.filterset.filters[name]):
                chosen[name], told[f"filter_{name}"] = date, moment(value, self.at)
            elif isinstance(value, date):
                chosen[name], told[f"filter_{name}"] = date, value
            else:
                chosen[name] = value
        return tuple(chosen.items()), {"user": self.user, "now": self.at, **told}


class Reader:
    """What filters may read of a request."""

    def __init__(self, user: User, at: datetime | None = None) -> None:
        self.user, self.at = user, at


def _filtered(
    rows: Callable[..., QuerySet[Any]],
    filterset: Any,
    shape: tuple[Hashable, ...],
    chosen: Chosen,
    told: dict[str, Any],
    leaves_many: bool = False,
) -> QuerySet[Any]:
    user = told["user"]
    found = rows(user, *shape, **_of_rows(told))
    of_this = filterset(None, queryset=found, request=Reader(user, told["now"]))
    of_this.leaves_many = leaves_many
    filters = of_this.filters
    for name, value in chosen:
        if search := _search(filters[name]):
            typed = {key.removeprefix(TYPED): given for key, given in told.items() if key.startswith(TYPED)}
            found = search.narrow(found, value, typed)
            continue
        if isinstance(value, type):
            given = told[f"filter_{name}"]
            found = filters[name].filter(found, given if value is date else value(pk=given))
            continue
        found = filters[name].filter(found, value)
    return found


@kept
def _left(rows: Any, filterset: Any, shape: Any, chosen: Chosen, **told: Any) -> QuerySet[Any]:
    return _planned(filterset, chosen, _filtered(rows, filterset, shape, chosen, told))


@kept
def _page(
    rows: Any, load: Any, filterset: Any, shape: Any, chosen: Chosen, leaves_many: bool, sort: Sort, way: str | None,
    size: int, *, value: Any, pk: Any, **told: Any,
) -> QuerySet[Any]:  # fmt: skip
    found = _filtered(rows, filterset, shape, chosen, told, leaves_many)
    if way:
        found = found.filter(sort.beyond(value, pk, backwards=way == BACK))
    if any(name.startswith(f"{TYPED}text") for name in told) or (
        leaves_many and _names(chosen) & filterset.met_in_order
    ):
        # A word that is common is sought row by row: the ids come from an index alone, and only the page's rows are read.
        ids = sort.order(found, backwards=way == BACK).values("pk")[: size + 1]
        few = rows(told["user"], *shape, **_of_rows(told)).filter(pk__in=ids)
        return sort.order(load(few, told["user"]), backwards=way == BACK)
    return _planned(filterset, chosen, sort.order(load(found, told["user"]), backwards=way == BACK)[: size + 1])


@kept
def _counted(
    rows: Any, load: Any, filterset: Any, shape: Any, chosen: Chosen, sort: Sort, size: int, **told: Any
) -> QuerySet[Any]:
    """The first page, each row with how many there are; goes through all of them, so they must be few."""
    found = load(_filtered(rows, filterset, shape, chosen, told), told["user"])
    return sort.order(found.annotate(rows_in_all=Window(Count("*"))))[: size + 1]


@kept
def _places(
    rows: Any, filterset: Any, shape: Any, chosen: Chosen, sort: Sort, way: str | None, up_to: int,
    *, value: Any, pk: Any, **told: Any,
) -> QuerySet[Any]:  # fmt: skip
    """The id and the place of each row, and whether it lies beyond the place given."""
    is_beyond = sort.beyond(value, pk, backwards=way == BACK) if way else Q(pk__isnull=False)
    found = _filtered(rows, filterset, shape, chosen, told).order_by()
    beyond = ExpressionWrapper(is_beyond, BooleanField())
    found = found.values_list("pk", F(sort.key), beyond)
    ways = _ways(found, chosen)
    if len(ways) > 1:
        found = ways[0][:up_to].union(*[way[:up_to] for way in ways[1:]])
    return _planned(filterset, chosen, found[:up_to])


def _ways(rows: Any, chosen: Chosen) -> list[QuerySet[Any]]:
    """Those through which the rows are sought one by one: all at once where what is chosen leaves few, or all that there are."""
    if connection.vendor != "postgresql" or not chosen:
        return [rows]
    names_a_record = any(isinstance(value, type) and issubclass(value, Model) for _name, value in chosen)
    return [rows] if names_a_record or AMONG in dict(chosen).values() else rows.each_way()


@kept
def _among(
    rows: Any, load: Any, shape: Any, sort: Sort, way: str | None, *, user: User, ids: list[int], **told: Any
) -> QuerySet[Any]:
    found = rows(user, *shape, **_of_rows(told)).filter(Among("pk", ids))
    return sort.order(load(found, user), backwards=way == BACK)


def _planned(filterset: Any, chosen: Chosen, rows: QuerySet[Any]) -> QuerySet[Any]:
    return planned_anew(rows) if _names(chosen) & filterset.planned_anew else rows


def _names(chosen: Chosen) -> set[str]:
    return {name for name, _value in chosen}


def _of_rows(told: dict[str, Any]) -> dict[str, Any]:
    return {name.removeprefix(OF_ROWS): value for name, value in told.items() if name.startswith(OF_ROWS)}


def can_be_kept(filterset: Any) -> bool:
    """Whether what is chosen is among few, or can be told."""
    return all(
        isinstance(value, (Model, date, bool))
        or _search(filterset.filters[name]) is not None
        or _moment(filterset.filters[name]) is not None
        or str(value) in _choices(filterset.form.fields[name])
        for name, value in filterset.form.cleaned_data.items()
        if value not in (None, "", [], ()) and name in filterset.filters
    )


def _search(of: Any) -> Search | None:
    """Of a filter by what is typed."""
    return getattr(of, "search", None)


def _moment(of: Any) -> Callable[[Any, datetime], datetime] | None:
    """Of a filter by a number of days, what makes a moment of them."""
    return getattr(of, "moment", None)


def _choices(field: Any) -> set[str]:
    return {str(value) for value, _label in getattr(field, "choices", ())}
