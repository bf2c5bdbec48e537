"""The contacts."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.queries.keyset import Sort
from accounts.templatetags.rapport_ui import mood_label
from partners.choices import NaturalPerson, PartnerKind
from relationships.exports.entry import EntryLine, EntryListing, first_columns, last_columns
from relationships.exports.source import Asked, register
from relationships.filters.interaction import InteractionFilter
from relationships.models import Interaction
from relationships.reports.table import Column


@register
class InteractionListing(EntryListing):
    noun = "contacts"
    model = Interaction
    filterset = InteractionFilter
    sorts = {"newest": Sort("happened_at", descending=True), "oldest": Sort("happened_at")}
    api_sorts = {"-happened_at": Sort("happened_at", descending=True), "happened_at": Sort("happened_at")}

    def name(self) -> str:
        return _("contacts")

    def title(self) -> str:
        return _("Contacts")

    def columns(self, asked: Asked) -> list[Column]:
        return [
            *first_columns(),
            Column("happened_at", _("When"), lambda line: line.entry.happened_at, "moment", 17),
            Column("channel", _("Channel"), lambda line: str(line.entry.get_channel_display()), width=12),
            Column("text", _("What happened"), lambda line: line.entry.text, width=50),
            Column("mood_before", _("Mood before"), lambda line: _mood(line, "mood_before"), width=12),
            Column("mood_after", _("Mood after"), lambda line: _mood(line, "mood_after"), width=12),
            Column("value_given", _("Value given"), lambda line: line.entry.value_given, width=30),
            Column("value_received", _("Value received"), lambda line: line.entry.value_received, width=30),
            Column("energy", _("Energy"), lambda line: str(line.entry.get_energy_display()), width=12),
            *last_columns(),
        ]


def _mood(line: EntryLine, name: str) -> str:
    """In words, and of organisations alone: nobody is to sort, average or chart the moods of people in a spreadsheet."""
    mood: Any = getattr(line.entry, name)
    if mood is None or not all(map(_is_no_person, line.entry.partners.all())):
        return ""
    return str(mood_label(mood))


def _is_no_person(partner: Any) -> bool:
    return partner.kind == PartnerKind.ORGANISATION and partner.natural_person == NaturalPerson.NO
