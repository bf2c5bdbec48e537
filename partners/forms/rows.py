"""Rows of a partner's form: ways to reach it and the numbers it bears elsewhere. An empty row is no row."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partners.choices import ContactPointKind, ContactPointLabel
from partners.models import ContactPoint, ExternalNumber, Partner

EMPTY_ROWS = 3  # what there is to write into without JavaScript
AT_MOST = 50


class RowForm(forms.Form):
    """One row; `said` is the field without which the row says nothing."""

    said: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it, as far as the page shows."""
        return not self[self.said].value() and not self.errors

    @property
    def says_something(self) -> bool:
        return bool(self.cleaned_data.get(self.said)) and not self.cleaned_data.get("DELETE")

    def row(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "DELETE"}


class ContactPointForm(RowForm):
    said = "value"

    kind = forms.ChoiceField(label=_("Way"), choices=ContactPointKind.choices, initial=ContactPointKind.EMAIL)
    label = forms.ChoiceField(label=_("Where"), choices=ContactPointLabel.choices, initial=ContactPointLabel.WORK)
    value = forms.CharField(label=_("Address or number"), max_length=500, required=False)
    is_preferred = forms.BooleanField(label=_("Preferred"), required=False)

    def has_changed(self) -> bool:
        """A row whose selects alone were touched is still empty."""
        return super().has_changed() and ("value" in self.changed_data or bool(self.initial))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("value") and data.get("kind"):
            point = ContactPoint(**{name: data.get(name) for name in ("kind", "label", "value")})
            try:
                point.clean()
            except ValidationError as error:
                self.add_error("value", error.message_dict["value"])
            data["value"] = point.value
        return data


class ExternalNumberForm(RowForm):
    said = "number"

    source = forms.CharField(
        label=_("Where it is from"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"placeholder": _("e.g. accounting")}),
    )  # fmt: skip
    number = forms.CharField(label=_("Number"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("number") and not data.get("source"):
            self.add_error("source", _("Say where this number is from."))
        if data.get("source") and not data.get("number") and "number" not in self.errors:
            self.add_error("number", _("Write the number, or clear this row."))
        if (data.get("number") or "").startswith(ExternalNumber.FINGERPRINT):
            self.add_error("number", _("A number cannot begin like this."))
        return data


class RowFormSet(forms.BaseFormSet):
    def rows(self) -> list[dict[str, Any]]:
        """What the filled rows say, each once; call it when the formset is valid."""
        found: list[dict[str, Any]] = []
        for form in self.forms:
            if form.says_something and (row := form.row()) not in found:
                found.append(row)
        return found


class ExternalNumberFormSet(RowFormSet):
    def __init__(self, *args: Any, partner: Partner, user: Any, **kwargs: Any) -> None:
        self.partner, self.user = partner, user
        super().__init__(*args, **kwargs)

    def clean(self) -> None:
        """A number is borne once within its source; one's own partners are named, others are not."""
        if any(self.errors):
            return
        filled = [form for form in self.forms if form.says_something]
        numbers = [form.cleaned_data["number"] for form in filled]
        taken = ExternalNumber.objects.filter(number__in=numbers).exclude(partner=self.partner.pk)
        holders = {(row.source, row.number): row.partner_id for row in taken} if numbers else {}
        names = Partner.objects.visible_to(self.user).in_bulk(set(holders.values())) if holders else {}
        for form in filled:
            holder = holders.get((form.cleaned_data["source"], form.cleaned_data["number"]))
            if holder is not None:
                name = names[holder].name if holder in names else _("another partner")
                form.add_error("number", _("This number belongs to %(name)s already.") % {"name": name})


def _formset(form: type[RowForm], base: type[RowFormSet]) -> type[RowFormSet]:
    return forms.formset_factory(
        form, formset=base, extra=EMPTY_ROWS, can_delete=True, max_num=AT_MOST, absolute_max=AT_MOST, validate_max=True
    )


ContactPoints = _formset(ContactPointForm, RowFormSet)
ExternalNumbers = _formset(ExternalNumberForm, ExternalNumberFormSet)
