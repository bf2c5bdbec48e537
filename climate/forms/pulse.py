"""The forms of a team's pulse: whether it is asked, and an answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from climate.choices import Period
from climate.models.check_in import MOODS


class PulseForm(forms.Form):
    period = forms.ChoiceField(label=_("How often?"), choices=Period.choices, initial=Period.WEEK)
    is_on = forms.BooleanField(label=_("Ask the team"), required=False)


class PulseAnswerForm(forms.Form):
    mood = forms.IntegerField(label=_("How is the mood in our team?"), min_value=MOODS.start, max_value=MOODS.stop - 1)
