"""A list that can be taken away: which rows it has, in which order, with which columns.

Each list of the interface is one `Listing`, entered in this package. The page, the API and a background job ask the same one,
so that a file shows what the list shows: the same rows seen by the same reader, left by the same FilterSet.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet

from accounts.models import User
from accounts.queries.keyset import Sort
from relationships.exports.source import Asked, Source
from relationships.reports.chunks import in_chunks
from relationships.reports.in_words import filters_in_words
from relationships.reports.reading import Reading
from relationships.reports.table import Column, Table


class Listing(Source):
    """One list."""

    filterset: ClassVar[type[django_filters.FilterSet]]
    # As the page and as the API name them; the first is the one that holds where none is asked for.
    sorts: ClassVar[Mapping[str, Sort]]
    api_sorts: ClassVar[Mapping[str, Sort]]
    formats: ClassVar[tuple[str, ...]] = ("xlsx", "csv", "json")

    def name(self) -> str:
        """The beginning of the file's name, in the reader's language."""
        raise NotImplementedError

    def told(self, asked: Asked) -> tuple[tuple[Hashable, ...], dict[str, Any]]:
        """What `rows_for` is handed beside the reader: what is part of the question, and what is told (accounts/kept.py)."""
        return (), {}

    def rows_for(self, user: User, *shape: Any, **told: Any) -> QuerySet[Any]:
        """The rows that the reader sees, before filters; from the page only those that it shows without any."""
        raise NotImplementedError

    def rows(self, asked: Asked) -> QuerySet[Any]:
        shape, told = self.told(asked)
        return self.rows_for(asked.user, *shape, **told)

    def candidates(self, asked: Asked) -> Callable[..., QuerySet[Any]] | None:
        """In place of `rows_for`, where there is a quicker way to find them; see Rows."""
        return None

    def load(self, rows: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
        """Add what the columns show of a row."""
        return rows

    def lines(self, rows: list[Any], asked: Asked) -> Iterable[Any]:
        """What the columns read, for some hundred rows; may ask the database the same number of times for any number."""
        return rows

    def columns(self, asked: Asked) -> list[Column]:
        raise NotImplementedError

    def always(self, asked: Asked) -> Sequence[str]:
        """What narrows the list beside its filters, in words."""
        return ()

    # --- The same for all of them ---

    def sorts_for(self, asked: Asked) -> Mapping[str, Sort]:
        return self.sorts if asked.from_page else self.api_sorts

    def sort_name(self, asked: Asked) -> str:
        sorts = self.sorts_for(asked)
        name = asked.params.get("sort" if asked.from_page else "ordering", "")
        return name if name in sorts else next(iter(sorts))

    def sort(self, asked: Asked) -> Sort:
        return self.sorts_for(asked)[self.sort_name(asked)]

    def filtered(self, asked: Asked) -> tuple[django_filters.FilterSet, QuerySet[Any]]:
        """The FilterSet and what it leaves; what is asked for wrongly, or is out of sight by now, leaves nothing."""
        rows = self.rows(asked)
        filterset = self.filterset(asked.params, queryset=rows, request=asked)
        return filterset, filterset.qs if filterset.is_valid() else rows.none()

    def table(self, asked: Asked) -> Table:
        reading = Reading.of(asked.user, at=asked.at, language=asked.language)
        with reading.applied():
            filterset, rows = self.filtered(asked)
            return Table(
                name=self.name(),
                title=self.title(),
                columns=self.columns(asked),
                rows=lambda: self.all_lines(rows, asked),
                reading=reading,
                filters=[*self.always(asked), *filters_in_words(filterset)],
            )

    def all_lines(self, rows: QuerySet[Any], asked: Asked) -> Iterator[Any]:
        for piece in in_chunks(rows, self.sort(asked), lambda some: self.load(some, asked)):
            yield from self.lines(piece, asked)

    def content(self, asked: Asked) -> Table:
        return self.table(asked).only(asked.columns)

    def size(self, asked: Asked, *, up_to: int) -> int:
        _filterset, rows = self.filtered(asked)
        return rows.order_by()[:up_to].count()
