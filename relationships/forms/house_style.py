"""How the company looks on paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.record import ActionForm
from relationships.actions.house_style import MOST_BYTES, change_house_style
from relationships.models import HouseStyle


class ColourInput(forms.TextInput):
    input_type = "color"


class HouseStyleForm(ActionForm):
    logo = forms.FileField(
        label=_("logo"), required=False, widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text=_("PNG or JPEG, at most 2 MB. It is printed up to 12 mm high."),
    )  # fmt: skip
    without_logo = forms.BooleanField(label=_("Take the logo away"), required=False)

    class Meta:
        model = HouseStyle
        fields = ("company", "address", "colour")
        widgets = {"address": forms.Textarea(attrs={"rows": 4}), "colour": ColourInput()}
        help_texts = {
            "address": _("Stands at the foot of each page of a report."),
            "colour": _("Of headings and lines. Dark enough to be read on white."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.logo:
            del self.fields["without_logo"]

    @property
    def is_new(self) -> bool:
        """There always is a style, if only the usual one; so the form always changes it."""
        return False

    def save(self, commit: bool = True) -> HouseStyle:
        values = self.values()
        sent = values.pop("logo")
        if sent:
            values["logo"] = sent.read(MOST_BYTES + 1)
        return change_house_style(by=self.user, version=self.cleaned_data.get("version") or 1, **values)
