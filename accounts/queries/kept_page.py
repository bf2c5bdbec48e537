"""Pages of lists whose questions are kept: what accounts/kept.py says, for a list with filters and an order."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet

from accounts.kept import kept
from accounts.models import User
from accounts.queries.keyset import Page, Sort, page_of_found, read_cursor
from accounts.queries.search import Search

Chosen = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Rows:
    """The rows of a list for one reader: `rows(user, *shape, **told)`, what a FilterSet that is valid leaves of them.

    `load(rows, user)` adds what a page shows of each. Both are functions that depend on nothing but what they are given.
    """

    user: User
    at: datetime
    rows: Callable[..., QuerySet[Any]]
    load: Callable[[QuerySet[Any], User], QuerySet[Any]]
    filterset: Any
    shape: tuple[Hashable, ...] = ()
    told: dict[str, Any] = field(default_factory=dict)

    def page(self, sort: Sort, *, cursor: str | None, size: int) -> Page:
        """One page, by one question; raises BadCursor."""
        chosen, told = self._filters
        place: dict[str, Any] = {"value": None, "pk": None}
        backwards = False
        if cursor:
            first = _page.rows(self.rows, self.load, type(self.filterset), self.shape, chosen, sort, None, size,
                               **told, **place)  # fmt: skip
            place["value"], place["pk"], backwards = read_cursor(cursor, sort, first)
        way = ("back" if backwards else "on") if cursor else None
        found = _page(self.rows, self.load, type(self.filterset), self.shape, chosen, sort, way, size, **told, **place)
        return page_of_found(found, sort, size=size, is_first=not cursor, backwards=backwards)

    def count(self, *, up_to: int) -> int:
        chosen, told = self._filters
        return _left.count(self.rows, type(self.filterset), self.shape, chosen, up_to=up_to, **told)

    @cached_property
    def _filters(self) -> tuple[Chosen, dict[str, Any]]:
        """What is part of the question, and what is told."""
        chosen: dict[str, Any] = {}
        told: dict[str, Any] = {f"row_{name}": value for name, value in self.told.items()}
        for name, value in self.filterset.form.cleaned_data.items():
            if value in (None, "", [], ()) or name not in self.filterset.filters:
                continue
            if search := _search(self.filterset.filters[name]):
                asked = search.asked(value)
                chosen[name] = asked.way
                told |= {f"typed_{text}": given for text, given in asked.told.items()}
            elif isinstance(value, Model):
                chosen[name], told[f"filter_{name}"] = type(value), value.pk
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
) -> QuerySet[Any]:
    user = told["user"]
    of_rows = {name.removeprefix("row_"): value for name, value in told.items() if name.startswith("row_")}
    found = rows(user, *shape, **of_rows)
    filters = filterset(None, queryset=found, request=Reader(user, told["now"])).filters if chosen else {}
    for name, value in chosen:
        if search := _search(filters[name]):
            typed = {key.removeprefix("typed_"): given for key, given in told.items() if key.startswith("typed_")}
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
    return _filtered(rows, filterset, shape, chosen, told)


@kept
def _page(
    rows: Any, load: Any, filterset: Any, shape: Any, chosen: Chosen, sort: Sort, way: str | None, size: int,
    *, value: Any, pk: Any, **told: Any,
) -> QuerySet[Any]:  # fmt: skip
    found = _filtered(rows, filterset, shape, chosen, told)
    if way:
        found = found.filter(sort.beyond(value, pk, backwards=way == "back"))
    return sort.order(load(found, told["user"]), backwards=way == "back")[: size + 1]


def can_be_kept(filterset: Any) -> bool:
    """Whether what is chosen is among few, or can be told."""
    return all(
        isinstance(value, (Model, date, bool))
        or _search(filterset.filters[name]) is not None
        or str(value) in _choices(filterset.form.fields[name])
        for name, value in filterset.form.cleaned_data.items()
        if value not in (None, "", [], ()) and name in filterset.filters
    )


def _search(of: Any) -> Search | None:
    """Of a filter by what is typed."""
    return getattr(of, "search", None)


def _choices(field: Any) -> set[str]:
    return {str(value) for value, _label in getattr(field, "choices", ())}
