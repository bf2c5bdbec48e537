"""Impressions are a plain list."""

import django_filters

from climate.models import Impression


class ImpressionFilter(django_filters.FilterSet):
    class Meta:
        model = Impression
        fields: list[str] = []
