"""Partners who need care: who arrives low again and again, and whose care note one reads."""

from dataclasses import dataclass, field

from accounts.access import working_team
from accounts.models import User, Visible
from partners.models import Partner
from relationships.models import CareNote, Standing
from relationships.models.standing import OFTEN_LOW

SHOWN = 100


@dataclass
class InNeed:
    partner: Partner
    arrives_low: int = 0
    note: CareNote | None = field(default=None, compare=False)


def who_needs_care(user: User) -> list[InNeed]:
    """Organisations and groups through the team at work, and any partner with a care note, by name. Two queries."""
    found: dict[int, InNeed] = {}
    team = working_team(user)
    seen = Visible(Partner, user, "partner")
    low = Standing.objects.filter(seen, team=team.pk if team else None, arrives_low__gte=OFTEN_LOW)
    for row in low.select_related("partner__caretaker")[:SHOWN]:
        found[row.partner_id] = InNeed(row.partner, row.arrives_low)
    for note in CareNote.objects.visible_to(user).select_related("partner__caretaker")[:SHOWN]:
        found.setdefault(note.partner_id, InNeed(note.partner)).note = note
    return sorted(found.values(), key=lambda one: one.partner.sort_key)
