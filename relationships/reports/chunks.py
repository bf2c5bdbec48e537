"""All rows of a list, some hundreds at a time: each piece is a seek by (key, id), as a page of the list is.

Nothing is held open between two pieces, neither a cursor nor a transaction, however slowly somebody takes the file in;
memory and the queries of a piece stay the same at any size. A row that moves in the order while the file is written
may be missed or come twice, as when one turns pages.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet

from accounts.queries.keyset import Sort

SIZE = 1000


def in_chunks(
    rows: QuerySet[Any], sort: Sort, load: Callable[[QuerySet[Any]], QuerySet[Any]], *, size: int = SIZE
) -> Iterator[list[Any]]:
    """`load` adds what is shown of a row; it is asked for each piece."""
    ordered = sort.order(rows)
    piece = list(load(ordered)[:size])
    while piece:
        yield piece
        if len(piece) < size:
            return
        last = piece[-1]
        piece = list(load(ordered.filter(sort.beyond(getattr(last, sort.key), last.pk)))[:size])
