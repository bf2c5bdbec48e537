"""The filters of one's own reminders, for page and API."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.filters.boolean import TrueOrFalseFilter
from accounts.filters.clock import asked_at
from accounts.filters.filter_set import FilterSet
from relationships.choices import Cause
from relationships.models import Reminder


class ReminderFilter(FilterSet):
    done = TrueOrFalseFilter(method="filter_done", label=_("Done"))

    due = TrueOrFalseFilter(method="filter_due", label=_("Due"))
    repeats = TrueOrFalseFilter(method="filter_repeats", label=_("Repeats"))
    cause = django_filters.ChoiceFilter(choices=Cause.choices, label=_("Why"))

    class Meta:
        model = Reminder
        fields: list[str] = []

    def filter_done(self, reminders: Any, name: str, done: bool) -> Any:
        return reminders.filter(done_at__isnull=not done)

    def filter_due(self, reminders: Any, name: str, due: bool) -> Any:
        now = asked_at(self)
        return (
            reminders.filter(done_at=None, due_at__lte=now) if due else reminders.exclude(done_at=None, due_at__lte=now)
        )

    def filter_repeats(self, reminders: Any, name: str, repeats: bool) -> Any:
        return reminders.exclude(recurrence="") if repeats else reminders.filter(recurrence="")
