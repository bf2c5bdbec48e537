"""The forms of a practice example, and of the training that one of the team's things becomes the topic of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access import teams_of, working_team
from accounts.forms.record import ActionForm
from accounts.models import Team, User
from climate.actions.example import add_example, change_example
from climate.models import PracticeExample
from relationships.choices import SeriesKind
from relationships.models import Review


class ExampleForm(ActionForm):
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), empty_label=None)

    class Meta:
        model = PracticeExample
        fields = ["title", "story", "lesson", "names_agreed"]
        widgets = {"story": forms.Textarea({"rows": 8})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if not self.is_new or len(teams_of(user)) < 2:
            del self.fields["team"]
            return
        self.fields["team"].queryset = Team.objects.of(user)  # type: ignore[attr-defined]
        self.initial.setdefault("team", working_team(user))

    def save(self, commit: bool = True) -> PracticeExample:
        if self.is_new:
            return add_example(by=self.user, **self.values())
        version = self.cleaned_data["version"]
        return change_example(by=self.user, example=self.instance, version=version, **self.values())


class TopicForm(forms.Form):
    review = forms.ModelChoiceField(Review.objects.none(), label=_("Topic of which training?"), empty_label=None)

    def __init__(self, *args: Any, user: User, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ahead = Review.objects.visible_to(user).ahead().filter(series__team=team, series__kind=SeriesKind.TRAINING)
        self.fields["review"].queryset = ahead.select_related("series").order_by("starts_at", "pk")  # type: ignore[attr-defined]
