"""The forms of regular meetings: the series, one meeting, a point on the agenda, what comes of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access import teams_of
from accounts.forms.record import ActionForm
from accounts.models import Team, User
from relationships.actions.review import add_review, change_review
from relationships.actions.review_series import add_series, change_series
from relationships.choices import RULES, Repeat, SeriesKind
from relationships.forms.entry import Day, Local, PeopleField
from relationships.models import Review, ReviewSeries
from relationships.models.review_series import LONGEST as LONGEST_MEETING
from relationships.queries.agenda import default_sections, sections
from relationships.queries.circle import members_of
from relationships.recurrence import LONGEST

MEETS = [Repeat.WEEKLY, Repeat.FORTNIGHTLY, Repeat.MONTHLY, Repeat.DAILY, Repeat.WORKDAYS, Repeat.NEVER, Repeat.OWN]


ORDER = "section"  # sent once for each section, in the order of the meeting


def _place(name: str, order: list[str]) -> int:
    return order.index(name) if name in order else len(order)


class ReviewSeriesForm(ActionForm):
    """How often, how long, with which sections and in which order: a section without minutes is left out."""

    first_at = forms.DateTimeField(label=_("First time"), widget=Local())
    repeat = forms.ChoiceField(label=_("Repeats"), choices=[(one.value, one.label) for one in MEETS], required=False)
    recurrence = forms.CharField(
        label=_("Rule of my own"), required=False, max_length=LONGEST,
        help_text=_("As calendars write it (RFC 5545): FREQ=MONTHLY;BYDAY=2TU is every second Tuesday of the month."),
    )  # fmt: skip
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), required=False, empty_label=None)
    facilitator = forms.ModelChoiceField(User.objects.none(), label=_("Who leads through it?"), required=False)

    class Meta:
        model = ReviewSeries
        fields = [
            "name", "kind", "first_at", "repeat", "recurrence", "minutes", "place", "facilitator", "team",
            "remind_day_before",
        ]  # fmt: skip
        widgets = {"kind": forms.HiddenInput}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self._offer_team(user)
        if self.is_new:
            self.initial.setdefault("kind", SeriesKind.CLEARING)
            self.initial.setdefault("repeat", Repeat.WEEKLY)
            self.initial.setdefault("facilitator", user.pk)
        else:
            self.initial["repeat"] = Repeat.of(self.instance.recurrence)
        self._offer_sections()

    def _offer_team(self, user: User) -> None:
        own = teams_of(user)
        people: Any = self.fields["facilitator"]
        people.queryset = User.objects.active().filter(
            memberships__team__in=[team.pk for team in own] if self.is_new else [self.instance.team_id]
        ).distinct()  # fmt: skip
        if not self.is_new or len(own) < 2:
            del self.fields["team"]
            return
        self.fields["team"].queryset = Team.objects.of(user)  # type: ignore[attr-defined]
        self.initial.setdefault("team", user.working_team_id or own[0].pk)

    def _offer_sections(self) -> None:
        kind = str(self["kind"].value() or SeriesKind.CLEARING)
        chosen = dict(self.instance.sections or default_sections(kind, 60))
        # As they were put in order just now, as they stand, and where they are usual; what is left out comes last.
        order = [*(self.data.getlist(ORDER) if self.is_bound else ()), *chosen]  # type: ignore[attr-defined]
        for section in sorted(sections.values(), key=lambda one: (_place(one.name, order), one.place)):
            if kind in section.kinds:
                name = f"minutes_{section.name}"
                self.fields[name] = forms.IntegerField(
                    label=section.label, required=False, min_value=0, max_value=LONGEST_MEETING,
                    widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                )  # fmt: skip
                self.initial[name] = chosen.get(section.name)

    @property
    def section_fields(self) -> list[tuple[str, forms.BoundField]]:
        """Each section's name and the field of its minutes, in the order of the meeting."""
        names = [name for name in self.fields if name.startswith("minutes_")]
        return [(name.removeprefix("minutes_"), self[name]) for name in names]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        repeat, rule = said.pop("repeat", "") or "", said.get("recurrence", "")
        if repeat == Repeat.OWN and not rule and "recurrence" not in self.errors:
            self.add_error("recurrence", _("Write the rule, or choose how often."))
        if repeat in RULES:
            said["recurrence"] = RULES[Repeat(repeat)]
        minutes = {name: said.pop(name) for name in list(said) if name.startswith("minutes_")}
        said["sections"] = [
            [name.removeprefix("minutes_"), value] for name, value in minutes.items() if value is not None
        ]
        if not said["sections"]:
            self.add_error(None, _("Give at least one section its minutes."))
        return said

    def save(self, commit: bool = True) -> ReviewSeries:
        if self.is_new:
            return add_series(by=self.user, **self.values())
        return change_series(by=self.user, series=self.instance, version=self.cleaned_data["version"], **self.values())


class ReviewForm(ActionForm):
    """One meeting: when, how long, who is invited."""

    starts_at = forms.DateTimeField(label=_("When?"), widget=Local())
    runs_until = forms.DateTimeField(
        label=_("Runs until"), widget=Local(), required=False,
        help_text=_("For a meeting without a call: everyone comments and votes in their own time until then."),
    )  # fmt: skip
    facilitator = forms.ModelChoiceField(User.objects.none(), label=_("Who leads through it?"), required=False)
    participants = PeopleField(
        User.objects.none(), label=_("Who is invited?"), required=False,
        help_text=_("Nobody chosen means the whole team."),
    )  # fmt: skip

    class Meta:
        model = Review
        fields = ["starts_at", "minutes", "place", "topic", "facilitator", "participants", "runs_until"]

    def __init__(self, *args: Any, user: User, series: ReviewSeries | None = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.series = series or self.instance.series
        members = [person.pk for person in members_of(self.series)]
        for name in ("facilitator", "participants"):
            self.fields[name].queryset = User.objects.filter(pk__in=members)  # type: ignore[attr-defined]
        if len(members) < 2:
            del self.fields["facilitator"], self.fields["participants"]
        if self.is_new:
            self.initial |= {"minutes": self.series.minutes, "place": self.series.place}
            self.initial["facilitator"] = self.series.facilitator_id
        elif self.instance.is_running:
            self.fields["starts_at"].disabled = True

    def save(self, commit: bool = True) -> Review:
        if self.is_new:
            return add_review(by=self.user, series=self.series, **self.values())
        return change_review(by=self.user, review=self.instance, version=self.cleaned_data["version"], **self.values())


class PointForm(forms.Form):
    """Something that is no issue and still wants to be talked about."""

    text = forms.CharField(label=_("What is to be talked about?"), max_length=300)


class SaidForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    said = forms.CharField(
        label=_("What was said"), max_length=5_000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )


class MeasureForm(forms.Form):
    """Who does what by when."""

    text = forms.CharField(label=_("What is to be done?"), max_length=300)
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who does it?"), empty_label=_("Choose"))
    due_on = forms.DateField(label=_("By when?"), widget=Day(), required=False)

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.filter(pk__in=[person.pk for person in people])  # type: ignore[attr-defined]


class SmallerCircleForm(forms.Form):
    """A few clear it among themselves, outside the meeting."""

    people = PeopleField(User.objects.none(), label=_("Who clears it?"))
    due_on = forms.DateField(label=_("By when?"), widget=Day(), required=False)

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = User.objects.filter(pk__in=[person.pk for person in people])  # type: ignore[attr-defined]


class RatingForm(forms.Form):
    score = forms.IntegerField(min_value=1, max_value=10)


class RecipientsForm(forms.Form):
    """Who gets the minutes; all who were there, unless somebody is left out."""

    people = PeopleField(User.objects.none(), label=_("Who gets the minutes?"))

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [person.pk for person in people]
        self.fields["people"].queryset = User.objects.filter(pk__in=ids)  # type: ignore[attr-defined]
        self.initial.setdefault("people", ids)
