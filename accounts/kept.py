"""Questions whose SQL is made once per process, and planned once per connection.

Building a question that asks who may read what takes Django longer than the database takes to answer it, and PostgreSQL
plans one whose text holds its values anew each time. So a question that is asked again and again is written as a function
that gives a queryset, and asked by its arguments:

    @kept
    def notes_of(order, *, user, partner):
        return Note.objects.visible_to(user).filter(partner=partner).order_by(order)

    notes_of("-written_at", user=request.user, partner=7)  # a list of notes

What stands before the star is part of the question: for each such shape the SQL is made once. What stands after it is told
each time, and may be a User (of whom the question may depend on the id, is_active and is_administrator), an id, a text, a
day, a moment, or ids (for `Among`). None is part of the shape. What is told may stand in the question, or what lies some days
before or after it, or a text within a pattern of LIKE; the function must not look at it, in an `if` for instance.
"""

import re
from collections.abc import Callable, Hashable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from functools import cache, update_wrapper
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models.fields.related_descriptors import ManyToManyDescriptor
from django.utils import timezone
from django.utils.translation import get_language

from accounts.ahead import answer_to, is_asking_ahead, note_sent
from accounts.models import ids_as_text
from accounts.prepared import prepared_cursor
from accounts.told import Told, kind_of, place_of, stand_ins

MOST_SHAPES = 300  # of one question
MOST_OF_AN_ID = 2**63  # beyond which no row has one


class CannotBeKept(Exception):
    """What is told changes the question in another way than by standing in it."""


class Among(models.Func):
    """Whether a column of ids is among `ids`: `filter(Among("partner", ids))`. The same text for one and for five hundred."""

    output_field = models.BooleanField()

    def __init__(self, column: str, ids: Any) -> None:
        super().__init__(models.F(column))
        self.ids = list(ids)

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        column, params = compiler.compile(self.source_expressions[0])
        is_among = (
            "= ANY(%s::bigint[])" if connection.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"
        )
        return f"{column} {is_among}", [*params, ids_as_text(self.ids, connection.vendor)]


@dataclass(frozen=True)
class _Made:
    """The SQL of one shape, its parameters, and what makes rows of an answer."""

    sql: str
    places: tuple[Any, ...]  # on SQLite all parameters, in order; on PostgreSQL the Told of each name in the text
    rows: models.QuerySet[Any, Any] | None  # None for a number
    compiler: Any
    converters: Any
    by_name: bool  # whether it is told by names, as PostgreSQL is
    once: bool  # whether PostgreSQL plans it once a connection
    related: tuple["_Related", ...] = ()


@dataclass(frozen=True)
class _Related:
    """What `prefetch_related` names: rows of another table, and which of ours each belongs to."""

    name: str
    to_attr: str
    owner: str  # of a row: the attribute that has its owner's id
    back: str  # of a row: the field that is its owner; none where there are many
    made: _Made | None


class Kept:
    def __init__(self, build: Callable[..., models.QuerySet[Any, Any]]) -> None:
        self.build = build
        self._made: dict[Hashable, _Made | None] = {}
        update_wrapper(self, build)

    def __call__(self, *shape: Any, **told: Any) -> list[Any]:
        """The rows."""
        return _answer(self._of(shape, told), told)

    def announce(self, *shape: Any, **told: Any) -> None:
        """It will be asked so soon: within `asking_ahead()` PostgreSQL begins with it (accounts/ahead.py)."""
        if is_asking_ahead():
            _send(self._of(shape, told), told)

    def announce_first(self, *shape: Any, size: int, descending: bool, **told: Any) -> None:
        """The same of `first`."""
        if is_asking_ahead():
            _send(self._first(shape, told, size, descending), told)

    def rows(self, *shape: Any, **told: Any) -> models.QuerySet[Any, Any]:
        """The queryset that is kept, to read its fields; what is told in it is not what it was told."""
        made = self._of(shape, told)
        return made.rows if made and made.rows is not None else self.build(*shape, **told)

    def count(self, *shape: Any, up_to: int, **told: Any) -> int:
        """The number of rows, counted no further than `up_to`."""
        made = self._of(shape, told, counted=up_to)
        return _ask(made, told)[0][0] if made else 0

    def first(self, *shape: Any, size: int, descending: bool, **told: Any) -> list[tuple[int, int]]:
        """Of a question for ids, places and whether each counts, limited to so many rows: the ids of the first `size` that
        count, by place, each with how many rows there are in all.
        """
        made = self._first(shape, told, size, descending)
        return _ask(made, told) if made else []

    def _first(self, shape: tuple[Any, ...], told: dict[str, Any], size: int, descending: bool) -> _Made | None:
        made = self._of(shape, told)
        if not made:
            return None
        way = "DESC" if descending else "ASC"
        sql = (
            f"WITH found (id, place, counts) AS ({made.sql}) SELECT id, (SELECT COUNT(*) FROM found) FROM found"  # noqa: S608
            f" WHERE counts ORDER BY place {way}, id {way} LIMIT {size:d}"
        )
        return replace(made, sql=sql)

    def _of(self, shape: tuple[Any, ...], told: dict[str, Any], counted: int | None = None) -> _Made | None:
        if any(isinstance(value, int) and not -MOST_OF_AN_ID <= value < MOST_OF_AN_ID for value in told.values()):
            return None
        zone = timezone.get_current_timezone()
        # The day, for a question that asks the calendar by itself.
        key = (
            shape,
            counted,
            *map(kind_of, told.items()),
            timezone.now().astimezone(zone).date(),
            zone,
            get_language(),
        )
        known = self._made
        if key not in known:
            if len(known) >= MOST_SHAPES:
                known = self._made = {}  # another thread may still be reading the old one
            known[key] = self._make(shape, told, counted)
        return known[key]

    def _make(self, shape: tuple[Any, ...], told: dict[str, Any], counted: int | None) -> _Made | None:
        """Made twice, with different values in place of what is told: where the two differ is its place."""
        probes = [stand_ins(told, probe) for probe in (0, 1)]
        with connection.execute_wrapper(_asks_nothing):
            asked = [self.build(*shape, **probe) for probe in probes]
            if counted is not None:
                asked = [_as_planned(rows.order_by().values("pk")[:counted], rows) for rows in asked]
            try:
                made = _made(f"{self.build.__qualname__}{shape}", asked, probes)
            except EmptyResultSet:
                return None
        return made if counted is None else replace(made, sql=f"SELECT COUNT(*) FROM ({made.sql}) counted", rows=None)  # noqa: S608


kept = Kept


def planned_anew(rows: models.QuerySet[Any, Any]) -> models.QuerySet[Any, Any]:
    """For a kept function to give: a question of which the best plan depends on what it is told, as of a partner that may
    have two contacts or twenty thousand. PostgreSQL then plans it each time, which takes it up to a millisecond.
    """
    rows.is_planned_anew = True  # type: ignore[attr-defined]
    return rows


def _is_planned_anew(rows: models.QuerySet[Any, Any]) -> bool:
    return getattr(rows, "is_planned_anew", False)


def _as_planned(rows: models.QuerySet[Any, Any], like: models.QuerySet[Any, Any]) -> models.QuerySet[Any, Any]:
    return planned_anew(rows) if _is_planned_anew(like) else rows


def _made(name: str, asked: list[models.QuerySet[Any, Any]], probes: list[dict[str, Any]]) -> _Made:
    """Of the same question built with two tellings; raises EmptyResultSet and CannotBeKept."""
    compilers = [rows.query.get_compiler(rows.db) for rows in asked]
    (sql, params), (other_sql, other_params) = [compiler.as_sql() for compiler in compilers]
    if sql != other_sql:
        raise CannotBeKept(f"{name}: what is told changes the text")
    places: list[Any] = []
    for here, there in zip(params, other_params, strict=True):
        places.append(here if here == there else place_of(here, there, probes))
        if places[-1] is None and here is not None:
            raise CannotBeKept(f"{name}: {here!r} and {there!r} depend on what is told in a way that is not known")
    compiler = compilers[0]
    converters = compiler.get_converters([found[0] for found in compiler.select[: compiler.col_count]])
    by_name = connection.vendor == "postgresql"
    if by_name:
        sql, places = _with_names(sql, places)
    lookups = zip(*(rows._prefetch_related_lookups for rows in asked), strict=True)  # type: ignore[attr-defined]
    related = tuple(_related(name, asked[0].model, pair, probes) for pair in lookups)
    once = not _is_planned_anew(asked[0])
    return _Made(sql, tuple(places), asked[0], compiler, converters, by_name, once, related)


# --- Asking ---


def _asks_nothing(execute: Any, sql: str, *rest: Any) -> Any:
    """Of no table: Django may ask a database what it can do."""
    if " FROM " in sql:
        raise CannotBeKept(f"to build a kept question the database is asked: {sql[:200]}")
    return execute(sql, *rest)


def _with_names(sql: str, places: list[Any]) -> tuple[str, list[Any]]:
    """For PostgreSQL: what is told by name, and all else in the text, where its planner and partial indexes see it."""
    names = {place: f"told{number}" for number, place in enumerate(dict.fromkeys(p for p in places if _is_told(p)))}
    texts = iter([f"%({names[place]})s" if _is_told(place) else _literal(place) for place in places])
    return re.sub(r"%s|%%", lambda found: next(texts) if found[0] == "%s" else "%%", sql), list(names)


def _is_told(place: Any) -> bool:
    return isinstance(place, Told)


def _literal(value: Any) -> str:
    from psycopg.sql import Literal

    connection.ensure_connection()
    return Literal(value).as_string(connection.connection).replace("%", "%%")


def _answer(made: _Made | None, told: dict[str, Any]) -> list[Any]:
    if made is None:
        return []
    answer: Any = _ask(made, told)
    if made.converters:
        answer = list(made.compiler.apply_converters(answer, made.converters))
    found = list(_objects(made, answer))
    for related in made.related if found else ():
        _attach(related, found, told)
    return found


def _ask(made: _Made, told: dict[str, Any]) -> list[tuple[Any, ...]]:
    params = _params(made, told)
    if (answer := answer_to(made.sql, params)) is not None:
        return answer
    with prepared_cursor(once=made.once) as cursor:
        cursor.execute(made.sql, params)
        return list(cursor.fetchall())


def _send(made: _Made | None, told: dict[str, Any]) -> None:
    if made is None:
        return
    params = _params(made, told)
    cursor = prepared_cursor(once=made.once)
    cursor.execute(made.sql, params)
    note_sent(made.sql, params, cursor)


def _params(made: _Made, told: dict[str, Any]) -> Any:
    if made.by_name:
        return {f"told{number}": place.of(told) for number, place in enumerate(made.places)}
    return [place.of(told) if isinstance(place, Told) else place for place in made.places]


def _objects(made: _Made, answer: list[Any]) -> Iterator[Any]:
    """What the queryset makes of rows; its own way of doing so, handed the answer in place of asking."""
    compiler = copy(made.compiler)
    compiler.execute_sql = lambda *_args, **_kwargs: [answer]
    compiler.results_iter = lambda *_args, tuple_expected=False, **_kwargs: (
        map(tuple, answer) if tuple_expected else answer
    )
    rows: Any = object.__new__(type(made.rows))  # copying a queryset would ask it
    rows.__dict__.update(made.rows.__dict__)
    rows._query = _Answered(rows._query, compiler)
    return iter(rows._iterable_class(rows))


class _Answered:
    def __init__(self, query: Any, compiler: Any) -> None:
        self._asked, self._compiler = query, compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._asked, name)

    def get_compiler(self, *_args: Any, **_kwargs: Any) -> Any:
        return self._compiler


# --- What `prefetch_related` adds ---

OWNERS = "owners of the related"


def _related(name: str, model: Any, lookups: tuple[Any, Any], probes: list[dict[str, Any]]) -> _Related:
    """One more question, of the ids of the rows that were found."""
    through = getattr(lookups[0], "prefetch_through", lookups[0])
    told = [probe | {OWNERS: [31_900 + place]} for place, probe in enumerate(probes)]
    asked = [_rows_of(model, through, lookup, probe[OWNERS]) for lookup, probe in zip(lookups, told, strict=True)]
    (rows, owner), (other, _owner) = asked
    try:
        made = _made(f"{name}: {through}", [rows, other], told)
    except EmptyResultSet:
        made = None
    descriptor = getattr(model, through)
    back = "" if isinstance(descriptor, ManyToManyDescriptor) else descriptor.field.name
    return _Related(through, getattr(lookups[0], "to_attr", None) or "", owner, back, made)


def _rows_of(model: Any, through: str, lookup: Any, owners: list[int]) -> tuple[models.QuerySet[Any, Any], str]:
    descriptor = getattr(model, through)
    rows = getattr(lookup, "queryset", None)
    if isinstance(descriptor, ManyToManyDescriptor):
        back = descriptor.field.name if descriptor.reverse else descriptor.field.related_query_name()
        target: Any = descriptor.rel.related_model if descriptor.reverse else descriptor.rel.model
        rows = target._default_manager.all() if rows is None else rows
        # Said to be there, the owner is joined by an inner join, and SQLite begins with the links instead of all rows.
        linked = rows.filter(**{f"{back}__isnull": False}).annotate(owner_of_row=models.F(back))
        return linked.filter(Among("owner_of_row", owners)), "owner_of_row"
    rows = descriptor.rel.related_model._default_manager.all() if rows is None else rows
    return rows.filter(Among(descriptor.field.attname, owners)), descriptor.field.attname


def _attach(related: _Related, found: list[Any], told: dict[str, Any]) -> None:
    of_owner: dict[Any, list[Any]] = {row.pk: [] for row in found}
    for row in _answer(related.made, told | {OWNERS: list(of_owner)}):
        of_owner[getattr(row, related.owner)].append(row)
    kind: Any = type(related.made.rows) if related.made else models.QuerySet
    for row in found:
        for one in of_owner[row.pk] if related.back else ():
            setattr(one, related.back, row)
        if related.to_attr:
            setattr(row, related.to_attr, of_owner[row.pk])
            continue
        rows = loaded(kind, of_owner[row.pk])
        row.__dict__.setdefault("_prefetched_objects_cache", {})[_cache_name(row._meta.model, related.name)] = rows


def loaded(kind: type[models.QuerySet[Any, Any]], rows: list[Any]) -> models.QuerySet[Any, Any]:
    """A queryset that has these rows and can ask for no others, to be put in the place of what prefetch_related gives."""
    made = _loaded(kind)()
    made._result_cache, made._prefetch_done = rows, True
    return made


@cache
def _loaded(kind: Any) -> Any:
    """A queryset that has its rows, and can ask for no others."""

    def _chain(self: Any, **_kwargs: Any) -> Any:
        raise CannotBeKept(
            "these rows came with others: read them by .all(), or ask their model for what is not among them"
        )

    return type(f"Loaded{kind.__name__}", (kind,), {"_chain": _chain, "_clone": _chain})


@cache
def _cache_name(model: Any, name: str) -> str:
    """Under which a manager looks for what was loaded beforehand."""
    descriptor = getattr(model, name)
    if isinstance(descriptor, ManyToManyDescriptor):
        return descriptor.field.related_query_name() if descriptor.reverse else descriptor.field.name
    return descriptor.rel.cache_name
