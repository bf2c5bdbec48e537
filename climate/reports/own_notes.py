"""Everything that is its owner's alone, as one file for its owner."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts.models import User
from climate.models import CheckIn, PrivateAnswer
from climate.queries.booster_use import own_uses
from climate.queries.check_in import note_of
from climate.queries.reflection import own_answers
from relationships.reports.reading import Reading
from relationships.reports.table import Column, Table


@dataclass(frozen=True)
class OwnLine:
    what: str
    day: date
    mood: int | None = None
    text: str = ""
    cause: str = ""
    plan: str = ""


def own_notes(user: User, *, at: datetime) -> Table:
    reading = Reading.of(user, at=at)
    with reading.applied():
        return Table(
            name=_("my-check-ins"),
            title=_("My check-ins"),
            columns=[
                Column("what", _("What it is"), lambda line: line.what),
                Column("day", _("Day"), lambda line: line.day, "date"),
                Column("mood", _("Mood (1 to 5)"), lambda line: line.mood, "number"),
                Column("text", _("Text"), lambda line: line.text, width=40),
                Column("cause", _("What it comes from"), lambda line: line.cause, width=40),
                Column("plan", _("What I will do about it"), lambda line: line.plan, width=40),
            ],
            rows=lambda: _lines(user),
            reading=reading,
            template="",
        )


def _lines(user: User) -> Iterator[OwnLine]:
    for row in CheckIn.objects.visible_to(user).order_by("-day").iterator():
        note = note_of(row)
        if note.is_unreadable:
            yield OwnLine(_("Check-in"), note.day, text=_("cannot be read"))
        else:
            yield OwnLine(_("Check-in"), note.day, note.mood, note.word, note.cause, note.plan)
    for answer in own_answers(user, PrivateAnswer.objects.visible_to(user).select_related("question").iterator()):
        yield OwnLine(_("Answer"), answer.day, text=f"{answer.question.text} – {answer.text or _('cannot be read')}")
    for use in own_uses(user):
        yield OwnLine(_("It helped") if use.helped else _("Does not help me"), use.on, text=use.text)
