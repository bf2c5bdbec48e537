"""A face, then perhaps a word, what it comes from, and what one will do about it; and when one wants to be asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from climate.actions.check_in_reminder import remind_me
from climate.choices import Rhythm
from climate.models import CheckInReminder
from climate.models.check_in import LONGEST_TEXT, LONGEST_WORD, MOODS, TEXTS
from climate.models.check_in_reminder import HOURS


class CheckInForm(forms.Form):
    """A form without one of the texts leaves it as it is: a tap on another face does not take a word away."""

    mood = forms.IntegerField(label=_("How are you?"), min_value=MOODS.start, max_value=MOODS.stop - 1)
    word = forms.CharField(label=_("One word for it"), max_length=LONGEST_WORD, required=False)

    cause = forms.CharField(label=_("What does it come from?"), max_length=LONGEST_TEXT, required=False)
    plan = forms.CharField(label=_("What will I do about it?"), max_length=LONGEST_TEXT, required=False)

    def values(self) -> dict[str, Any]:
        sent = {name: self.cleaned_data[name] for name in TEXTS if name in self.data}
        return {"mood": self.cleaned_data["mood"]} | sent


class CheckInReminderForm(forms.Form):
    rhythm = forms.ChoiceField(label=_("Ask me how I am"), choices=Rhythm)
    hour = forms.TypedChoiceField(label=_("at"), coerce=int, choices=[(hour, f"{hour}:00") for hour in HOURS])

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def save(self) -> CheckInReminder | None:
        return remind_me(by=self.user, **self.cleaned_data)
