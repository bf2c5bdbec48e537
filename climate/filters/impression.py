"""Impressions are a plain list."""

from accounts.filters.filter_set import FilterSet
from climate.models import Impression


class ImpressionFilter(FilterSet):
    class Meta:
        model = Impression
        fields: list[str] = []
