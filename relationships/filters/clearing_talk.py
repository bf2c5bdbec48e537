"""The filters of the clearing talks, for the API."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.filters.boolean import TrueOrFalseFilter
from accounts.filters.choice import RecordChoiceFilter
from accounts.filters.filter_set import FilterSet
from relationships.filters.action_item import visible_issues
from relationships.models import ClearingTalk


class ClearingTalkFilter(FilterSet):
    issue = RecordChoiceFilter(queryset=visible_issues, label=_("Issue"))
    held = TrueOrFalseFilter(method="filter_held", label=_("Held"))

    class Meta:
        model = ClearingTalk
        fields: list[str] = []

    def filter_held(self, talks: Any, name: str, held: bool) -> Any:
        return talks.filter(interaction__isnull=not held)
