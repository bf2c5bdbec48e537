"""The ideas that partners gave us."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.queries.keyset import Sort
from relationships.exports.entry import EntryListing, first_columns, last_columns
from relationships.exports.source import Asked, register
from relationships.filters.idea import IdeaFilter
from relationships.models import Idea
from relationships.reports.table import Column


@register
class IdeaListing(EntryListing):
    noun = "ideas"
    model = Idea
    filterset = IdeaFilter
    sorts = {"newest": Sort("received_at", descending=True)}
    api_sorts = {"-received_at": Sort("received_at", descending=True), "received_at": Sort("received_at")}

    def name(self) -> str:
        return _("ideas")

    def title(self) -> str:
        return _("Ideas")

    def columns(self, asked: Asked) -> list[Column]:
        return [
            *first_columns(),
            Column("title", _("Idea"), lambda line: line.entry.title, width=40),
            Column("received_on", _("When"), lambda line: timezone.localdate(line.entry.received_at), "date", 12),
            Column("state", _("State"), lambda line: str(line.entry.get_state_display()), width=16),
            Column("text", _("More about it"), lambda line: line.entry.text, width=50),
            Column("reason", _("Why not now"), lambda line: line.entry.reason, width=40),
            Column("outcome", _("What it brought"), lambda line: line.entry.outcome, width=40),
            Column("answer", _("Our answer"), lambda line: line.entry.answer, width=50),
            Column("answered_on", _("Answered on"), lambda line: line.entry.answered_on, "date", 12),
            *last_columns(),
        ]
