"""What the lists of entries have in common: a line is an entry and its partners, as the reader may know them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from relationships.choices import Visibility
from relationships.exports.copied import NAMES
from relationships.exports.listing import Listing
from relationships.exports.source import Asked
from relationships.models import Entry
from relationships.reports.as_csv import Words
from relationships.reports.table import Column


@dataclass(frozen=True, slots=True)
class EntryLine:
    entry: Any
    partners: str


class EntryListing(Listing):
    model: type[Entry]

    def rows_for(self, user: User) -> QuerySet[Any]:
        return self.model._default_manager.visible_to(user)  # type: ignore[attr-defined]

    def load(self, rows: Any, asked: Asked) -> QuerySet[Any]:
        return rows.select_related("author", "team").with_partners(asked.user)

    def lines(self, rows: list[Any], asked: Asked) -> Iterator[EntryLine]:
        unseen = _("another partner")
        for entry in rows:
            names = [partner.name if partner else unseen for partner in entry.partners_for(asked.user)]
            yield EntryLine(entry, "; ".join(names))


def first_columns() -> list[Column]:
    return [
        Column("number", _("Number"), lambda line: line.entry.pk, "number", 9, sql=lambda: "entry.id"),
        Column("partners", _("Partners"), lambda line: line.partners, width=30, sql=lambda: NAMES),
    ]


def last_columns() -> list[Column]:
    visibilities = {value: str(label) for value, label in Visibility.choices}
    return [
        Column("author", _("Author"), lambda line: str(line.entry.author), width=20, sql=lambda: "author.shown"),
        Column("team", _("Team"), lambda line: line.entry.team.name, width=18, sql=lambda: "team.name"),
        Column(
            "visibility",
            _("Who reads it"),
            lambda line: visibilities[line.entry.visibility],
            width=16,
            sql=lambda: Words.of("entry.visibility", Visibility.choices),
        ),
    ]
