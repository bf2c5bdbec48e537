"""Forms only shape input: what they have cleaned goes to an action, which checks and saves."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Record, User


def add_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Put an action's errors at their fields; those of fields that the form does not show on top of it."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)


class ActionForm(forms.ModelForm):
    """A form over a record whose `save(by=…)` calls an action.

    Unlike a plain ModelForm it never writes onto its instance: the action must see the record as it stands, or it could
    not tell what has changed. The action's own checks come back through `add_errors`.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        if self.is_new:
            del self.fields["version"]
        else:
            self.initial["version"] = self.instance.version
            self.fields["version"].required = True

    @property
    def is_new(self) -> bool:
        return self.instance.pk is None

    def _post_clean(self) -> None:
        """Leave the instance alone (see above)."""

    def save(self, commit: bool = True) -> Any:
        raise NotImplementedError("each form names its action")

    def values(self) -> dict[str, Any]:
        """What was cleaned, without the version, related rows as lists."""
        return {
            name: list(value) if hasattr(value, "_result_cache") else value
            for name, value in self.cleaned_data.items()
            if name != "version"
        }

    def add_errors(self, error: ValidationError) -> None:
        add_errors(self, error)

    def show_conflict(self, current: Record) -> list[dict[str, str]]:
        """Where the draft and `current` differ: label, theirs, yours. The next save of the draft is meant to win."""
        theirs = type(self)(instance=current, user=self.user)
        rows = []
        for name, field in self.fields.items():
            if name == "version":
                continue
            known = name in theirs.fields  # a form may ask for more or less by what its record says
            their_text = _in_words(field, theirs.get_initial_for_field(theirs.fields[name], name)) if known else ""
            your_text = _in_words(field, self[name].data)
            if their_text != your_text:
                rows.append({"name": name, "label": str(field.label), "theirs": their_text, "yours": your_text})
        draft: QueryDict = self.data.copy()  # type: ignore[attr-defined]  # what a page sends is a QueryDict
        draft[self.add_prefix("version")] = str(current.version)
        self.data = draft
        return rows


def _in_words(field: forms.Field, value: Any) -> str:
    """A field's value as one would read it on the page."""
    if callable(value):
        value = value()
    try:
        value = field.clean(value) if not field.disabled else value
    except ValidationError:
        return "" if value is None else str(value)
    if isinstance(field, forms.ModelChoiceField):  # never by its choices, which may be a whole address book
        rows = value if hasattr(value, "__iter__") else [value]
        return ", ".join(sorted(str(row) for row in rows if row is not None))
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in field.choices}  # type: ignore[union-attr]
        chosen = value if isinstance(value, list | tuple) else [value]
        return ", ".join(labels.get(str(getattr(item, "pk", item)), str(item)) for item in chosen if item is not None)
    return _plain(value)


def _plain(value: Any) -> str:
    """A moment in the reader's own time and to the minute, as the field shows it; what ticks a box as yes or no."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return "" if value is None else str(value)
