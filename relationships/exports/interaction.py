"""The contacts."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from accounts.queries.keyset import Sort
from accounts.templatetags.rapport_ui import MOODS, mood_label
from partners.choices import NaturalPerson, PartnerKind
from relationships.choices import Channel, Energy
from relationships.exports.copied import NO_PERSON, copied_from
from relationships.exports.entry import EntryListing, first_columns, last_columns
from relationships.exports.source import Asked, register
from relationships.filters.interaction import InteractionFilter
from relationships.models import Interaction
from relationships.reports.as_csv import Words
from relationships.reports.table import Column, Statement, Table


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
        channels, energies = ({value: str(label) for value, label in one.choices} for one in (Channel, Energy))
        moods = {mood: str(mood_label(mood)) for mood in MOODS}
        return [
            *first_columns(),
            Column(
                "happened_at",
                _("When"),
                lambda line: line.entry.happened_at,
                "moment",
                17,
                sql=lambda: "entry.happened_at",
            ),
            Column(
                "channel",
                _("Channel"),
                lambda line: channels[line.entry.channel],
                width=12,
                sql=lambda: Words.of("entry.channel", Channel.choices),
            ),
            Column("text", _("What happened"), lambda line: line.entry.text, width=50, sql=lambda: "entry.text"),
            Column(
                "mood_before",
                _("Mood before"),
                lambda line: _mood(line.entry, line.entry.mood_before, moods),
                width=12,
                sql=lambda: _mood_sql("mood_before"),
            ),
            Column(
                "mood_after",
                _("Mood after"),
                lambda line: _mood(line.entry, line.entry.mood_after, moods),
                width=12,
                sql=lambda: _mood_sql("mood_after"),
            ),
            Column(
                "value_given",
                _("Value given"),
                lambda line: line.entry.value_given,
                width=30,
                sql=lambda: "entry.value_given",
            ),
            Column(
                "value_received",
                _("Value received"),
                lambda line: line.entry.value_received,
                width=30,
                sql=lambda: "entry.value_received",
            ),
            Column(
                "energy",
                _("Energy"),
                lambda line: energies.get(line.entry.energy, ""),
                width=12,
                sql=lambda: Words.of("entry.energy", Energy.choices),
            ),
            *last_columns(),
        ]

    def table(self, asked: Asked) -> Table:
        def rows_for_copy(are_few: bool) -> Statement:
            return copied_from(self.filtered(asked)[1], self.sort(asked), asked.user, are_few=are_few)

        return replace(super().table(asked), copied_from=rows_for_copy)


def _mood(entry: Interaction, mood: int | None, words: dict[int, str]) -> str:
    """In words, and of organisations alone: nobody is to sort, average or chart the moods of people in a spreadsheet."""
    return words[mood] if mood is not None and all(map(_is_no_person, entry.linked_partners())) else ""


def _mood_sql(name: str) -> str:
    words = Words.of(f"entry.{name}", [(mood, mood_label(mood)) for mood in MOODS])
    return words.where(NO_PERSON)


def _is_no_person(partner: Any) -> bool:
    return partner.kind == PartnerKind.ORGANISATION and partner.natural_person == NaturalPerson.NO
