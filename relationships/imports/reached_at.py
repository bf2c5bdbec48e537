"""How a partner is reached, as tables say it: addresses in several columns, labels in headers or in columns of their own."""

import re
from functools import lru_cache
from itertools import product

from partners.names import fold

_TOWNS = {"city", "town", "ort", "stadt", "wohnort"}
_REGIONS = {"state", "region", "bundesland"}
_POSTCODES = {"plz", "postleitzahl", "postcode", "post code", "postal code", "zip", "zip code"}
_HOUSE_NUMBERS = {"hausnummer", "house number"}
_ON_ONE_LINE = set(product(_TOWNS, _REGIONS)) | set(product(_REGIONS, _POSTCODES))
_LABELS = [
    ("mobile", ("mobil", "cell", "handy")),
    ("fax", ("fax",)),
    ("home", ("privat", "private", "home")),
]


def address_lines(parts: list[tuple[str, str]]) -> str:
    """The columns of an address, each its header and value, as it is written on an envelope.

    A house number stands behind its street; a postcode before its town, but behind it where letters or a region say so.
    """
    lines: list[str] = []
    before = ""
    for header, value in ((header, value) for header, value in parts if value):
        if lines and (header in _HOUSE_NUMBERS or before in _POSTCODES or (before, header) in _ON_ONE_LINE):
            lines[-1] += f" {value}"
        elif before in _TOWNS and header in _POSTCODES and value.isdigit():
            lines[-1] = f"{value} {lines[-1]}"
            continue
        else:
            lines.append(value)
        before = header
    return "\n".join(lines)


def columns_of_labels(headers: list[str]) -> dict[int, int]:
    """Which column says what another one holds: "Phone 1 - Value" → "Phone 1 - Type" or "Phone 1 - Label"."""
    found = {header.strip().lower(): at for at, header in enumerate(headers)}
    labels = {}
    for header, at in found.items():
        stem, parted, last = header.rpartition(" - ")
        if parted and last in ("value", "formatted"):
            beside = found.get(f"{stem} - type", found.get(f"{stem} - label"))
            labels |= {at: beside} if beside is not None else {}
    return labels


@lru_cache(maxsize=1_000)
def label_named(said: str) -> str:
    """mobile, fax or home, where a header or a label says so; else work."""
    words = " ".join(re.findall(r"[^\W_]+", fold(said)))
    return next((label for label, named in _LABELS if any(word in words for word in named)), "work")
