"""Search that is quick for rare words and for common ones, which no one plan is."""

from typing import Any, TypeVar

from django.db.models import QuerySet

RowsT = TypeVar("RowsT", bound=QuerySet[Any])
FEW = 1_000


def found_among(rows: RowsT, found: QuerySet[Any], otherwise: Any) -> RowsT:
    """`rows` that are in `found` (a queryset of ids): by their ids where these are few, else by the condition `otherwise`.

    A rare word has few ids, which an index finds. Of a common one the first page is soon read off in the order of the
    list. One query; `found` may hold what the user must not see, since `rows` alone are shown.
    """
    ids = list(found[: FEW + 1])
    return rows.filter(pk__in=[row[0] for row in ids]) if len(ids) <= FEW else rows.filter(otherwise)
