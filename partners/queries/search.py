"""Find partners by what one types: a part of the name, a number, an e-mail, a phone."""

from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.queries.few import found_among
from partners.models import ContactPoint, ExternalNumber, Partner
from partners.names import fold

PartnersT = TypeVar("PartnersT", bound=QuerySet[Partner])


def matching(partners: PartnersT, typed: str) -> PartnersT:
    """The partners whose name holds every word of `typed`, or that bear it as a number, e-mail or phone.

    One letter or two find names with a word that begins so.
    """
    words = fold(typed).split()
    if not words or "\x00" in typed:
        return partners if not typed.strip() else partners.none()
    by_name = Q()
    for word in words:
        by_name &= Q(sort_key__contains=word)
    text = typed.strip()
    if len(text) <= 2:
        # Any name holds so short a text somewhere; where a word begins so it is meant.
        by_name = Q(sort_key__startswith=words[0]) | Q(sort_key__contains=f" {words[0]}")
        return found_among(partners, Partner.objects.filter(by_name).order_by().values_list("pk"), by_name)
    numbers = ExternalNumber.objects.shown().filter(number=text).order_by()
    points = ContactPoint.objects.filter(value__icontains=text).order_by()
    found = Partner.objects.filter(by_name).order_by().values_list("pk")
    # Twice the same does no harm, and looking for it would read all there are.
    found = found.union(numbers.values_list("partner"), points.values_list("partner"), all=True)
    of_partner = {"partner": OuterRef("pk")}
    anything = by_name | Exists(numbers.filter(**of_partner)) | Exists(points.filter(**of_partner))
    return found_among(partners, found, anything)


def beginning_first(found: PartnersT, typed: str, count: int) -> list[Partner]:
    """The first `count` of `found`: those whose name begins with `typed`, then the others, each by name.

    Two queries at most, each read off an index, where one sort of both would read them all.
    """
    begins = Q(sort_key__startswith=fold(typed))
    by_name = found.order_by("sort_key", "pk")
    first = list(by_name.filter(begins)[:count])
    if len(first) < count:
        first += by_name.exclude(begins)[: count - len(first)]
    return first
