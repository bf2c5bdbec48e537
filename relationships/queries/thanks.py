"""Thanks given and received for oneself alone, and whom one might thank again. No points, no ranking."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import User
from partners.models import Partner
from relationships.choices import Direction
from relationships.models import Appreciation, Interaction

SHOWN = 50
HELPED, WITHIN, SILENT = (
    3,
    180,
    90,
)  # so many contacts that gave us value within so many days, and no thanks for so many
HINTS = 5


@dataclass(frozen=True)
class Own:
    given: list[Appreciation]
    received: list[Appreciation]


def given_and_received(user: User) -> Own:
    """What one has written oneself, and what colleagues have written to one; the newest first."""
    thanks = Appreciation.objects.visible_to(user).with_partners(user).select_related("author")
    to_me = Exists(Partner.objects.filter(appreciations=OuterRef("pk"), user=user.pk))
    newest = thanks.filter(direction=Direction.GIVEN).order_by("-thanked_at", "-pk")
    return Own(list(newest.filter(author=user.pk)[:SHOWN]), list(newest.filter(to_me).exclude(author=user.pk)[:SHOWN]))


def language_for(partner: Partner, by: User) -> str:
    """In which language a partner is thanked: their own, or the writer's where it is none of ours."""
    return partner.language if partner.language in ("de", "en") else by.language


def might_be_thanked(user: User, *, at: datetime) -> list[Any]:
    """Partners who gave us much lately and have had no thanks for long, as far as one reads it; by name."""
    helped = Interaction.objects.visible_to(user).filter(happened_at__gte=at - timedelta(days=WITHIN))
    helped = helped.exclude(value_received="").filter(pk=OuterRef("interaction"))
    links = Interaction.partners.through.objects.filter(Exists(helped)).order_by().values("partner")
    often = links.annotate(n=Count("interaction")).filter(n__gte=HELPED).values("partner")
    thanked = Appreciation.objects.visible_to(user).filter(
        Q(partners=OuterRef("pk")), direction=Direction.GIVEN, thanked_at__gte=at - timedelta(days=SILENT)
    )
    partners = Partner.objects.visible_to(user).filter(pk__in=often).exclude(Exists(thanked))
    return list(partners.order_by("sort_key", "pk")[:HINTS])
