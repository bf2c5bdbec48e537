"""Several rows to choose from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LONGEST_ID = 18  # digits; what is longer is no id, and the database would say so with an error


class SeveralField(forms.ModelMultipleChoiceField):
    """As Django's, but for ids that no database can hold: they are no choice like any other that does not exist."""

    def clean(self, value: Any) -> Any:
        for one in value if isinstance(value, (list, tuple)) else ():
            if isinstance(one, str) and len(one) > LONGEST_ID:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": one}
                )
        return super().clean(value)
