"""A team: its name, its rules, its members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.actions.team import add_team, change_team, set_membership
from accounts.choices import TeamRole
from accounts.forms.record import ActionForm
from accounts.models import Membership, Team, User

SUGGESTED = 200


class TeamForm(ActionForm):
    class Meta:
        model = Team
        fields = ("name", "mood_for_colleagues")
        labels = {"name": _("Name"), "mood_for_colleagues": _("Note moods of colleagues")}

    def save(self, commit: bool = True) -> Team:
        if self.is_new:
            return add_team(by=self.user, **self.values())
        return change_team(by=self.user, team=self.instance, version=self.cleaned_data["version"], **self.values())


class MembershipForm(forms.Form):
    """Add somebody by e-mail; people one sees are suggested as one types."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=TeamRole, initial=TeamRole.MEMBER)

    def __init__(self, *args: Any, user: User, team: Team, **kwargs: Any) -> None:
        self.user, self.team = user, team
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs |= {"list": "people", "autocomplete": "off"}

    def suggested(self) -> list[User]:
        return list(User.objects.visible_to(self.user).active().exclude(memberships__team=self.team)[:SUGGESTED])

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        self.found = User.objects.active().filter(email=email).first()
        if self.found is None:
            raise forms.ValidationError(_("Nobody signs in with this address. An administrator can add them."))
        return email

    def save(self) -> Membership:
        return set_membership(by=self.user, team=self.team, user=self.found, role=TeamRole(self.cleaned_data["role"]))
