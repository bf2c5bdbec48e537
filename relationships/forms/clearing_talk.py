"""The forms of a clearing talk: preparing and planning it, and holding it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms.record import ActionForm, add_errors
from accounts.models import User
from partners.forms.picked import PickedPartnersField
from partners.models import Partner
from relationships.actions.clearing_talk import change_talk, hold_talk, prepare_talk
from relationships.choices import Mood
from relationships.forms.days import chosen_day, day_choice, day_field, lacks_day
from relationships.forms.entry import Day, Local, PeopleField, team_mates
from relationships.forms.issue import said
from relationships.models import ClearingTalk, Issue
from relationships.queries.guiding_question import answers_of, questions_of

# What the issue says already is where the preparation begins.
FROM_ISSUE = {"observed": "text", "effect": "effect", "need": "need", "partner_view": "partner_view", "wish": "wish"}
LONGEST_ANSWER = 2_000
MOST_MEASURES = 20


class TalkForm(ActionForm):
    """Nothing of it is compulsory. Answers stand in fields of their own, one for each guiding question."""

    partners = PickedPartnersField(label=_("With whom?"), required=False)
    people_involved = PeopleField(User.objects.none(), label=_("Who else from us?"), required=False)
    planned_at = forms.DateTimeField(label=_("When?"), widget=Local(), required=False)

    class Meta:
        model = ClearingTalk
        fields = [
            "observed", "effect", "need", "partner_view", "wish", "planned_at", "channel", "place", "partners",
            "people_involved",
        ]  # fmt: skip
        widgets = {"channel": forms.RadioSelect} | {
            name: forms.Textarea(attrs={"rows": 3}) for name in ("observed", "effect", "need", "partner_view", "wish")
        }

    def __init__(self, *args: Any, user: User, issue: Issue | None = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.issue: Any = issue or self.instance.issue
        if self.is_new:
            self.initial |= {name: getattr(self.issue, source) for name, source in FROM_ISSUE.items()}
            self.initial["partners"] = [partner for partner in self.issue.partners_for(user) if partner]
        self._offer_partners(user)
        self._offer_people(user)
        self._ask_questions()

    def _offer_partners(self, user: User) -> None:
        field: Any = self.fields["partners"]
        field.queryset = Partner.objects.visible_to(user)
        if not self.is_new:
            self.initial["partners"] = list(field.queryset.filter(pk__in=self.instance.partners.values("pk")))
        chosen = self.data.getlist("partners") if self.is_bound else self.initial.get("partners")  # type: ignore[attr-defined]
        field.show(chosen, typed=self.data.get("partners_search", "") if self.is_bound else "")

    def _offer_people(self, user: User) -> None:
        mates = team_mates(user).exclude(pk=user.pk)
        self.fields["people_involved"].queryset = mates  # type: ignore[attr-defined]
        if not mates.exists():
            del self.fields["people_involved"]

    def _ask_questions(self) -> None:
        """The team's questions of today, and those that were answered before and are no longer asked."""
        answers = answers_of(self.instance)
        asked = [*questions_of(self.issue.team), *(question for question in answers if answers[question])]
        self.questions = list(dict.fromkeys(asked))
        for number, question in enumerate(self.questions):
            field = said(question, rows=2, required=False, max_length=LONGEST_ANSWER)
            self.fields[f"answer_{number}"] = field
            self.initial[f"answer_{number}"] = answers.get(question, "")

    @property
    def answer_fields(self) -> list[forms.BoundField]:
        return [self[f"answer_{number}"] for number in range(len(self.questions))]

    @property
    def about_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in FROM_ISSUE]

    def values(self) -> dict[str, Any]:
        values = super().values()
        answers = [[question, values.pop(f"answer_{number}", "")] for number, question in enumerate(self.questions)]
        return values | {"answers": [pair for pair in answers if pair[1]]}

    def save(self, commit: bool = True) -> ClearingTalk:
        if self.is_new:
            return prepare_talk(by=self.user, issue=self.issue, **self.values())
        return change_talk(by=self.user, talk=self.instance, version=self.cleaned_data["version"], **self.values())


class MeasureForm(forms.Form):
    """One row of what was agreed: who does what by when. A row without words is no row."""

    text = forms.CharField(label=_("What?"), max_length=300, required=False)
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who?"), required=False)
    due_on = forms.DateField(label=_("By when?"), widget=Day(), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.active().visible_to(user)  # type: ignore[attr-defined]
        self.initial.setdefault("owner", user.pk)

    def has_changed(self) -> bool:
        return "text" in self.changed_data or "due_on" in self.changed_data

    @property
    def says_something(self) -> bool:
        return bool(self.cleaned_data.get("text")) and not self.cleaned_data.get("DELETE")

    def row(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("text", "owner", "due_on")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("due_on") and not cleaned.get("text"):
            self.add_error("text", _("Write down what is to be done, or clear this row."))
        if cleaned.get("text") and not cleaned.get("owner") and "owner" not in self.errors:
            self.add_error("owner", _("Choose who does it."))
        if cleaned.get("due_on") and cleaned["due_on"] < timezone.localdate():
            self.add_error("due_on", _("This day has passed. Choose one that is still to come."))
        return cleaned


Measures = forms.formset_factory(
    MeasureForm, extra=2, can_delete=True, max_num=MOST_MEASURES, absolute_max=MOST_MEASURES, validate_max=True
)


class HoldForm(ActionForm):
    """The notes, and what came of the talk."""

    happened_at = forms.DateTimeField(label=_("When?"), widget=Local(), required=False)
    mood_before = forms.TypedChoiceField(
        label=_("How did they come?"), choices=[("", ""), *Mood.choices], coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    mood_after = forms.TypedChoiceField(
        label=_("How did they leave?"), choices=[("", ""), *Mood.choices], coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    agreement = said(_("What was agreed?"), required=False)
    result = said(_("Is it resolved? How?"), rows=2, required=False)
    check_on_choice = day_choice("two_weeks", "month", label=_("Ask again whether it holds?"), none=_("No"))
    check_on = day_field(_("On which day?"))

    class Meta:
        model = ClearingTalk
        fields = ["notes"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 12})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        data = self.data if self.is_bound else None
        self.measures = Measures(data, prefix="measures", form_kwargs={"user": user})

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.measures.is_valid()])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "check_on" not in self.errors and lacks_day(cleaned, "check_on"):
            self.add_error("check_on", _("Choose a day."))
        return cleaned

    def save(self, commit: bool = True) -> ClearingTalk:
        cleaned = self.cleaned_data
        rows = [form.row() for form in self.measures.forms if form.says_something]
        return hold_talk(
            by=self.user, talk=self.instance, version=cleaned["version"], notes=cleaned["notes"],
            happened_at=cleaned["happened_at"], mood_before=cleaned["mood_before"], mood_after=cleaned["mood_after"],
            agreement=cleaned["agreement"], result=cleaned["result"], check_on=chosen_day(cleaned, "check_on"),
            measures=rows,
        )  # fmt: skip

    def add_errors(self, error: ValidationError) -> None:
        add_errors(self, error)


class QuestionsForm(forms.Form):
    texts = forms.CharField(
        label=_("Questions, one a line"), required=False, max_length=6_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Leave it empty to have the built-in questions back."),
    )  # fmt: skip
