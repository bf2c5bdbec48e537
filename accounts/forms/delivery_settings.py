"""When and how something reaches oneself."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.actions.delivery_settings import change_delivery_settings
from accounts.choices import MailMode
from accounts.forms.record import add_errors
from accounts.models import DeliverySettings, User
from accounts.queries.public_holidays import countries, regions

DAYS = [(str(number + 1), name) for number, name in WEEKDAYS.items()]


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DeliverySettingsForm(forms.Form):
    mail = forms.ChoiceField(label=_("Mails"), choices=MailMode.choices, widget=forms.RadioSelect)
    digest_at = forms.TimeField(label=_("The daily mail comes at"), widget=TimeInput())
    works_on = forms.MultipleChoiceField(
        label=_("Working days"), choices=DAYS, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one day at least.")},
    )  # fmt: skip
    quiet_from = forms.TimeField(label=_("Quiet from"), widget=TimeInput())
    quiet_until = forms.TimeField(
        label=_("Quiet until"), widget=TimeInput(), help_text=_("The same time twice: no quiet hours.")
    )
    country = forms.ChoiceField(label=_("Public holidays of"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    deputy = forms.ModelChoiceField(
        User.objects.none(), label=_("Deputy"), required=False, empty_label=_("nobody"),
        help_text=_("Gets your reminders while you are away, as far as they may see what they are about."),
    )  # fmt: skip
    away_from = forms.DateField(label=_("Away from"), required=False, widget=DateInput())
    away_until = forms.DateField(label=_("Away until"), required=False, widget=DateInput())

    def __init__(self, data: Any = None, *, wishes: DeliverySettings, user: User) -> None:
        self.user = user
        names = [name for name in self.base_fields if name != "works_on"]
        initial = {name: getattr(wishes, name) for name in names} | {"works_on": list(wishes.works_on)}
        super().__init__(data, initial=initial)
        self.fields["deputy"].queryset = User.objects.visible_to(user).active().exclude(pk=user.pk)
        self.fields["country"].choices = [("", _("no country")), *countries()]
        self.fields["country"].widget.attrs |= {
            "hx-get": reverse_lazy("accounts:delivery"), "hx-target": "#region", "hx-trigger": "change",
        }  # fmt: skip
        self.set_regions(str(self["country"].value() or ""))

    def set_regions(self, country: str) -> None:
        self.fields["region"].choices = [("", _("all of it")), *regions(country)]

    def clean_works_on(self) -> str:
        return "".join(sorted(self.cleaned_data["works_on"]))

    def save(self) -> DeliverySettings:
        return change_delivery_settings(by=self.user, **self.cleaned_data)

    def add_errors(self, error: forms.ValidationError) -> None:
        add_errors(self, error)
