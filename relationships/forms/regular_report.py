"""A report that comes by itself: when, as what, and to whom. Its filters are those of the page it was asked for at."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access import teams_of
from accounts.forms.record import ActionForm
from accounts.models import Team, User
from relationships.actions.regular_report import add_regular_report, change_regular_report
from relationships.choices import RULES, Repeat
from relationships.forms.entry import Local, PeopleField
from relationships.models import RegularReport
from relationships.recurrence import LONGEST

COMES = [
    Repeat.WEEKLY, Repeat.FORTNIGHTLY, Repeat.MONTHLY, Repeat.MONTH_END, Repeat.WORKDAYS, Repeat.DAILY, Repeat.YEARLY,
    Repeat.OWN,
]  # fmt: skip


class RegularReportForm(ActionForm):
    first_at = forms.DateTimeField(label=_("First time"), widget=Local())
    repeat = forms.ChoiceField(label=_("Repeats"), choices=[(one.value, one.label) for one in COMES])
    recurrence = forms.CharField(
        label=_("Rule of my own"), required=False, max_length=LONGEST,
        help_text=_("As calendars write it (RFC 5545): FREQ=MONTHLY;BYDAY=2TU is every second Tuesday of the month."),
    )  # fmt: skip
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), required=False, empty_label=None)
    recipients = PeopleField(
        User.objects.none(), label=_("Who gets it?"), required=False,
        help_text=_("Nobody chosen means the whole team. Each gets a copy of their own, with what they may read."),
    )  # fmt: skip

    class Meta:
        model = RegularReport
        fields = ["source", "filters", "name", "first_at", "repeat", "recurrence", "format", "team", "recipients"]
        widgets = {"source": forms.HiddenInput, "filters": forms.HiddenInput}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        own = teams_of(user)
        of_teams = [team.pk for team in own] if self.is_new else [self.instance.team_id]
        people = User.objects.active().filter(memberships__team__in=of_teams).distinct()
        self.fields["recipients"].queryset = people  # type: ignore[attr-defined]
        if not self.is_new or len(own) < 2:
            del self.fields["team"]
        else:
            self.fields["team"].queryset = Team.objects.of(user)  # type: ignore[attr-defined]
            self.initial.setdefault("team", user.working_team_id or own[0].pk)
        if self.is_new:
            self.initial.setdefault("repeat", Repeat.WEEKLY)
        else:
            self.initial["repeat"] = Repeat.of(self.instance.recurrence)
            del self.fields["source"]
        if people.count() < 2:
            del self.fields["recipients"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        repeat = said.pop("repeat", "")
        if repeat == Repeat.OWN and not said.get("recurrence") and "recurrence" not in self.errors:
            self.add_error("recurrence", _("Write the rule, or choose how often."))
        if repeat in RULES:
            said["recurrence"] = RULES[Repeat(repeat)]
        return said

    def save(self, commit: bool = True) -> RegularReport:
        if self.is_new:
            return add_regular_report(by=self.user, **self.values())
        return change_regular_report(
            by=self.user, report=self.instance, version=self.cleaned_data["version"], **self.values()
        )
