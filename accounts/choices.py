"""Words that the accounts app chooses from."""

from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

from django.db import models
from django.utils.translation import gettext_lazy as _


class TeamRole(models.TextChoices):
    MEMBER = "member", _("Member")
    LEAD = "lead", _("Lead")


class Theme(models.TextChoices):
    AUTO = "auto", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


@cache
def time_zones() -> list[tuple[str, str]]:
    """The time zones a user may choose, as the IANA database names them."""
    names = (name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix", "right")))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in sorted(names))]


@cache
def time_zones_by_region() -> list[tuple[str, list[tuple[str, str]]]]:
    """The same for a select: Europe → Berlin, Paris …"""
    regions: dict[str, list[tuple[str, str]]] = {}
    for name, label in time_zones():
        region, _slash, place = label.partition("/")
        regions.setdefault(region, []).append((name, place or region))
    return list(regions.items())


def language_of(environ: Mapping[str, str]) -> str:
    """The language of a terminal, by LC_ALL, LC_MESSAGES or LANG: "de" or "en"."""
    wanted = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "de" if wanted.lower().startswith("de") else "en"


class MailMode(models.TextChoices):
    """How what the bell shows also comes by mail."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day, all in one")
    NEVER = "never", _("not at all")
