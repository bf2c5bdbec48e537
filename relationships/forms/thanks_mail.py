"""The form that sends thanks by mail; what it shows is what goes out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partners.choices import ContactPointKind
from partners.models import ContactPoint, Partner
from relationships.actions.thanks_mail import mail_thanks
from relationships.choices import CardDesign, Visibility
from relationships.models import Appreciation, ThanksMail


class PointField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.value} ({obj.get_label_display()})"


class ThanksMailForm(forms.Form):
    point = PointField(
        ContactPoint.objects.none(), label=_("To which address?"), widget=forms.RadioSelect, empty_label=None
    )
    design = forms.ChoiceField(choices=CardDesign.choices, widget=forms.HiddenInput)
    language = forms.ChoiceField(choices=[("de", "de"), ("en", "en")], widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    although_private = forms.BooleanField(
        label=_("Only I read these thanks so far; send them all the same."), required=False
    )

    def __init__(self, *args: Any, user: User, thanks: Appreciation, partner: Partner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.thanks = user, thanks
        self.points = partner.contact_points.filter(kind=ContactPointKind.EMAIL).order_by("-is_preferred", "pk")
        self.fields["point"].queryset = self.points  # type: ignore[attr-defined]
        self.initial.setdefault("point", self.points.first())
        if thanks.visibility != Visibility.PRIVATE:
            del self.fields["although_private"]

    def save(self) -> ThanksMail:
        return mail_thanks(by=self.user, thanks=self.thanks, **self.cleaned_data)
