"""Whether a booster helped. It comes in the body: an address would stand in logs, beside whoever asked for it."""

from typing import Any

from django import forms

from accounts.models import User
from climate.models import MoodBooster

ANSWERS = [("helped", "helped"), ("not", "not"), ("back", "back")]


class BoosterUseForm(forms.Form):
    booster = forms.ModelChoiceField(MoodBooster.objects.none())
    answer = forms.ChoiceField(choices=ANSWERS)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["booster"].queryset = MoodBooster.objects.visible_to(user)  # type: ignore[attr-defined]
