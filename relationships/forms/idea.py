"""The forms for an idea and for what became of it."""

from django import forms

from accounts.forms.record import ActionForm
from relationships.actions.idea import change_idea, note_idea
from relationships.forms.entry import Day, EntryForm, Local
from relationships.models import Idea


class IdeaForm(EntryForm):
    received_at = forms.DateTimeField(
        label=Idea._meta.get_field("received_at").verbose_name, widget=Local(), required=False
    )

    class Meta:
        model = Idea
        fields = [
            "title",
            "partners",
            "text",
            "received_at",
            "state",
            "reason",
            "answer",
            "answered_on",
            "outcome",
            "visibility",
            "team",
        ]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "state": forms.RadioSelect,
            "reason": forms.Textarea(attrs={"rows": 2}),
            "answer": forms.Textarea(attrs={"rows": 3}),
            "answered_on": Day(),
            "outcome": forms.Textarea(attrs={"rows": 2}),
        }

    def save(self, commit: bool = True) -> Idea:
        if self.is_new:
            return note_idea(by=self.user, **self.values())
        return change_idea(by=self.user, idea=self.instance, version=self.cleaned_data["version"], **self.values())


class IdeaAnswerForm(ActionForm):
    """What became of an idea, and what the partner is told; from the list, in two taps."""

    class Meta:
        model = Idea
        fields = ["state", "reason", "answer", "outcome"]
        widgets = {
            "state": forms.RadioSelect,
            "reason": forms.Textarea(attrs={"rows": 2}),
            "answer": forms.Textarea(attrs={"rows": 3}),
            "outcome": forms.Textarea(attrs={"rows": 2}),
        }

    def save(self, commit: bool = True) -> Idea:
        return change_idea(by=self.user, idea=self.instance, version=self.cleaned_data["version"], **self.values())
