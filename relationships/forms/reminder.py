"""The forms for one's own reminders."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.record import ActionForm
from accounts.models import User
from partners.forms.picked import PickedPartnerField
from partners.models import Partner
from relationships.actions.reminder import change_reminder, set_reminder
from relationships.choices import RULES, Repeat
from relationships.forms.entry import Local
from relationships.models import Issue, Reminder
from relationships.recurrence import LONGEST


class ReminderForm(ActionForm):
    due_at = forms.DateTimeField(label=_("When"), widget=Local())
    partner = PickedPartnerField(label=_("Partner"), required=False)
    issue = forms.ModelChoiceField(Issue.objects.none(), required=False, widget=forms.HiddenInput)
    repeat = forms.ChoiceField(label=_("Repeats"), choices=Repeat, required=False, initial=Repeat.NEVER)
    recurrence = forms.CharField(
        label=_("Rule of my own"), required=False, max_length=LONGEST,
        help_text=_("As calendars write it (RFC 5545): FREQ=MONTHLY;BYDAY=2TU is every second Tuesday of the month."),
    )  # fmt: skip

    class Meta:
        model = Reminder
        fields = ["text", "due_at", "repeat", "recurrence", "partner", "issue"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["issue"].queryset = Issue.objects.visible_to(user)  # type: ignore[attr-defined]
        field: Any = self.fields["partner"]
        field.queryset = Partner.objects.visible_to(user)
        chosen = self.data.getlist(self.add_prefix("partner")) if self.is_bound else self.initial.get("partner")  # type: ignore[attr-defined]
        field.show([chosen] if chosen and not isinstance(chosen, list) else chosen)
        if not self.is_new:
            self.initial["repeat"] = Repeat.of(self.instance.recurrence)

    def clean(self) -> dict[str, Any]:
        """The chosen repeat as a rule; a rule written down counts where that was chosen, or nothing was."""
        said = super().clean() or self.cleaned_data
        repeat, rule = said.pop("repeat", "") or "", said.get("recurrence", "")
        if repeat == Repeat.OWN and not rule and "recurrence" not in self.errors:
            self.add_error("recurrence", _("Write the rule, or choose how often."))
        if repeat in RULES:
            said["recurrence"] = RULES[Repeat(repeat)]
        return said

    def save(self, commit: bool = True) -> Reminder:
        if self.is_new:
            return set_reminder(by=self.user, **self.values())
        return change_reminder(
            by=self.user, reminder=self.instance, version=self.cleaned_data["version"], **self.values()
        )


class SnoozeForm(forms.Form):
    until = forms.DateTimeField(label=_("Until when?"), widget=Local())


class HandOverForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label=_("To whom?"), empty_label=None)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.visible_to(user).active().exclude(pk=user.pk)
        self.fields["user"].queryset = others  # type: ignore[attr-defined]
