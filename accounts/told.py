"""What a question that is kept is told (accounts/kept.py): where in its SQL it stands, and in what form."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.models import User, ids_as_text


@dataclass(frozen=True)
class Told:
    """A place in the SQL for what is told by `name`, or for what lies `later` than it."""

    name: str
    later: timedelta | None = None
    as_day: bool = False  # the day of a moment, in the time zone that holds
    within: tuple[str, str] | None = None  # of a text: what LIKE wants before and after it

    def of(self, told: Mapping[str, Any]) -> Any:
        value = told[self.name]
        if self.within:
            before, after = self.within
            return f"{before}{connection.ops.prep_for_like_query(value)}{after}"
        if self.as_day:
            value = timezone.localdate(value)
        return adapted(value if self.later is None else value + self.later)


def kind_of(item: tuple[str, Any]) -> Hashable:
    """What the text of the question depends on, of a name and what is told by it; raises TypeError."""
    name, value = item
    if isinstance(value, User):
        return name, User, value.is_active, value.is_administrator
    if value is None or (isinstance(value, (int, str, date)) and not isinstance(value, bool)):
        return name, type(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return name, list
    raise TypeError(f"{name} can be told by nothing of {type(value)}; what is not told stands before the star")


def stand_ins(told: dict[str, Any], probe: int) -> dict[str, Any]:
    """In place of what is told; for each `probe` others."""
    return {name: _stand_in(value, 31_000 + place + 300 * probe) for place, (name, value) in enumerate(told.items())}


def _stand_in(value: Any, number: int) -> Any:
    """Nothing else in a question has the same value; small enough for every column of numbers."""
    if isinstance(value, User):
        names = ["id", "is_active", "is_administrator"]  # to ask for any other would ask the database
        return User.from_db(connection.alias, names, [number, value.is_active, value.is_administrator])
    if isinstance(value, datetime):
        return datetime(2500, 1, 1, 12, tzinfo=UTC) + timedelta(days=number)
    if isinstance(value, date):
        return date(2600, 1, 1) + timedelta(days=number)
    if isinstance(value, int):
        return number
    if isinstance(value, str):
        return f"told {number}"
    return None if value is None else [number]


def place_of(here: Any, there: Any, probes: list[dict[str, Any]]) -> Told | None:
    """What of that which is told makes the difference between the two."""
    for name, value in probes[0].items():
        other = probes[1][name]
        if here == adapted(value) and there == adapted(other):
            return Told(name)
        if isinstance(value, str) and isinstance(here, str) and value in here:
            before, _value, after = here.partition(value)
            if there == f"{before}{other}{after}" and (before.startswith("%") or after.endswith("%")):
                return Told(name, within=(before, after))
    here, there = _as_time(here), _as_time(there)
    for name, value in probes[0].items():
        other = probes[1][name]
        for as_day in (False, True):
            if as_day and not isinstance(value, datetime):
                continue
            start, end = (timezone.localdate(moment) if as_day else moment for moment in (value, other))
            if type(start) is type(here) and isinstance(start, date) and here - start == there - end:
                return Told(name, later=here - start, as_day=as_day)
    return None


def _as_time(param: Any) -> Any:
    """SQLite is told of days and moments in texts."""
    if not isinstance(param, str):
        return param
    try:
        return (
            date.fromisoformat(param)
            if len(param) == len("2026-01-01")
            else datetime.fromisoformat(param).replace(tzinfo=UTC)
        )
    except ValueError:
        return param


def adapted(value: Any) -> Any:
    """As the parameter of a question."""
    if isinstance(value, User):
        return value.pk
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return ids_as_text(value, connection.vendor)
    return value
