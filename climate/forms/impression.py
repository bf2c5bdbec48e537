"""The forms of an impression: what it says, whom to ask, a measure, and a partner's answer."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import teams_of, working_team
from accounts.forms.record import ActionForm
from accounts.models import Team, User
from climate.actions.impression import Asked, add_impression, add_measure, ask_partners, change_impression
from climate.models import Impression
from climate.models.check_in import MOODS
from climate.models.impression import LONGEST_LINE, LONGEST_STATEMENT, MOST, OF_TEN
from partners.forms.picked import PickedPartnersField
from partners.models import Partner
from relationships.forms.entry import Day
from relationships.models import ActionItem

WEEKS = 2  # that an asking takes where nothing else is said
PARTS = ("en", "de", "wanted", "thought")


class ImpressionForm(ActionForm):
    """A row for each statement that there may be; empty ones are left out."""

    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), empty_label=None)
    conclusion = forms.CharField(
        label=_("What do we conclude from it?"), max_length=4_000, required=False, widget=forms.Textarea({"rows": 3})
    )
    next_look_on = forms.DateField(label=_("When do we look again?"), widget=Day(), required=False)

    class Meta:
        model = Impression
        fields = ["name", "conclusion", "next_look_on"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if not self.is_new or len(teams_of(user)) < 2:
            del self.fields["team"]
        else:
            self.fields["team"].queryset = Team.objects.of(user)  # type: ignore[attr-defined]
            self.initial.setdefault("team", working_team(user))
        if self.is_new:
            del self.fields["conclusion"], self.fields["next_look_on"]
        self.asks_statements = self.is_new or self.instance.is_draft
        if self.asks_statements:
            self._offer_statements()

    def _offer_statements(self) -> None:
        for number in range(MOST):
            row = self.instance.statements[number] if number < len(self.instance.statements) else {}
            labels = {"en": _("Statement in English"), "de": _("Statement in German")}
            for name, label in labels.items():
                self.fields[f"{name}_{number}"] = forms.CharField(
                    label=label, max_length=LONGEST_STATEMENT, required=False
                )
            labels = {"wanted": _("Of ten partners, how many should say so?"), "thought": _("How many will, we think?")}
            for name, label in labels.items():
                self.fields[f"{name}_{number}"] = forms.TypedChoiceField(
                    label=label, coerce=int, empty_value=0, required=False, choices=[(n, str(n)) for n in OF_TEN]
                )
            standing = {"en": "", "de": "", "wanted": 10, "thought": 5} | row
            self.initial |= {f"{name}_{number}": standing[name] for name in PARTS}

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The bound fields by statement."""
        if not self.asks_statements:
            return []
        return [
            {name: self[f"{name}_{number}"] for name in PARTS} | {"number": number + 1, "is_first": number < 2}
            for number in range(MOST)
        ]

    def values(self) -> dict[str, Any]:
        values = super().values()
        if self.asks_statements:
            values["statements"] = [{name: values.pop(f"{name}_{number}") for name in PARTS} for number in range(MOST)]
        return values

    def save(self, commit: bool = True) -> Impression:
        if self.is_new:
            return add_impression(by=self.user, **self.values())
        version = self.cleaned_data["version"]
        return change_impression(by=self.user, impression=self.instance, version=version, **self.values())


class AskForm(forms.Form):
    """Whom, until when, by name or not; once the asking has begun it asks for partners alone."""

    is_anonymous = forms.ChoiceField(
        label=_("May it be known who said what?"),
        choices=[("yes", _("No, anonymous")), ("no", _("Yes, with their names"))],
        initial="yes",
    )
    ends_on = forms.DateField(label=_("Answers until"), widget=Day())
    partners = PickedPartnersField(label=_("Whom do we ask?"))

    def __init__(self, *args: Any, user: User, impression: Impression, typed: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.impression = user, impression
        field: Any = self.fields["partners"]
        field.queryset = Partner.objects.visible_to(user).exclude(pk__in=impression.links.values("partner"))
        field.show(self.data.getlist("partners") if self.is_bound else [], typed=typed)  # type: ignore[attr-defined]
        self.initial.setdefault("ends_on", timezone.localdate() + timedelta(weeks=WEEKS))
        if not impression.is_draft:
            del self.fields["is_anonymous"], self.fields["ends_on"]

    def save(self) -> list[Asked]:
        said = self.cleaned_data
        ends_on = said.get("ends_on") or self.impression.ends_on or timezone.localdate()
        return ask_partners(
            by=self.user,
            impression=self.impression,
            partners=list(said["partners"]),
            ends_on=ends_on,
            is_anonymous=said.get("is_anonymous", "yes") == "yes",
            at=timezone.now(),
        )


class MeasureForm(forms.Form):
    text = forms.CharField(label=_("What will we do differently?"), max_length=500)
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who does it?"), empty_label=None)
    due_on = forms.DateField(label=_("By when?"), widget=Day(), required=False)

    def __init__(self, *args: Any, user: User, impression: Impression, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.impression = user, impression
        members = User.objects.active().filter(memberships__team=impression.team_id)
        self.fields["owner"].queryset = members.distinct()  # type: ignore[attr-defined]
        self.initial.setdefault("owner", user.pk)

    def save(self) -> ActionItem:
        return add_measure(by=self.user, impression=self.impression, **self.cleaned_data)


class FeedbackForm(forms.Form):
    """Two questions and a line."""

    mood = forms.TypedChoiceField(
        label=_("How do you feel after a contact with us?"),
        coerce=int,
        choices=[(mood, mood) for mood in MOODS],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the five faces."),
            "invalid_choice": _("Choose one of the five faces."),
        },
    )
    fits = forms.TypedMultipleChoiceField(
        label=_("What of this fits us?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    line = forms.CharField(
        label=_("What should we do differently, or keep?"), max_length=LONGEST_LINE, required=False,
        widget=forms.Textarea({"rows": 2, "maxlength": LONGEST_LINE}),
    )  # fmt: skip

    def __init__(self, *args: Any, impression: Impression, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["fits"]
        field.choices = list(enumerate(impression.words))
