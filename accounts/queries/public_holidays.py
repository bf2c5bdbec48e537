"""Countries and regions whose public holidays are known, as the `holidays` package names them."""

import re
from functools import lru_cache

import holidays
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from holidays.registry import COUNTRIES

LONGEST = 10  # as DeliverySettings.region holds them
# Countries named in the reader's language; the others are named in English.
NAMED = {
    "AT": gettext_noop("Austria"), "BE": gettext_noop("Belgium"), "CH": gettext_noop("Switzerland"),
    "CZ": gettext_noop("Czechia"), "DE": gettext_noop("Germany"), "DK": gettext_noop("Denmark"),
    "ES": gettext_noop("Spain"), "FI": gettext_noop("Finland"), "FR": gettext_noop("France"),
    "GB": gettext_noop("United Kingdom"), "HU": gettext_noop("Hungary"), "IE": gettext_noop("Ireland"),
    "IT": gettext_noop("Italy"), "LI": gettext_noop("Liechtenstein"), "LU": gettext_noop("Luxembourg"),
    "NL": gettext_noop("Netherlands"), "NO": gettext_noop("Norway"), "PL": gettext_noop("Poland"),
    "PT": gettext_noop("Portugal"), "RO": gettext_noop("Romania"), "SE": gettext_noop("Sweden"),
    "SI": gettext_noop("Slovenia"), "SK": gettext_noop("Slovakia"), "US": gettext_noop("United States"),
}  # fmt: skip


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Two-letter codes and English names."""
    spaced = re.compile(r"(?<=[a-z])(?=[A-Z])")
    return {row[1]: spaced.sub(" ", row[0]) for row in COUNTRIES.values() if len(row[1]) == 2}


def countries() -> list[tuple[str, str]]:
    named = [(code, _(NAMED[code]) if code in NAMED else name) for code, name in _codes().items()]
    return sorted(named, key=lambda row: row[1])


def country_name(code: str) -> str:
    return _(NAMED[code]) if code in NAMED else _codes().get(code, code)


@lru_cache(maxsize=50)
def regions(country: str) -> list[tuple[str, str]]:
    """The regions of a country with holidays of their own; none for a country that is not known."""
    if country not in _codes():
        return []
    known = holidays.country_holidays(country)
    # Several names for one region are abbreviations beside the one in full.
    names = {code: name for name, code in sorted(known.subdivisions_aliases.items(), key=lambda row: len(row[0]))}
    rows = [(code, names.get(code, code)) for code in known.subdivisions if len(code) <= LONGEST]
    return sorted(rows, key=lambda row: row[1])
