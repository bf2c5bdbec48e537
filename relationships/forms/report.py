"""What a relationship report is asked with: a period, and who it is for."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from relationships.forms.entry import Day
from relationships.queries.period import Period

YEAR, OWN, ALL = "12", "own", "all"
PERIODS = [
    ("1", _("Last month")),
    ("3", _("Last 3 months")),
    (YEAR, _("Last 12 months")),
    ("36", _("Last 3 years")),
    (ALL, _("Everything")),
    (OWN, _("From … to …")),
]
IN_TIME: list[Callable[[Any], None]] = [
    MinValueValidator(date(1970, 1, 1), _("This lies before 1970. Check the year.")),
    MaxValueValidator(date(2199, 12, 31), _("This date cannot be meant. Check the year.")),
]


class DayField(forms.DateField):
    widget = Day
    default_validators = IN_TIME


class PeriodForm(forms.Form):
    """Sent by GET; nothing needs to be filled in. Days count for "from … to …", which is meant where only days are given."""

    period = forms.ChoiceField(label=_("Period"), choices=PERIODS)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def __init__(self, data: QueryDict) -> None:
        asked = data.copy()
        if not asked.get("period"):
            asked["period"] = OWN if asked.get("since") or asked.get("until") else YEAR
        super().__init__(asked)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if cleaned.get("period") != OWN:
            return cleaned
        if since and until and since > until:
            self.add_error("until", _("The last day lies before the first."))
        if not (since or until or self.errors):
            self.add_error("since", _("Choose a first day, a last day, or both."))
        return cleaned

    def chosen_period(self, *, at: datetime) -> Period:
        """The period of a valid form."""
        name = self.cleaned_data["period"]
        if name == OWN:
            return Period(self.cleaned_data["since"], self.cleaned_data["until"])
        return Period(None, None) if name == ALL else Period.last_months(int(name), at=at)


class ReportForm(PeriodForm):
    shared_only = forms.BooleanField(
        label=_("Leave out what only some may read"),
        help_text=_("For paper that goes round: entries that are private or for those involved stay out."),
        required=False,
    )
