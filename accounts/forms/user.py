"""One's own preferences; accounts, for administrators."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access import teams_of
from accounts.actions.user import add_user, change_user
from accounts.choices import time_zones_by_region
from accounts.models import Team, User


class UserForm(forms.ModelForm):
    """Shapes what the action saves: unlike a plain ModelForm it leaves its instance alone."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        if "time_zone" in self.fields:
            zones = forms.ChoiceField(label=_("Time zone"), choices=time_zones_by_region)
            self.fields["time_zone"] = zones

    def _post_clean(self) -> None:
        """The action checks."""

    def save(self, commit: bool = True) -> User:
        return change_user(by=self.user, user=self.instance, **self.cleaned_data)

    def add_errors(self, error: forms.ValidationError) -> None:
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


class PreferencesForm(UserForm):
    class Meta:
        model = User
        fields = ("name", "language", "time_zone", "theme")
        labels = {"name": _("Name"), "language": _("Language"), "theme": _("Appearance")}


class UserCreateForm(UserForm):
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), required=False)

    class Meta:
        model = User
        fields = ("name", "email", "language")
        labels = {"name": _("Name"), "email": _("E-mail"), "language": _("Language")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        own = teams_of(user)
        self.fields["team"].queryset = Team.objects.visible_to(user)  # type: ignore[attr-defined]
        self.fields["team"].initial = own[0] if own else None
        self.fields["language"].initial = user.language

    def save(self, commit: bool = True) -> User:
        return add_user(by=self.user, time_zone=self.user.time_zone, **self.cleaned_data)


class UserUpdateForm(UserForm):
    class Meta:
        model = User
        fields = ("name", "email", "language", "is_administrator")
        labels = {"name": _("Name"), "email": _("E-mail"), "language": _("Language")}
        help_texts = {
            "is_administrator": _("Adds people and teams. Reads no more of what others wrote than anybody else."),
        }
