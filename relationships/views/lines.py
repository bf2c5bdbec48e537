"""What lines of lists have in common that are drawn of plain values alone (see the tag drawn_of)."""

from collections.abc import Iterable
from dataclasses import dataclass

from partners.models import Partner


@dataclass(frozen=True)
class Named:
    """A partner whose name one may read."""

    pk: int
    name: str


def named(partners: Iterable[Partner | None]) -> tuple[Named | None, ...]:
    return tuple(Named(partner.pk, partner.name) if partner else None for partner in partners)
