"""The forms of a question and of an answer."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import teams_of, working_team
from accounts.forms.record import ActionForm
from accounts.models import Team, User
from climate.actions.reflection import add_question, answer_for_the_team, answer_privately
from climate.actions.team_record import change_record
from climate.choices import Aim
from climate.models import ReflectionQuestion
from climate.models.reflection import LONGEST_ANSWER


class QuestionForm(ActionForm):
    aim = forms.ChoiceField(label=_("Whom is it put to?"), choices=Aim.choices, initial=Aim.ONESELF)
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), empty_label=None)

    class Meta:
        model = ReflectionQuestion
        fields = ["aim", "text_en", "text_de"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if not self.is_new or len(teams_of(user)) < 2:
            del self.fields["team"]
            return
        self.fields["team"].queryset = Team.objects.of(user)  # type: ignore[attr-defined]
        self.initial.setdefault("team", working_team(user))

    def save(self, commit: bool = True) -> ReflectionQuestion:
        if self.is_new:
            return add_question(by=self.user, **self.values())
        return change_record(self.instance, by=self.user, version=self.cleaned_data["version"], changes=self.values())


class AnswerForm(forms.Form):
    """Private unless one chooses otherwise."""

    text = forms.CharField(label=_("My answer"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 4}))
    readers = forms.ChoiceField(
        label=_("Who reads it?"), choices=[("me", _("Only me")), ("team", _("My team"))], initial="me"
    )

    def save(self, *, by: User, question: ReflectionQuestion) -> None:
        answer = answer_for_the_team if self.cleaned_data["readers"] == "team" else answer_privately
        answer(by=by, question=question, text=self.cleaned_data["text"], at=timezone.now())
