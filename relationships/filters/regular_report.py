"""The filters of regular reports, for the API."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.filters.choice import RecordChoiceFilter
from accounts.filters.filter_set import FilterSet
from accounts.models import Team
from relationships.models import RegularReport


def _teams(request: Any) -> Any:
    return Team.objects.of(request.user) if request else Team.objects.none()


class RegularReportFilter(FilterSet):
    team = RecordChoiceFilter(queryset=_teams, label=_("Team"))
    source = django_filters.CharFilter(label=_("Report"), max_length=30)

    class Meta:
        model = RegularReport
        fields: list[str] = []
