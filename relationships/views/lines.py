"""What lines of lists have in common that are drawn of plain values alone (see the tag drawn_of)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Choices
from django.utils.translation import get_language

from partners.models import Partner


@dataclass(frozen=True)
class Named:
    """A partner whose name one may read."""

    pk: int
    name: str


def named(partners: Iterable[Partner | None]) -> tuple[Named | None, ...]:
    return tuple(Named(partner.pk, partner.name) if partner else None for partner in partners)


def word_for(choices: type[Choices], value: Any) -> str:
    """The label of a choice; `get_…_display` translates all of them to find the one."""
    return _words(choices, get_language())[value]


@lru_cache(maxsize=64)
def _words(choices: type[Choices], language: str) -> dict[Any, str]:
    return {choice.value: str(choice.label) for choice in choices}
