"""How often we want to be in touch with a partner: as it says itself, else as the closest of its tags says."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Min, OuterRef, QuerySet, Subquery

from partners.models import Partner, Tag

WANTED = ("ideal", "at_most")
PartnersT = TypeVar("PartnersT", bound=QuerySet[Partner])


@dataclass(frozen=True)
class Cadence:
    """In days; None where nothing is wanted."""

    ideal: int | None = None
    at_most: int | None = None


def with_cadence(partners: PartnersT) -> PartnersT:
    """Load with each partner what `cadence_of` needs, in the same query."""
    return partners.annotate(**cadence_of_tags("pk"))


def cadence_of_tags(partner: str) -> dict[str, Subquery]:
    """The same as annotations of rows that point at a partner by the field `partner`."""
    tags = Tag.objects.kept().filter(partners=OuterRef(partner)).order_by().values("partners")
    return {f"tag_{name}": Subquery(tags.annotate(days=Min(f"cadence_{name}")).values("days")) for name in WANTED}


def take_cadence(partner: Partner, row: Any) -> Partner:
    """Give a partner what was annotated on the row that points at it."""
    for name in WANTED:
        setattr(partner, f"tag_{name}", getattr(row, f"tag_{name}"))
    return partner


def load_cadences(partners: Iterable[Partner]) -> None:
    """Do the same for partners that are loaded already, with one query for all that have no cadence of their own."""
    asking = {partner.pk: partner for partner in partners if not _has_own(partner)}
    found = {}
    if asking:
        tags = Tag.objects.kept().filter(partners__in=asking).order_by().values("partners")
        days = tags.annotate(ideal=Min("cadence_ideal"), at_most=Min("cadence_at_most"))
        found = {pk: (ideal, at_most) for pk, ideal, at_most in days.values_list("partners", "ideal", "at_most")}
    for pk, partner in asking.items():
        partner.tag_ideal, partner.tag_at_most = found.get(pk, (None, None))  # type: ignore[attr-defined]


def cadence_of(partner: Partner) -> Cadence:
    """One query, unless it has been loaded before."""
    if _has_own(partner):
        return Cadence(partner.cadence_ideal, partner.cadence_at_most)
    if not hasattr(partner, "tag_ideal"):
        load_cadences([partner])
    ideal, at_most = partner.tag_ideal, partner.tag_at_most  # type: ignore[attr-defined]
    # Of two tags one may want less than the other allows.
    return Cadence(min(ideal, at_most) if ideal and at_most else ideal, at_most)


def _has_own(partner: Partner) -> bool:
    return bool(partner.cadence_ideal or partner.cadence_at_most)
