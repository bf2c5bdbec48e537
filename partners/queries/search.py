"""Find partners by what one types: a part of the name, a number, an e-mail, a phone."""

from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from partners.models import ContactPoint, ExternalNumber, Partner
from partners.names import fold

PartnersT = TypeVar("PartnersT", bound=QuerySet[Partner])


def matching(partners: PartnersT, typed: str) -> PartnersT:
    """The partners whose name holds every word of `typed`, or that bear it as a number, e-mail or phone."""
    words = fold(typed).split()
    if not words or "\x00" in typed:
        return partners if not typed.strip() else partners.none()
    by_name = Q()
    for word in words:
        by_name &= Q(sort_key__contains=word)
    text = typed.strip()
    number = ExternalNumber.objects.shown().filter(partner=OuterRef("pk"), number=text)
    point = ContactPoint.objects.filter(partner=OuterRef("pk"), value__icontains=text)
    return partners.filter(by_name | Exists(number) | Exists(point) if len(text) > 2 else by_name)
