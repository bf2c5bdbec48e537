"""The form for a note of thanks."""

from typing import Any

from django import forms

from accounts.models import User
from relationships.actions.appreciation import change_appreciation, write_appreciation
from relationships.forms.entry import EntryForm, Local
from relationships.models import Appreciation, Idea


class AppreciationForm(EntryForm):
    thanked_at = forms.DateTimeField(
        label=Appreciation._meta.get_field("thanked_at").verbose_name, widget=Local(), required=False
    )

    idea = forms.ModelChoiceField(Idea.objects.none(), required=False, widget=forms.HiddenInput)

    class Meta:
        model = Appreciation
        fields = ["partners", "direction", "text", "thanked_at", "visibility", "team"]
        widgets = {"direction": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if self.is_new:
            self.fields["idea"].queryset = Idea.objects.visible_to(user)  # type: ignore[attr-defined]
        else:
            del self.fields["idea"]

    def save(self, commit: bool = True) -> Appreciation:
        if self.is_new:
            return write_appreciation(by=self.user, **self.values())
        return change_appreciation(
            by=self.user, appreciation=self.instance, version=self.cleaned_data["version"], **self.values()
        )
