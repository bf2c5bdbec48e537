"""The form of a partner: short at first, the rest in sections."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access import teams_of, working_team
from accounts.forms.record import ActionForm
from accounts.forms.several import SeveralField
from accounts.models import Record, Team, User
from partners.actions.partner import add_partner, change_partner
from partners.actions.tag import tags_named
from partners.choices import NaturalPerson, PartnerKind, PartnerRole
from partners.forms.picked import PickedPartnerField, PickedPartnersField
from partners.forms.rows import ContactPoints, ExternalNumbers
from partners.models import Partner, Tag
from partners.names import looks_like_person
from partners.queries.doubles import likely_doubles

FROM_THE_NAME = ("", _("Tell by the name"))
MANY_TAGS = 30


class PartnerForm(ActionForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=PartnerKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name"), max_length=200)
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=PartnerRole.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    organisation = PickedPartnerField(label=_("Organisation"), required=False)
    members = PickedPartnersField(label=_("Members"), required=False)
    natural_person = forms.ChoiceField(
        label=_("Is it one person’s business?"),
        required=False,
        help_text=_("Moods with a person are never summed up or charted, nor with a one-person business."),
    )
    tag_names = forms.CharField(
        label=_("Tags"), required=False, max_length=1000, help_text=_("Separated by commas. New ones are made.")
    )
    teams = SeveralField(Team.objects.none(), label=_("Teams"), required=False, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Partner
        fields = (
            "kind", "name", "roles", "organisation", "position", "members", "natural_person", "caretaker",
            "cadence_ideal", "cadence_at_most", "tag_names", "language", "notes", "user", "teams", "open_to_everyone",
        )  # fmt: skip
        labels = {
            "cadence_ideal": _("Be in touch every … days, ideally"),
            "cadence_at_most": _("… and after … days at the latest"),
        }
        widgets = {"notes": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.several_teams = Team.objects.kept()[:2].count() > 1
        self._offer_people(user)
        self._offer_partners(user)
        self._offer_teams(user)
        language: Any = self.fields["language"]
        language.choices = [("", _("Not noted")), *list(language.choices)[1:]]
        natural: Any = self.fields["natural_person"]
        natural.choices = [*([FROM_THE_NAME] if self.is_new else []), *NaturalPerson.choices]
        if self.is_new:
            self.initial = {"kind": PartnerKind.ORGANISATION, "caretaker": user.pk} | self.initial
            self.initial["natural_person"] = ""
        else:
            self.initial["roles"] = self.instance.roles
            self.initial["tag_names"] = ", ".join(sorted(tag.name for tag in self.instance.tags.all()))
        posted = {"data": self.data} if self.is_bound else {}
        self.points = ContactPoints(**posted, prefix="points", initial=self._points())
        self.numbers = ExternalNumbers(
            **posted, prefix="numbers", initial=self._numbers(), partner=self.instance, user=user
        )

    @property
    def tag_suggestions(self) -> list[str]:
        return list(Tag.objects.visible_to(self.user).order_by("name").values_list("name", flat=True)[:200])

    @property
    def rows_have_errors(self) -> bool:
        return self.is_bound and not (self.points.is_valid() and self.numbers.is_valid())

    @property
    def searches(self) -> bool:
        """Somebody without JavaScript asked for other choices instead of saving."""
        return self.is_bound and "search" in self.data

    def is_valid(self) -> bool:
        rows_are_valid = [self.points.is_valid(), self.numbers.is_valid()] if self.is_bound else []
        return super().is_valid() and all(rows_are_valid)

    def doubles(self) -> list[Partner]:
        """Whom a new partner may be already; nobody once the user has said to save it anyway."""
        if not self.is_new or self.data.get("anyway"):
            return []
        emails = [row["value"] for row in self.points.rows() if row["kind"] == "email"]
        return likely_doubles(self.user, self.cleaned_data["name"], emails)

    def clean(self) -> dict[str, Any]:
        """What the kind has no use for is left out, also where a hidden field still sent it."""
        data = super().clean() or {}
        kind = data.get("kind")
        if kind != PartnerKind.PERSON:
            data |= {"organisation": None, "position": ""}
        if kind != PartnerKind.GROUP:
            data["members"] = []
        data["natural_person"] = self._natural_person(kind, data)
        if PartnerRole.COLLEAGUE not in (data.get("roles") or []):
            data["user"] = None
        return data

    def clean_tag_names(self) -> list[str]:
        names = [" ".join(name.split()) for name in self.cleaned_data["tag_names"].split(",")]
        names = [name for name in dict.fromkeys(names) if name]
        if too_long := [name for name in names if len(name) > 60]:
            raise ValidationError(_("A tag has at most 60 characters. Shorten “%s…”.") % too_long[0][:30])
        if len(names) > MANY_TAGS:
            raise ValidationError(_("These are too many tags. Keep the ones you look for."))
        return names

    @transaction.atomic
    def save(self, commit: bool = True) -> Partner:
        values = self.values()
        values["tags"] = tags_named(values.pop("tag_names"), by=self.user)
        values |= {"contact_points": self.points.rows(), "external_numbers": self.numbers.rows()}
        if self.is_new:
            return add_partner(by=self.user, **values)
        return change_partner(by=self.user, partner=self.instance, version=self.cleaned_data["version"], **values)

    def show_conflict(self, current: Record) -> list[dict[str, str]]:
        rows = super().show_conflict(current)
        theirs = type(self)(instance=current, user=self.user)
        for name in ("points", "numbers"):
            label = _("How to reach them") if name == "points" else _("External numbers")
            their_text, your_text = _lines(getattr(theirs, name).initial), _lines(getattr(self, name).rows())
            if their_text != your_text:
                rows.append({"name": name, "label": str(label), "theirs": their_text, "yours": your_text})
        return rows

    def _natural_person(self, kind: str | None, data: dict[str, Any]) -> str:
        if kind == PartnerKind.PERSON:
            return NaturalPerson.YES
        if chosen := data.get("natural_person"):
            return str(chosen)
        if kind == PartnerKind.ORGANISATION and looks_like_person(data.get("name") or ""):
            return NaturalPerson.UNKNOWN
        return NaturalPerson.NO

    def _offer_people(self, user: User) -> None:
        people = User.objects.visible_to(user)
        caretaker: Any = self.fields["caretaker"]
        caretaker.queryset = (people.active() | User.objects.filter(pk=self.instance.caretaker_id)).order_by(
            "name", "pk"
        )
        caretaker.empty_label = _("Nobody")
        account: Any = self.fields["user"]
        free = people.active().filter(Q(partner=None) | Q(partner=self.instance.pk))
        account.queryset = (free | User.objects.filter(pk=self.instance.user_id)).order_by("name", "pk")
        account.empty_label = _("No account here")

    def _offer_partners(self, user: User) -> None:
        seen = Partner.objects.visible_to(user).exclude(pk=self.instance.pk)
        for name, kind in (("organisation", PartnerKind.ORGANISATION), ("members", PartnerKind.PERSON)):
            field: Any = self.fields[name]
            field.queryset = seen.filter(kind=kind)
            if not self.is_new:
                shown = field.queryset.filter(**_tied_to(self.instance, name))
                self.initial[name] = [row.pk for row in shown]
            chosen = self.data.getlist(name) if self.is_bound else self.initial.get(name)  # type: ignore[attr-defined]
            field.show(chosen, typed=self.data.get(f"{name}_search", "") if self.is_bound else "")

    def _offer_teams(self, user: User) -> None:
        if not self.several_teams:
            del self.fields["open_to_everyone"]
        if len(teams_of(user)) < 2:
            del self.fields["teams"]
            return
        teams: Any = self.fields["teams"]
        teams.queryset = Team.objects.of(user)
        if self.is_new:
            self.initial.setdefault("teams", [working_team(user).pk])  # type: ignore[union-attr]

    def _points(self) -> list[dict[str, Any]]:
        if self.is_new:
            return []
        return list(self.instance.contact_points.values("kind", "label", "value", "is_preferred"))

    def _numbers(self) -> list[dict[str, Any]]:
        return [] if self.is_new else list(self.instance.external_numbers.shown().values("source", "number"))


def _tied_to(partner: Partner, name: str) -> dict[str, Any]:
    return {"pk": partner.organisation_id} if name == "organisation" else {"groups": partner.pk}


def _lines(rows: list[dict[str, Any]]) -> str:
    """Rows as lines of text, for the page that puts two versions side by side."""
    return "\n".join(" ".join(str(value) for value in row.values() if value not in ("", True, False)) for row in rows)
