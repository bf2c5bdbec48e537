"""A user's own check-ins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.kept import kept
from accounts.models import User
from climate.models import CheckIn, Unreadable
from climate.models.check_in import LOW

DRAWN = 60  # of one's own course; more would be a thicket


@dataclass(frozen=True)
class Note:
    """A check-in opened for its owner; without a mood where no key opens it."""

    pk: int
    day: date
    mood: int = 0
    word: str = ""
    cause: str = ""
    plan: str = ""

    @property
    def is_unreadable(self) -> bool:
        return not self.mood

    @property
    def is_low(self) -> bool:
        return 0 < self.mood <= LOW


def note_of(row: CheckIn) -> Note:
    try:
        return Note(row.pk, row.day, **row.read())
    except Unreadable:
        return Note(row.pk, row.day)


def notes_of(rows: Iterable[Any]) -> list[Note]:
    return [note_of(row) for row in rows]


def todays_note(user: User, *, at: datetime) -> Note | None:
    row = next(iter(_of_day(user=user, day=timezone.localdate(at))), None)
    return note_of(row) if row else None


def announce_note(user: User, *, at: datetime) -> None:
    _of_day.announce(user=user, day=timezone.localdate(at))


@kept
def _of_day(*, user: User, day: date) -> QuerySet[CheckIn]:
    return CheckIn.objects.visible_to(user).filter(day=day)[:1]


def own_course(user: User) -> list[Note]:
    """The latest notes that can be read, the oldest first: what one's own chart is drawn of."""
    rows = CheckIn.objects.visible_to(user).order_by("-day")[:DRAWN]
    return [note for note in reversed(notes_of(rows)) if not note.is_unreadable]


def course_of(notes: list[Note]) -> list[dict[str, Any]]:
    """What the chart draws; one dot is no course."""
    if len(notes) < 2:
        return []
    return [
        {"value": note.mood, "label": date_format(note.day, "j. M."), "title": f"{date_format(note.day)}: {note.mood}"}
        for note in notes
    ]


def course_in_words(notes: list[Note]) -> str:
    """What whoever hears the chart is told."""
    if not notes:
        return ""
    return _("How you were on %(count)s days, from %(first)s to %(last)s of 5.") % {
        "count": len(notes),
        "first": notes[0].mood,
        "last": notes[-1].mood,
    }
