"""What repeats: RFC 5545 rules, read by the clock on the wall of a time zone.

A rule counts on naive wall-clock time from the first reminder on, so that nine o'clock stays nine o'clock when the
clocks change. At most once a day, at the time of day of the first one. A month without the day asked for (the 31st,
the 29th of February) is left out, as the RFC says; the last day of every month is BYMONTHDAY=-1.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrule, rrulestr
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.clock import at_wall_clock

LONGEST = 200  # characters, as the field that holds it
HORIZON = timedelta(days=3660)  # what comes later than that counts as never
FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
TIME_PARTS = {"BYHOUR", "BYMINUTE", "BYSECOND"}
DAY_PARTS = {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS"}
PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"} | DAY_PARTS
_NUMBERS = re.compile(r"[+-]?\d{1,3}(,[+-]?\d{1,3})*")
_SHAPES = {
    "INTERVAL": re.compile(r"[1-9]\d{0,3}"),
    "COUNT": re.compile(r"[1-9]\d{0,3}"),
    "UNTIL": re.compile(r"\d{8}(T\d{6}Z?)?"),
    "WKST": re.compile(r"MO|TU|WE|TH|FR|SA|SU"),
    "BYDAY": re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU))*"),
}


def normal(rule: str) -> str:
    """As it is kept: capitals, no spaces, without the name that calendars put before it."""
    return "".join(rule.split()).upper().removeprefix("RRULE:").rstrip(";")


def check(rule: str, *, first_at: datetime, zone: str, at: datetime) -> None:
    """Refuse a rule that cannot be meant, in words for whoever wrote it; `rule` is normal."""
    if len(rule) > LONGEST:
        raise ValidationError(_("This rule is too long: at most %(most)s characters.") % {"most": LONGEST})
    parts = _parts(rule)
    _check_parts(parts)
    _zone(zone)
    try:
        if next_after(rule, first_at, zone, max(at, first_at) - timedelta(microseconds=1)):
            return
        endless = ";".join(f"{name}={value}" for name, value in parts.items() if name not in ("COUNT", "UNTIL"))
        has_ended = endless != rule and next_after(endless, first_at, zone, max(at, first_at))
    except (ValueError, OverflowError):
        raise ValidationError(_("This rule cannot be read. Compare it with RFC 5545.")) from None
    if has_ended:
        raise ValidationError(_("This rule has ended before it could remind you again."))
    raise ValidationError(_("This rule never comes true within the next ten years."))


def next_after(rule: str, first_at: datetime, zone: str, at: datetime) -> datetime | None:
    """The first moment of `rule` later than `at`; None where it has ended or none comes within ten years."""
    place = _zone(zone)
    for wall in _walls(_parts(rule), first_at.astimezone(place), place, at):
        if (moment := at_wall_clock(wall.date(), wall.time(), place)) > at:
            return moment
    return None


def _walls(parts: dict[str, str], first: datetime, zone: ZoneInfo, at: datetime) -> Iterator[datetime]:
    """The naive wall-clock times of a rule; those before `at` are left out where nothing has to be counted."""
    start = first.replace(tzinfo=None, fold=0)
    last = max(at.astimezone(zone).replace(tzinfo=None, fold=0), start) + HORIZON
    if until := parts.get("UNTIL"):
        last = min(last, _until(until, zone))
    text = ";".join(f"{name}={value}" for name, value in parts.items() if name not in ("COUNT", "UNTIL"))
    rows: rrule = rrulestr(text, dtstart=start).replace(until=last)  # type: ignore[assignment]
    return islice(rows, int(parts["COUNT"])) if "COUNT" in parts else iter(rows)


def _until(text: str, zone: ZoneInfo) -> datetime:
    """The last wall-clock time: a day counts to its end, a time with a Z is in UTC."""
    if "T" not in text:
        return datetime.combine(datetime.strptime(text, "%Y%m%d").date(), time.max)
    moment = datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")
    return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None, fold=0) if text.endswith("Z") else moment


def _parts(rule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for piece in rule.split(";"):
        name, equals, value = piece.partition("=")
        if not equals or not value:
            raise ValidationError(_("This rule cannot be read. Compare it with RFC 5545."))
        if name in parts:
            raise ValidationError(_("%(part)s stands in this rule twice.") % {"part": name[:20]})
        parts[name] = value
    return parts


def _check_parts(parts: dict[str, str]) -> None:
    if parts.get("FREQ") in TOO_OFTEN or TIME_PARTS & set(parts):
        raise ValidationError(_("At most once a day, at the time of day of the first reminder."))
    if parts.get("FREQ") not in FREQUENCIES:
        raise ValidationError(_("Begin with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY."))
    if unknown := [name for name in parts if name not in PARTS]:
        raise ValidationError(_("A rule has no part %(part)s.") % {"part": unknown[0][:20]})
    if "COUNT" in parts and "UNTIL" in parts:
        raise ValidationError(_("Either COUNT or UNTIL, not both."))
    for name, value in parts.items():
        if name != "FREQ" and not _SHAPES.get(name, _NUMBERS).fullmatch(value):
            raise ValidationError(_("%(part)s has a value that it cannot have.") % {"part": name})


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValidationError(_("There is no time zone “%(zone)s”.") % {"zone": name[:64]}) from None
