"""What the forms of every entry have in common: partners by typing, who reads it, which team."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import teams_of, working_team, works_alone
from accounts.forms.record import ActionForm
from accounts.forms.several import SeveralField
from accounts.models import Team, User
from partners.forms.picked import PickedPartnersField, picked_ids
from partners.models import Partner
from relationships.access import may_change_visibility
from relationships.actions.entry import default_visibility
from relationships.choices import Visibility

AUTOMATIC = ("", _("As usual"))


class PeopleField(SeveralField):
    """Colleagues to choose from, as boxes."""

    widget = forms.CheckboxSelectMultiple


class EntryForm(ActionForm):
    """Asks for the team only those who have several, and only when an entry is new."""

    partners = PickedPartnersField(label=_("Partners"))
    visibility = forms.ChoiceField(label=_("Who reads it"), choices=[AUTOMATIC, *Visibility.choices], required=False)
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), required=False, empty_label=None)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self._offer_partners(user)
        self._offer_team(user)
        if not self.is_new:
            self.fields["visibility"].choices = Visibility.choices  # type: ignore[attr-defined]
            if not may_change_visibility(user, self.instance):
                del self.fields["visibility"]
        elif works_alone(user):
            del self.fields["visibility"]  # one person alone is not asked what makes no difference

    def _offer_partners(self, user: User) -> None:
        field: Any = self.fields["partners"]
        field.queryset = Partner.objects.visible_to(user)
        if not self.is_new:
            self.initial["partners"] = list(field.queryset.filter(pk__in=self.instance.partners.values("pk")))
        chosen = self.data.getlist(self.add_prefix("partners")) if self.is_bound else self.initial.get("partners")  # type: ignore[attr-defined]
        field.show(chosen, typed=self.data.get("partners_search", "") if self.is_bound else "")

    def _offer_team(self, user: User) -> None:
        if not self.is_new or len(teams_of(user)) < 2:
            del self.fields["team"]
            return
        self.fields["team"].queryset = Team.objects.of(user)  # type: ignore[attr-defined]
        self.initial.setdefault("team", working_team(user))

    def clean(self) -> dict[str, Any]:
        """A moment left empty is now, or stays as it was."""
        cleaned = super().clean() or self.cleaned_data
        name = self._meta.model.DATE_FIELD
        if name in self.fields and name not in self.errors and not cleaned.get(name):
            cleaned[name] = timezone.now() if self.is_new else self.instance.happened
        return cleaned

    @property
    def colleague_ids(self) -> str:
        """The colleagues among the partners that are listed; the picker tells the page when one is chosen."""
        ids = [pk for pk, _name in self.fields["partners"].widget.choices]  # type: ignore[attr-defined]
        colleagues = Partner.objects.filter(pk__in=ids, is_colleague=True).values_list("pk", flat=True)
        return ",".join(map(str, colleagues))

    @property
    def readers(self) -> str:
        """Who will read the entry as the form stands now, in one sentence; empty where nobody else could."""
        if "visibility" not in self.fields:
            return ""
        chosen = self["visibility"].value()
        usual = default_visibility(self._meta.model, self._picked())
        return in_words(chosen or usual, team=self._team_in_words(), usual=not chosen)

    def _picked(self) -> list[Partner]:
        field: Any = self.fields["partners"]
        return list(field.queryset.filter(pk__in=picked_ids(self["partners"].value() or [])))

    def _team_in_words(self) -> str:
        if not self.is_new:
            return self.instance.team.name
        teams = teams_of(self.user)
        asked = str(self["team"].value()) if "team" in self.fields else ""
        return str(next((team for team in teams if str(team.pk) == asked), working_team(self.user)) or "")

    def values(self) -> dict[str, Any]:
        """What was cleaned; a visibility left "as usual" is left out, so the action chooses by its own rule."""
        values = super().values()
        if not values.get("visibility"):
            values.pop("visibility", None)
        return values


def in_words(visibility: str, *, team: str, usual: bool = False) -> str:
    """Who reads an entry, said to whoever writes it."""
    if visibility == Visibility.INVOLVED and usual:
        return _("Read by those involved only, as a colleague is among the partners.")
    sentences = {
        Visibility.PRIVATE: _("Only you will read this."),
        Visibility.INVOLVED: _("Read by those involved only."),
        Visibility.TEAM: _("Visible to the team %(team)s.") % {"team": team},
        Visibility.EVERYONE: _("Visible to everyone here."),
    }
    return str(sentences.get(visibility, ""))  # type: ignore[call-overload]


def team_mates(user: User) -> Any:
    """Whom an entry can be handed to or shared with: active people one shares a team with."""
    mates = User.objects.filter(pk=OuterRef("pk"), memberships__team__memberships__user=user.pk)
    return User.objects.active().filter(Exists(mates))


class Local(forms.DateTimeInput):
    """A native picker for date and time, in the user's own time zone."""

    input_type = "datetime-local"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class Day(forms.DateInput):
    """A native date picker."""

    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")
