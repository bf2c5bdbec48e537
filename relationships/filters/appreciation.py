"""The filters of the notes of thanks, for page, API and export."""

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.queries.search import WordSearch
from relationships.choices import Direction
from relationships.filters.entry import EntryFilter
from relationships.models import Appreciation


class AppreciationFilter(EntryFilter):
    direction = django_filters.ChoiceFilter(choices=Direction.choices, label=_("Whose thanks"))

    search = WordSearch(Appreciation, "text")

    class Meta:
        model = Appreciation
        fields: list[str] = []
