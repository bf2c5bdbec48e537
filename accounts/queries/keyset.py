"""Pages by row value (key, id): a page is a seek at any depth, the same for pages and the API.

Sort keys are never NULL (models keep sentinels), so `key >= k AND (key > k OR id > i)` finds the next page through an
index on (key, id).
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Field, Model, Q, QuerySet


class BadCursor(ValueError):
    """The cursor was not made by this list, or not for this sort."""


@dataclass(frozen=True)
class Sort:
    """One way to sort a list: a field or annotation that is never NULL, then the id in the same direction."""

    key: str
    descending: bool = False

    @property
    def prefix(self) -> str:
        return "-" if self.descending else ""

    def order(self, rows: QuerySet[Any], *, backwards: bool = False) -> QuerySet[Any]:
        descending = self.descending != backwards
        key, pk = F(self.key), F("pk")
        return rows.order_by(key.desc() if descending else key.asc(), pk.desc() if descending else pk.asc())

    def beyond(self, value: Any, pk: int, *, backwards: bool = False) -> Q:
        """Rows after (value, pk) in this order, or before it."""
        way = "lt" if self.descending != backwards else "gt"
        return Q(**{f"{self.key}__{way}e": value}) & (Q(**{f"{self.key}__{way}": value}) | Q(**{f"pk__{way}": pk}))


@dataclass(frozen=True)
class Page:
    """The rows of one page, in order, and the cursors of its neighbours; None where there is none."""

    rows: list[Any]
    next: str | None
    previous: str | None

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_of(rows: QuerySet[Any], sort: Sort, *, cursor: str | None, size: int) -> Page:
    """Return one page of `rows` with one query; raises BadCursor."""
    backwards = False
    if cursor:
        value, pk, backwards = read_cursor(cursor, sort, rows)
        rows = rows.filter(sort.beyond(value, pk, backwards=backwards))
    found = list(sort.order(rows, backwards=backwards)[: size + 1])
    return page_of_found(found, sort, size=size, is_first=not cursor, backwards=backwards)


def page_of_found(found: list[Any], sort: Sort, *, size: int, is_first: bool, backwards: bool) -> Page:
    """The page that begins where a cursor says, of the rows found there: one more than a page has tells that there are more."""
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (not is_first, more) if backwards else (more, not is_first)
    return Page(
        found,
        next=_write(sort, found[-1], backwards=False) if found and has_next else None,
        previous=_write(sort, found[0], backwards=True) if found and has_previous else None,
    )


def _write(sort: Sort, row: Model, *, backwards: bool) -> str:
    value = getattr(row, sort.key)
    value = value.isoformat() if isinstance(value, date) else value
    text = json.dumps([sort.prefix + sort.key, value, row.pk, int(backwards)])
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str, sort: Sort, rows: QuerySet[Any]) -> tuple[Any, int, bool]:
    """The value and the id at which the page begins, and whether it goes backwards from there; raises BadCursor."""
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        key, value, pk, backwards = json.loads(text)
        if key != sort.prefix + sort.key or not isinstance(pk, int) or not 0 <= pk < 2**63:
            raise BadCursor(cursor)
        return _typed(value, _field_of(sort, rows)), pk, bool(backwards)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadCursor(cursor) from error


def _field_of(sort: Sort, rows: QuerySet[Any]) -> Field:
    annotation = rows.query.annotations.get(sort.key)
    return annotation.output_field if annotation else rows.model._meta.get_field(sort.key)


def _typed(value: Any, field: Field) -> Any:
    """Give a value back the type it had before JSON; what cannot be one of this field is a bad cursor."""
    match field.get_internal_type():
        case "DateTimeField":
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is None:
                raise BadCursor(value)
            return moment
        case "DateField":
            return date.fromisoformat(value)
        case "CharField" if isinstance(value, str) and "\x00" not in value:
            value.encode()  # half a surrogate pair is no text
            return value
        case kind if kind.endswith("IntegerField") and type(value) is int and abs(value) < 2**63:
            return value
    raise BadCursor(value)
