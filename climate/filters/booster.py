"""Mood boosters by whom they are for and how soon they help."""

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.filters.filter_set import FilterSet
from climate.choices import Audience, Term
from climate.models import MoodBooster


class BoosterFilter(FilterSet):
    audience = django_filters.ChoiceFilter(label=_("For whom"), choices=Audience.choices)
    term = django_filters.ChoiceFilter(label=_("When it helps"), choices=Term.choices)

    class Meta:
        model = MoodBooster
        fields: list[str] = []
