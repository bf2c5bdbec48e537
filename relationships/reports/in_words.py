"""The filters of a list, said in words above the file that they made."""

from typing import Any

from django.forms import ModelChoiceField
from django.utils.translation import gettext as _


def filters_in_words(filterset: Any) -> list[str]:
    """ "Severity: High" for each filter that a valid FilterSet has on, in the order of its fields."""
    if not filterset.is_bound or not filterset.is_valid():
        return []
    said = []
    for name, field in filterset.form.fields.items():
        value = filterset.form.cleaned_data.get(name)
        if value not in (None, "", [], ()) and field.label:
            said.append(_("%(filter)s: %(value)s") % {"filter": field.label, "value": _in_words(field, value)})
    return said


def _in_words(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, ModelChoiceField):
        return str(value)
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return labels.get(str(value), str(value))
