"""A filter that is true, false or not asked for; django-filter's own takes any other word for "not asked for"."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters.widgets import BooleanWidget


class TrueOrFalseWidget(BooleanWidget):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """True or False, None where nothing was sent, and else what was sent, for the field to refuse."""
        known = super().value_from_datadict(data, files, name)
        return data.get(name) if known is None else known


class TrueOrFalseField(forms.NullBooleanField):
    widget = TrueOrFalseWidget

    def to_python(self, value: Any) -> bool | None:
        if value in (None, ""):
            return None
        if isinstance(value, bool):
            return value
        raise ValidationError(_("Choose one of: %(choices)s.") % {"choices": "true, false"})


class TrueOrFalseFilter(django_filters.BooleanFilter):
    field_class = TrueOrFalseField
