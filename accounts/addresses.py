"""Addresses of pages, found again and again for other rows."""

import re
from functools import lru_cache

from django.urls import get_script_prefix, reverse

# Stands for a number in the address that is kept.
ANY = 2**62 + 1_000


def address(page: str, *numbers: int) -> str:
    """What `reverse(page, args=numbers)` says, which looks through all patterns each time; raises NoReverseMatch."""
    pieces = _pieces(page, len(numbers), get_script_prefix())
    if not numbers:
        return pieces[0]
    return "".join([f"{before}{number}" for before, number in zip(pieces, numbers, strict=False)]) + pieces[-1]


@lru_cache(maxsize=1_024)
def _pieces(page: str, count: int, prefix: str) -> list[str]:
    """Between which the numbers stand, as the pattern has them one after the other."""
    return re.split(rf"{ANY}|(?!)", reverse(page, args=[ANY] * count))
