"""Fields for partners chosen by typing: the select behind the picker holds what is chosen, not the whole address book."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms.several import SeveralField
from partners.models import Partner
from partners.queries.search import PARTNERS

SHOWN_WITHOUT_SCRIPT = 40  # choices beside the chosen ones, for those who cannot search as they type


class PickedPartnersField(SeveralField):
    """Several visible partners; `show(…)` once the form is made says which of them the select lists.

    Whatever is sent is checked against all that the queryset allows, so a choice found by typing is as good as a listed one.
    """

    widget = forms.SelectMultiple
    default_error_messages = {
        "required": _("Choose at least one partner."),
        "invalid_choice": _("There is no such partner any more. Choose another one."),
        "invalid_pk_value": _("There is no such partner any more. Choose another one."),
    }

    def __init__(self, queryset: QuerySet[Partner] | None = None, **kwargs: Any) -> None:
        super().__init__(Partner.objects.none() if queryset is None else queryset, **kwargs)

    def show(self, chosen: Any, *, typed: str = "", some: bool = True) -> None:
        """List the chosen partners, and `some` more that fit what was typed (the field works without JavaScript)."""
        listed = list(self.queryset.filter(pk__in=picked_ids(chosen))) if chosen else []
        if some or typed:
            more = PARTNERS.matching(self.queryset, typed).exclude(pk__in=[partner.pk for partner in listed])
            listed += more.order_by("sort_key", "pk")[:SHOWN_WITHOUT_SCRIPT]
        self.widget.choices = [(partner.pk, partner.name) for partner in listed]


class PickedPartnerField(PickedPartnersField):
    """One partner or none, by the same picker (`single`)."""

    def clean(self, value: Any) -> Partner | None:  # type: ignore[override]
        if value and not isinstance(value, (list, tuple)):
            value = [value]
        found = list(super().clean(value or []))
        if len(found) > 1:
            raise ValidationError(_("Choose one only."))
        return found[0] if found else None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Partner):
            value = value.pk
        return super().prepare_value(value if value is None or isinstance(value, (list, tuple)) else [value])


def picked_ids(values: Any) -> list[int]:
    """What was sent, as ids; what is none is left for `clean` to complain about."""
    one_by_one = values if isinstance(values, (list, tuple, set, QuerySet)) else [values]
    ids = (getattr(value, "pk", value) for value in one_by_one)
    return [int(value) for value in ids if str(value).isdecimal() and len(str(value)) < 19]
