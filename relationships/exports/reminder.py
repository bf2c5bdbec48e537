"""One's own reminders."""

from collections.abc import Hashable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries.keyset import Sort
from relationships.choices import Repeat
from relationships.exports.listing import Listing
from relationships.exports.source import Asked, register
from relationships.filters.reminder import ReminderFilter
from relationships.models import Reminder
from relationships.reports.table import Column


@register
class ReminderListing(Listing):
    noun = "reminders"
    filterset = ReminderFilter
    sorts = {"due": Sort("due_at"), "done": Sort("done_at", descending=True)}
    api_sorts = {"due_at": Sort("due_at"), "-due_at": Sort("due_at", descending=True)}

    def name(self) -> str:
        return _("reminders")

    def title(self) -> str:
        return _("Reminders")

    def told(self, asked: Asked) -> tuple[tuple[Hashable, ...], dict[str, Any]]:
        return (self._shows_done(asked) if asked.from_page else None,), {}

    def rows_for(self, user: User, done: bool | None) -> QuerySet[Reminder]:
        """The page shows those that wait, or those that are done."""
        rows = Reminder.objects.visible_to(user)
        if done is None:
            return rows
        return rows.exclude(done_at=None) if done else rows.waiting()

    def sort_name(self, asked: Asked) -> str:
        if asked.from_page:
            return "done" if self._shows_done(asked) else "due"
        return super().sort_name(asked)

    def load(self, rows: Any, asked: Asked) -> QuerySet[Reminder]:
        return rows.with_targets()

    def columns(self, asked: Asked) -> list[Column]:
        return [
            Column("number", _("Number"), lambda row: row.pk, "number", 9),
            Column("title", _("Reminder"), lambda row: row.title, width=50),
            Column("due_at", _("When"), lambda row: row.due_at, "moment", 17),
            Column("about", _("About"), lambda row: str(row.target or ""), width=40),
            Column("why", _("Why"), lambda row: str(row.get_cause_display()), width=24),
            Column("repeats", _("Repeats"), _repeats, width=20),
            Column("done", _("Done"), lambda row: timezone.localdate(row.done_at) if row.done_at else None, "date", 12),
        ]

    @staticmethod
    def _shows_done(asked: Asked) -> bool:
        return asked.params.get("done") == "true"


def _repeats(row: Reminder) -> str:
    if not row.recurrence:
        return ""
    repeat = Repeat.of(row.recurrence)
    return row.recurrence if repeat == Repeat.OWN else str(repeat.label)
