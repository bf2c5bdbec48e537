"""The forms to log a contact, with what came up with it, and to change it later."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from relationships.actions.interaction import change_interaction
from relationships.actions.log import Logged, log_contact
from relationships.choices import Energy, IssueKind, Severity
from relationships.forms.days import chosen_day, day_choice, day_field
from relationships.forms.entry import EntryForm, Local, PeopleField, team_mates
from relationships.models import Interaction

MORNING = time(9)
# Where the errors of what was made beside the contact are shown, by the action's own field names.
BESIDE = {"title": "issue_title", "due_at": "reminder_on"}


class InteractionForm(EntryForm):
    happened_at = forms.DateTimeField(label=_("When"), widget=Local(), required=False)
    people_involved = PeopleField(User.objects.none(), label=_("Who else was there from us"), required=False)

    class Meta:
        model = Interaction
        fields = [
            "partners", "channel", "happened_at", "mood_before", "mood_after", "text", "value_given", "value_received",
            "energy", "people_involved", "visibility", "team",
        ]  # fmt: skip
        widgets = {"channel": forms.RadioSelect, "energy": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        mates = team_mates(user).exclude(pk=user.pk)
        self.fields["people_involved"].queryset = mates  # type: ignore[attr-defined]
        if not mates.exists():
            del self.fields["people_involved"]
        self.fields["energy"].choices = [("", _("not noted")), *Energy.choices]  # type: ignore[attr-defined]
        self.order_fields(self.Meta.fields)

    def save(self, commit: bool = True) -> Interaction:
        values = self.values()
        return change_interaction(
            by=self.user, interaction=self.instance, version=self.cleaned_data["version"], **values
        )


class LogForm(InteractionForm):
    """A contact, and beside it whichever of an issue, thanks, an idea and a reminder has words in its field."""

    issue_title = forms.CharField(label=_("What is open?"), max_length=200, required=False)
    issue_kind = forms.ChoiceField(
        label=_("Kind"), choices=IssueKind.choices, initial=IssueKind.UNCLEAR, widget=forms.RadioSelect, required=False
    )
    issue_severity = forms.TypedChoiceField(
        label=_("Severity"), choices=Severity.choices, coerce=int, empty_value=Severity.MEDIUM, required=False,
        initial=Severity.MEDIUM, widget=forms.RadioSelect,
    )  # fmt: skip
    thanks_text = forms.CharField(
        label=_("Thanks for what?"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    idea_title = forms.CharField(label=_("What is the idea?"), max_length=200, required=False)
    reminder_text = forms.CharField(label=_("Remind me of what?"), max_length=300, required=False)
    reminder_on_choice = day_choice("tomorrow", "week", label=_("When?"), initial="tomorrow")
    reminder_on = day_field(_("On which day?"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reminder_text") and "reminder_on" not in self.errors:
            cleaned["reminder_on"] = chosen_day(cleaned, "reminder_on")
            if cleaned["reminder_on"] is None:
                self.add_error("reminder_on", _("Choose a day."))
            elif cleaned["reminder_on"] <= timezone.localdate():
                self.add_error("reminder_on", _("Choose a day after today."))
        return cleaned

    def save(self, commit: bool = True) -> Interaction:
        return self.log().interaction

    def log(self) -> Logged:
        values = self.values()
        beside = {name: values.pop(name) for name in list(values) if name.split("_")[0] in _BESIDE_PREFIXES}
        shared = {name: values.pop(name) for name in ("partners", "team", "visibility") if name in values}
        return log_contact(by=self.user, contact=values, **shared, **_made_beside(beside))

    def add_errors(self, error: ValidationError) -> None:
        if hasattr(error, "error_dict"):
            moved = {BESIDE.get(name, name): errors for name, errors in error.error_dict.items()}
            error = ValidationError(moved)
        super().add_errors(error)


_BESIDE_PREFIXES = {"issue", "thanks", "idea", "reminder"}


def _made_beside(values: dict[str, Any]) -> dict[str, Any]:
    """What the log dialog makes beside the contact: only what has words in its field."""
    made: dict[str, Any] = {}
    if title := values["issue_title"]:
        kind = values["issue_kind"] or IssueKind.UNCLEAR
        made["issue"] = {"title": title, "kind": kind, "severity": values["issue_severity"]}
    if text := values["thanks_text"]:
        made["appreciation"] = {"text": text}
    if idea := values["idea_title"]:
        made["idea"] = {"title": idea}
    if text := values["reminder_text"]:
        made["reminder"] = {"text": text, "due_at": morning_of(values["reminder_on"])}
    return made


def morning_of(day: Any) -> datetime:
    """Nine o'clock of a day on the user's own clock."""
    return timezone.make_aware(datetime.combine(day, MORNING))
