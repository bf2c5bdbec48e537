"""The forms to flag an issue, to change it, and for each step of its life."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.forms.several import SeveralField
from accounts.models import User
from relationships.actions.issue import change_issue, flag_issue
from relationships.forms.days import chosen_day, day_choice, day_field, lacks_day
from relationships.forms.entry import Day, EntryForm, PeopleField, team_mates
from relationships.models import Interaction, Issue

LINKABLE = 30  # contacts offered for linking: the latest with these partners


class IssueForm(EntryForm):
    people_involved = PeopleField(User.objects.none(), label=_("People involved"), required=False)
    interactions = SeveralField(
        Interaction.objects.none(), label=_("Linked contacts"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Issue
        fields = [
            "title", "kind", "partners", "severity", "text", "effect", "need", "partner_view", "wish", "owner", "due_on",
            "horizon", "people_involved", "interactions", "visibility", "team",
        ]  # fmt: skip
        widgets = {
            "kind": forms.RadioSelect,
            "severity": forms.RadioSelect,
            "horizon": forms.RadioSelect,
            "due_on": Day(),
            **{name: forms.Textarea(attrs={"rows": 2}) for name in ("text", "effect", "need", "partner_view", "wish")},
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        mates = team_mates(user)
        owner = self.fields["owner"]
        owner.queryset = mates | User.objects.filter(pk__in=self._present_people("owner"))  # type: ignore[attr-defined]
        owner.empty_label = None  # type: ignore[attr-defined]
        self.initial.setdefault("owner", user.pk)
        people = mates | User.objects.filter(pk__in=self._present_people("people_involved"))
        self.fields["people_involved"].queryset = people.exclude(pk=user.pk)  # type: ignore[attr-defined]
        if not self.fields["people_involved"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["people_involved"], self.fields["owner"]
        self._offer_contacts(user)
        self.order_fields(self.Meta.fields)

    def _present_people(self, name: str) -> list[int]:
        """Who is on the issue already may stay, whoever edits it."""
        if self.is_new:
            return []
        if name == "owner":
            return [self.instance.owner_id]
        return list(self.instance.people_involved.values_list("pk", flat=True))

    def _offer_contacts(self, user: User) -> None:
        if self.is_new:
            del self.fields["interactions"]
            return
        partners = self.instance.partners.values("pk")
        latest = Interaction.objects.visible_to(user).filter(partners__in=partners).values("pk")[:LINKABLE]
        linked = self.instance.interactions.values("pk")
        field = self.fields["interactions"]
        visible = Interaction.objects.visible_to(user)
        field.queryset = visible.filter(
            pk__in=[*latest.values_list("pk", flat=True), *linked.values_list("pk", flat=True)]
        )  # type: ignore[attr-defined]
        field.label_from_instance = _contact_in_words  # type: ignore[attr-defined]
        if not field.queryset.exists():  # type: ignore[attr-defined]
            del self.fields["interactions"]

    def save(self, commit: bool = True) -> Issue:
        values = self.values()
        if self.is_new:
            return flag_issue(by=self.user, **values)
        return change_issue(by=self.user, issue=self.instance, version=self.cleaned_data["version"], **values)


def _contact_in_words(interaction: Interaction) -> str:
    words = f"{interaction.get_channel_display()}, {date_format(interaction.happened_at, 'SHORT_DATE_FORMAT')}"
    return f"{words}: {interaction.text[:60]}" if interaction.text else words


class StepForm(forms.Form):
    """One step of an issue's life: what has to be said with it."""

    def values(self) -> dict[str, Any]:
        """What the step's action takes."""
        return self.cleaned_data


def said(label: Any, *, rows: int = 3, **more: Any) -> forms.CharField:
    """A field for words; the one that a step cannot do without takes the focus."""
    attrs: dict[str, Any] = {"rows": rows} | ({"autofocus": ""} if more.get("required", True) else {})
    return forms.CharField(label=label, widget=forms.Textarea(attrs), **{"max_length": 5000} | more)


class TalkForm(StepForm):
    text = said(_("A word on it"), rows=2, required=False)


class AgreeForm(StepForm):
    agreement = said(_("What was agreed?"))


class ResolveForm(StepForm):
    result = said(_("How was it resolved?"))
    check_on_choice = day_choice("two_weeks", "month", label=_("Ask again whether it holds?"), none=_("No"))
    check_on = day_field(_("On which day?"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "check_on" not in self.errors and lacks_day(cleaned, "check_on"):
            self.add_error("check_on", _("Choose a day."))
        return cleaned

    def values(self) -> dict[str, Any]:
        return {"result": self.cleaned_data["result"], "check_on": chosen_day(self.cleaned_data, "check_on")}


class ParkForm(StepForm):
    until_choice = day_choice("week", "two_weeks", "month", label=_("Until when?"), initial="week")
    until = day_field(_("On which day?"))
    text = said(_("Why?"), rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "until" not in self.errors and chosen_day(cleaned, "until") is None:
            self.add_error("until", _("Choose a day."))
        return cleaned

    def values(self) -> dict[str, Any]:
        return {"until": chosen_day(self.cleaned_data, "until"), "text": self.cleaned_data["text"]}


class ResumeForm(TalkForm):
    pass


class HoldsForm(TalkForm):
    pass


class ReopenForm(StepForm):
    reason = said(_("Why is it open again?"))


class CommentForm(StepForm):
    text = said(_("Comment"), max_length=10_000)


class MergeForm(forms.Form):
    """Which issue this one goes on in: one of those that fit, found by its title."""

    q = forms.CharField(
        label=_("Search issues"), required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    into = forms.ModelChoiceField(
        Issue.objects.none(), label=_("Which one does it go on in?"), widget=forms.RadioSelect, empty_label=None,
        error_messages={"required": _("Choose one of them.")},
    )  # fmt: skip

    def __init__(self, *args: Any, found: list[Issue], candidates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.queryset = candidates
        field.widget.choices = [(issue.pk, issue.title) for issue in found]


class LinkForm(MergeForm):
    """Which issue a contact belongs to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].label = _("Which issue was it about?")
