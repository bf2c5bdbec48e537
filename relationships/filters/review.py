"""The filters of regular meetings, for the API."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.filters.choice import RecordChoiceFilter
from accounts.filters.filter_set import FilterSet
from accounts.models import Team
from relationships.choices import ReviewState, SeriesKind
from relationships.models import AgendaItem, Review, ReviewSeries


def _teams(request: Any) -> Any:
    return Team.objects.of(request.user) if request else Team.objects.none()


def _series(request: Any) -> Any:
    return ReviewSeries.objects.visible_to(request.user) if request else ReviewSeries.objects.none()


def _reviews(request: Any) -> Any:
    return Review.objects.visible_to(request.user) if request else Review.objects.none()


class ReviewSeriesFilter(FilterSet):
    team = RecordChoiceFilter(queryset=_teams, label=_("Team"))
    kind = django_filters.ChoiceFilter(choices=SeriesKind.choices, label=_("Kind"))

    class Meta:
        model = ReviewSeries
        fields: list[str] = []


class ReviewFilter(FilterSet):
    series = RecordChoiceFilter(queryset=_series, label=_("Series"))
    state = django_filters.ChoiceFilter(choices=ReviewState.choices, label=_("State"))

    class Meta:
        model = Review
        fields: list[str] = []


class AgendaItemFilter(FilterSet):
    """Without a meeting named, also what waits for the next one."""

    series = RecordChoiceFilter(queryset=_series, label=_("Series"))
    review = RecordChoiceFilter(queryset=_reviews, label=_("Clearing round"))

    class Meta:
        model = AgendaItem
        fields: list[str] = []
