"""The cards on Today: how one is, and after a low note three things that may help, else the question of the week."""

from datetime import datetime
from typing import Any

from accounts.models import User
from climate.queries.booster import offers
from climate.queries.check_in import todays_note
from climate.queries.reflection import question_of_the_week
from relationships.queries.today import Found, Section


def card(user: User, at: datetime) -> dict[str, Any]:
    """One query, and one more after a low note."""
    note = todays_note(user, at=at)
    return {"note": note, "offers": offers(user, at=at) if note and note.is_low else []}


def check_in_section(user: User, at: datetime) -> Found:
    """Below it the question of the week until one has answered it; on a low day what helps comes first, and nothing is asked."""
    data = card(user, at)
    question = None if data["offers"] else question_of_the_week(user, at=at)
    return Found(data | {"question": question if question and not question.answered else None})  # type: ignore[attr-defined]


SECTION = Section("check_in", "side", 5, "climate/today/check_in.html", check_in_section)
