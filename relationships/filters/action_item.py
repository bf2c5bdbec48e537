"""The filters of measures, for page and API."""

from datetime import timedelta
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.filters.boolean import TrueOrFalseFilter
from accounts.filters.choice import RecordChoiceFilter
from accounts.filters.clock import asked_at
from accounts.filters.filter_set import FilterSet
from relationships.filters.entry import visible_partners
from relationships.filters.issue import DUE
from relationships.filters.partner import visible_users
from relationships.models import ActionItem, Issue


def visible_issues(request: Any) -> Any:
    return Issue.objects.visible_to(request.user) if request else Issue.objects.none()


class ActionItemFilter(FilterSet):
    owner = RecordChoiceFilter(queryset=visible_users, label=_("Who does it"))
    due = django_filters.ChoiceFilter(choices=DUE, method="filter_due", label=_("Due"))
    issue = RecordChoiceFilter(queryset=visible_issues, label=_("Issue"))
    partner = RecordChoiceFilter(queryset=visible_partners, method="filter_partner", label=_("Partner"))
    done = TrueOrFalseFilter(method="filter_done", label=_("Done"))

    planned_anew = frozenset({"partner"})

    class Meta:
        model = ActionItem
        fields: list[str] = []

    def filter_due(self, items: Any, name: str, choice: str) -> Any:
        now = asked_at(self)
        if choice == "overdue":
            return items.overdue(at=now)
        return items.due(at=now + timedelta(days=7)) if choice == "week" else items.open().filter(due_on=None)

    def filter_partner(self, items: Any, name: str, partner: Any) -> Any:
        return items.concerning(partner)

    def filter_done(self, items: Any, name: str, done: bool) -> Any:
        return items.filter(done_at__isnull=not done)
