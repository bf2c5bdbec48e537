"""The form of a care note."""

from typing import Any

from django import forms

from accounts.forms.record import ActionForm
from accounts.models import User
from partners.models import Partner
from relationships.actions.care_note import change_care_note, write_care_note
from relationships.models import CareNote


class CareNoteForm(ActionForm):
    class Meta:
        model = CareNote
        fields = ["weighs", "needs", "is_shared"]
        widgets = {"weighs": forms.Textarea(attrs={"rows": 3}), "needs": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: User, partner: Partner | None = None, **kwargs: Any) -> None:
        self.partner = partner
        super().__init__(*args, user=user, **kwargs)

    def save(self, commit: bool = True) -> CareNote:
        if self.is_new and self.partner:
            return write_care_note(by=self.user, partner=self.partner, **self.values())
        return change_care_note(by=self.user, note=self.instance, version=self.cleaned_data["version"], **self.values())
