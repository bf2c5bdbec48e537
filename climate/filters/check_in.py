"""One's own check-ins are a plain list: what is encrypted cannot be filtered."""

import django_filters

from climate.models import CheckIn


class CheckInFilter(django_filters.FilterSet):
    class Meta:
        model = CheckIn
        fields: list[str] = []
