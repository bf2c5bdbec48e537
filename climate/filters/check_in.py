"""One's own check-ins are a plain list: what is encrypted cannot be filtered."""

from accounts.filters.filter_set import FilterSet
from climate.models import CheckIn


class CheckInFilter(FilterSet):
    class Meta:
        model = CheckIn
        fields: list[str] = []
