"""Lift over time, for those whose moods may be drawn at all: organisations and groups of five or more, never a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.templatetags.rapport_dates import full_date, short_date
from accounts.templatetags.rapport_ui import mood_label
from partners.choices import PartnerKind
from partners.models import Partner
from relationships.models import Interaction
from relationships.queries.briefing import contacts_with_its_mood, may_chart_moods

# More than these, and a line becomes a thicket.
MOST = 24


@dataclass(frozen=True, slots=True)
class MoodChart:
    """What `<c-linechart>` draws, oldest first; `summary` says the same in words, `left_out` counts older contacts."""

    points: list[dict[str, Any]]
    summary: str
    left_out: int


def may_have_chart(partner: Partner) -> bool:
    members = partner.members.count() if partner.kind == PartnerKind.GROUP else 0
    return may_chart_moods(partner, member_count=members)


def mood_chart(partner: Partner, *, user: User, among: Sequence[Interaction]) -> MoodChart | None:
    """The chart of those contacts `among` the given whose mood is the partner's own; None where there is nothing to draw.

    One dot is no line over time, so it takes two.
    """
    if not may_have_chart(partner):
        return None
    allowed = set(contacts_with_its_mood(user, partner).order_by().values_list("pk", flat=True))
    contacts = sorted((row for row in among if row.pk in allowed), key=lambda row: (row.happened_at, row.pk))
    if len(contacts) < 2:
        return None
    shown = contacts[-MOST:]
    return MoodChart([_point(contact) for contact in shown], _summary(shown), len(contacts) - len(shown))


def _point(contact: Interaction) -> dict[str, Any]:
    day = timezone.localdate(contact.happened_at)
    return {
        "value": contact.mood_after,
        "before": contact.mood_before,
        "label": short_date(contact.happened_at),
        "title": f"{contact.get_channel_display()}, {full_date(day)}: {mood_label(contact.mood_after)}",
    }


def _summary(contacts: Sequence[Interaction]) -> str:
    first, last = contacts[0], contacts[-1]
    lifted = sum(1 for contact in contacts if contact.lift is not None and contact.lift > 0)
    noted = sum(1 for contact in contacts if contact.lift is not None)
    said = _("From %(first_mood)s on %(first_day)s to %(last_mood)s on %(last_day)s.") % {
        "first_mood": mood_label(first.mood_after),
        "first_day": full_date(first.happened_at),
        "last_mood": mood_label(last.mood_after),
        "last_day": full_date(last.happened_at),
    }
    if not noted:
        return said
    return f"{said} " + ngettext(
        "In %(lifted)s of %(count)s contact they left in a better mood than they came.",
        "In %(lifted)s of %(count)s contacts they left in a better mood than they came.",
        noted,
    ) % {"lifted": lifted, "count": noted}
