"""The cards on Today: how one is, and after a low note three things that may help, else the question of the week."""

from datetime import datetime
from typing import Any

from accounts.models import User
from climate.queries.booster import offers
from climate.queries.check_in import announce_note, todays_note
from climate.queries.reflection import asked_on_today
from relationships.queries.today import Found, Section


def card(user: User, at: datetime) -> dict[str, Any]:
    """One query, and one more after a low note."""
    note = todays_note(user, at=at)
    return {"note": note, "offers": offers(user, at=at) if note and note.is_low else []}


def check_in_section(user: User, at: datetime) -> Found:
    """Below it what waits for an answer: the team's pulse, the question of the week. On a low day what helps comes first,
    and nothing is asked.
    """
    data = card(user, at)
    question, pulse = (None, False) if data["offers"] else asked_on_today(user, at=at)
    return Found(data | {"question": question, "pulse": pulse}, is_news=pulse)


def announce_check_in(user: User, at: datetime) -> None:
    """The note alone: whether anything else is asked depends on it."""
    announce_note(user, at=at)


SECTION = Section(
    "check_in", "first", 5, "climate/today/check_in.html", check_in_section, announce=announce_check_in, is_late=True
)
