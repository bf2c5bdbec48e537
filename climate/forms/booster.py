"""The forms of a mood booster and of a comment on one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access import teams_of, working_team
from accounts.forms.record import ActionForm
from accounts.models import Team, User
from climate.actions.booster import add_booster, change_booster
from climate.choices import Audience, Term
from climate.models import MoodBooster


class BoosterForm(ActionForm):
    """Asks for the team only those who have several, and only when it is new."""

    term = forms.ChoiceField(label=_("When does it help?"), choices=Term.choices, initial=Term.SHORT)
    audience = forms.ChoiceField(label=_("Whom is it for?"), choices=Audience.choices, initial=Audience.ONESELF)
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), empty_label=None)

    class Meta:
        model = MoodBooster
        fields = ["text", "audience", "term"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if not self.is_new or len(teams_of(user)) < 2:
            del self.fields["team"]
            return
        self.fields["team"].queryset = Team.objects.of(user)  # type: ignore[attr-defined]
        self.initial.setdefault("team", working_team(user))

    def save(self, commit: bool = True) -> MoodBooster:
        if self.is_new:
            return add_booster(by=self.user, **self.values())
        return change_booster(
            by=self.user, booster=self.instance, version=self.cleaned_data["version"], **self.values()
        )


class BoosterCommentForm(forms.Form):
    text = forms.CharField(
        label=_("Comment"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 2_000})
    )
