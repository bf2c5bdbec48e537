"""The filters of the ideas, for page, API and export."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.filters.boolean import TrueOrFalseFilter
from accounts.queries.search import WordSearch
from relationships.choices import IdeaState
from relationships.filters.entry import EntryFilter
from relationships.models import Idea


class IdeaFilter(EntryFilter):
    state = django_filters.ChoiceFilter(choices=IdeaState.choices, label=_("State"))
    answered = TrueOrFalseFilter(method="filter_answered", label=_("Answered"))

    search = WordSearch(Idea, "title", "text", "answer")

    class Meta:
        model = Idea
        fields: list[str] = []

    def filter_answered(self, ideas: Any, name: str, answered: bool) -> Any:
        return ideas.filter(answered_on__isnull=not answered)
