"""Practice examples by words."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.filters.filter_set import FilterSet
from climate.models import PracticeExample
from climate.queries.example import searched


class ExampleFilter(FilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="by_words")

    class Meta:
        model = PracticeExample
        fields: list[str] = []

    def by_words(self, rows: QuerySet[PracticeExample], _name: str, text: str) -> QuerySet[PracticeExample]:
        return searched(rows, text)
