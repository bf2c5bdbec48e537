"""In which format and with which columns a list is taken away."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

FORMATS = {
    "pdf": _("PDF, to print"),
    "xlsx": _("Excel"),
    "csv": _("CSV, for other programs"),
    "json": _("JSON, for programs"),
}


class ExportForm(forms.Form):
    """Sent by GET; without columns all of them are meant."""

    format = forms.ChoiceField(label=_("Format"), widget=forms.RadioSelect)
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With none ticked all of them go in. On paper the columns are always the same."),
        error_messages={"invalid_choice": _("There is no column “%(value)s” in this list.")},
    )

    def __init__(self, data: Any, *, formats: Sequence[str], columns: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, initial={"format": "xlsx"})
        self.fields["format"].choices = [(name, FORMATS[name]) for name in formats]  # type: ignore[attr-defined]
        self.fields["columns"].choices = columns  # type: ignore[attr-defined]
        if "pdf" not in formats:
            self.fields["columns"].help_text = _("With none ticked all of them go in.")
