"""What happened with a partner, entry by entry, put into words for one reader."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Literal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from partners.models import Partner
from relationships.choices import Visibility
from relationships.models import Entry

Kind = Literal["contact", "raised", "resolved", "thanks", "idea"]
# Longer texts are cut, and say so: a report tells the story, Rapport keeps every word of it.
LONGEST = 2_000
MOMENTS = {
    "contact": "happened_at", "raised": "raised_at", "resolved": "resolved_at", "thanks": "thanked_at", "idea": "received_at",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One entry on a report. `others` are the partners beside the one reported on, `text` is cut to what paper bears."""

    kind: Kind
    entry: Any
    moment: datetime
    others: list[str]
    text: str
    narrow: bool

    @property
    def key(self) -> tuple[datetime, str, int]:
        return (self.moment, self.kind, self.entry.pk)


@dataclass(frozen=True, slots=True)
class Month:
    heading: str
    lines: list[Line]


def lines_of(kind: Kind, entries: Iterable[Entry], partner: Partner, user: User) -> list[Line]:
    """Entries whose partners are loaded by `with_partners(user)`, newest first."""
    lines = [_line(kind, entry, partner, user) for entry in entries]
    return sorted(lines, key=lambda line: line.key, reverse=True)


def months_of(lines: Iterable[Line]) -> list[Month]:
    """The lines newest first, under the months they fall into."""
    newest_first = sorted(lines, key=lambda line: line.key, reverse=True)
    by_month = groupby(newest_first, key=lambda line: timezone.localtime(line.moment).replace(day=1).date())
    return [Month(date_format(month, "YEAR_MONTH_FORMAT"), list(found)) for month, found in by_month]


def for_paper(text: str) -> str:
    """The text without runs of empty lines, and no longer than a report bears."""
    text = re.sub(r"\s*\n\s*\n\s*", "\n\n", text.strip())
    return Truncator(text).chars(LONGEST, truncate=_("… (continued in Rapport)"))


def _line(kind: Kind, entry: Any, partner: Partner, user: User) -> Line:
    others = [
        other.name if other else _("another partner")
        for other in entry.partners_for(user)
        if other is None or other.pk != partner.pk
    ]
    narrow = entry.visibility in (Visibility.PRIVATE, Visibility.INVOLVED)
    return Line(kind, entry, getattr(entry, MOMENTS[kind]), others, for_paper(getattr(entry, "text", "")), narrow)
