"""The filter of a list by what is typed."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.queries.search import Search

LONGEST = 200


class TypedFilter(django_filters.CharFilter):
    """Narrows the rows by the `search` that its FilterSet names."""

    def __init__(self, **given: Any) -> None:
        super().__init__(label=_("Search"), max_length=LONGEST, **given)

    @property
    def search(self) -> Search:
        return self.parent.search

    def filter(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        return self.search.matching(rows, typed) if typed else rows
