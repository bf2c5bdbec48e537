"""The filters that a team meeting uses on its issues, for page, API and export."""

from datetime import datetime, timedelta
from typing import Any

import django_filters
from django import forms
from django.core.validators import EMPTY_VALUES
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field

from accounts.filters.choice import RecordChoiceFilter
from accounts.filters.clock import asked_at
from accounts.queries.search import WordSearch
from relationships.choices import Horizon, IssueKind, IssueState, Severity
from relationships.filters.entry import EntryFilter
from relationships.filters.partner import visible_users
from relationships.models import Issue

STATES = [
    ("unresolved", _("Unresolved")),
    ("active", _("Open now")),
    ("to_check", _("Does it hold?")),
    *IssueState.choices,
]
DUE = [("overdue", _("Overdue")), ("week", _("Due within a week")), ("none", _("Without a date"))]
QUIET = [(7, _("Quiet for a week")), (14, _("Quiet for two weeks")), (30, _("Quiet for a month"))]
SEVERITIES = {severity.name.lower(): str(severity.value) for severity in Severity}


class SeverityInWords(django_filters.fields.ChoiceField):
    """Takes the number that pages choose by, and the word by which the API calls it."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(SEVERITIES.get(value, value))


@extend_schema_field({"type": "string", "enum": list(SEVERITIES)})
class SeverityFilter(django_filters.ChoiceFilter):
    field_class = SeverityInWords


class DaysFilter(django_filters.NumberFilter):
    """What was last before so many days; takes any number of them, where a page offers those of QUIET."""

    def moment(self, days: Any, at: datetime) -> datetime:
        """What the days come to: as a moment it is told to a question that is kept, which is one for all numbers."""
        return at - timedelta(days=int(days))

    def filter(self, rows: Any, value: Any) -> Any:
        if value in EMPTY_VALUES:
            return rows
        return super().filter(rows, value if isinstance(value, datetime) else self.moment(value, asked_at(self.parent)))

    @property
    def field(self) -> Any:
        field = super().field
        field.choices = field.widget.choices = QUIET
        return field


class IssueFilter(EntryFilter):
    state = django_filters.ChoiceFilter(choices=STATES, method="filter_state", label=_("State"))
    kind = django_filters.ChoiceFilter(choices=IssueKind.choices, label=_("Kind"))
    severity = SeverityFilter(choices=Severity.choices, label=_("Severity"))
    horizon = django_filters.ChoiceFilter(choices=Horizon.choices, label=_("Horizon"))
    owner = RecordChoiceFilter(queryset=visible_users, label=_("Owner"))
    due = django_filters.ChoiceFilter(choices=DUE, method="filter_due", label=_("Due"))
    quiet = DaysFilter("last_activity_at", "lt", label=_("Quiet"), min_value=0, max_value=36_500, widget=forms.Select)

    search = WordSearch(Issue, "title", "text")

    class Meta:
        model = Issue
        fields: list[str] = []

    def filter_state(self, issues: Any, name: str, state: str) -> Any:
        if state == "unresolved":
            return issues.unresolved()
        if state == "active":
            return issues.open(at=asked_at(self))
        if state == "to_check":
            return issues.to_check(at=asked_at(self))
        return issues.filter(state=state)

    def filter_due(self, issues: Any, name: str, choice: str) -> Any:
        now = asked_at(self)
        if choice == "overdue":
            return issues.overdue(at=now)
        if choice == "week":
            return issues.due(at=now + timedelta(days=7))
        return issues.filter(due_on=None)
