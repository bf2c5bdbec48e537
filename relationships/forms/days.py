"""A day chosen by one tap (tomorrow, in a week, in a month) or from the calendar: two fields that belong together."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relationships.forms.entry import Day

ON_A_DAY = "day"
QUICK = {
    "tomorrow": (1, _("Tomorrow")),
    "week": (7, _("In a week")),
    "two_weeks": (14, _("In two weeks")),
    "month": (30, _("In a month")),
}


def day_choice(*names: str, label: Any, none: Any = None, initial: str = "") -> forms.ChoiceField:
    """The taps: `names` out of QUICK, then a day of one's own; `none` in words where no day will do, too."""
    taps = [(name, QUICK[name][1]) for name in names]
    choices = [*([("", none)] if none else []), *taps, (ON_A_DAY, _("On a day …"))]
    return forms.ChoiceField(label=label, choices=choices, required=False, initial=initial, widget=forms.RadioSelect)


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=Day())


def lacks_day(cleaned: dict[str, Any], name: str) -> bool:
    """Whether a day of one's own was asked for and none given."""
    return cleaned.get(f"{name}_choice") == ON_A_DAY and not cleaned.get(name)


def chosen_day(cleaned: dict[str, Any], name: str) -> date | None:
    """The day of the fields `name`_choice and `name`; a day given without any tap counts as well."""
    choice = cleaned.get(f"{name}_choice")
    if choice in QUICK:
        return timezone.localdate() + timedelta(days=QUICK[choice][0])
    return cleaned.get(name)
