"""The notes of thanks."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.queries.keyset import Sort
from relationships.exports.entry import EntryListing, first_columns, last_columns
from relationships.exports.source import Asked, register
from relationships.filters.appreciation import AppreciationFilter
from relationships.models import Appreciation
from relationships.reports.table import Column


@register
class AppreciationListing(EntryListing):
    noun = "thanks"
    model = Appreciation
    filterset = AppreciationFilter
    sorts = {"newest": Sort("thanked_at", descending=True)}
    api_sorts = {"-thanked_at": Sort("thanked_at", descending=True), "thanked_at": Sort("thanked_at")}

    def name(self) -> str:
        return _("thanks")

    def title(self) -> str:
        return _("Thanks")

    def columns(self, asked: Asked) -> list[Column]:
        return [
            *first_columns(),
            Column("thanked_on", _("When"), lambda line: timezone.localdate(line.entry.thanked_at), "date", 12),
            Column("direction", _("Whose thanks"), lambda line: str(line.entry.get_direction_display()), width=20),
            Column("text", _("Thanks for"), lambda line: line.entry.text, width=60),
            *last_columns(),
        ]
