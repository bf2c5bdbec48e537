"""Ten seconds before a contact: what is known of the partner, and one thing for oneself."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from climate.queries.booster import Line, offers
from partners.models import Partner
from relationships.models import ActionItem
from relationships.queries.briefing import Briefing, briefing_from, briefing_wants
from relationships.queries.gather import Wants, gather

OWED = 3


@dataclass(frozen=True)
class BeforeContact:
    briefing: Briefing
    measures: list[ActionItem]
    booster: Line | None


def before_contact(user: User, partner: Partner, *, at: datetime) -> BeforeContact:
    """To meet people where they are, one has to know where that is; and to be well oneself."""
    briefing = briefing_from(gather(user, _wanted, partner=partner.pk, at=at), partner)
    owed = ActionItem.objects.visible_to(user).open().concerning(partner).select_related("owner")
    return BeforeContact(briefing, list(owed.order_by("due_on", "pk")[:OWED]), next(iter(offers(user, at=at)), None))


def _wanted(*, user: User, partner: int, at: datetime) -> Wants:
    return briefing_wants(user, Partner(pk=partner), at=at, with_chart=False)
