"""Dates as people and programs write them: day first, ISO, with the month in words."""

import re
from datetime import date, datetime, time

from django.utils import timezone

from partners.names import fold

NOON = time(12)
_TIME = r"(?:[T ,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2}(?:\.\d+)?)?(?:\s?(?P<half>[ap])\.?m\.?)?(?:\s?(?:uhr|z|[+-]\d{2}:?\d{2}))?)?"
_FORMS = [
    re.compile(rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}", re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(
        rf"(?P<day>\d{{1,2}})\s?[-/. ]\s?(?P<month>\d{{1,2}})\s?[-/. ]\s?(?P<year>\d{{4}}|\d{{2}}){_TIME}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/. ]+(?P<word>[^\W\d_]{{3,9}})[-/., ]+(?P<year>\d{{4}}|\d{{2}}){_TIME}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<word>[^\W\d_]{{3,9}})[-/. ]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/., ]+(?P<year>\d{{4}}){_TIME}",
        re.IGNORECASE,
    ),
]
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTHS_ELSEWHERE = {"mrz": 3, "mai": 5, "okt": 10, "dez": 12}
LONGEST = 40


def read_date(text: str) -> datetime | None:
    """The moment that `text` names, at noon of the installation's zone unless it names an hour; None where it is no date.

    Midnight names none: programs write it behind every day.

    Day first, unless the month is a word; an hour is one of the installation's zone, whatever zone the text names; a year
    of two digits is the one in the last 80 or the next 20 years. Whether the year can be meant is for the model to say.
    """
    text = text.strip()
    if len(text) > LONGEST:
        return None
    for form in _FORMS:
        if found := form.fullmatch(text):
            return _moment(found.groupdict())
    return None


def _moment(parts: dict[str, str | None]) -> datetime | None:
    month = _month(fold(parts["word"] or "")) if parts.get("word") else int(parts.get("month") or 0)
    try:
        day = date(_year(parts["year"] or ""), month or 0, int(parts["day"] or 0))
        at = _time(parts) if parts.get("hour") else NOON
        # Next to the ends of the calendar no time zone has a moment.
        return datetime.combine(day, at, tzinfo=timezone.get_default_timezone()) if 1 < day.year < 9999 else None
    except ValueError:
        return None


def _time(parts: dict[str, str | None]) -> time:
    hour, minute, half = int(parts["hour"] or 0), int(parts["minute"] or 0), (parts["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError("no hour of half a day")
    said = time(hour % 12 + 12 * (half == "p") if half else hour, minute)
    return NOON if said == time(0) else said


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    this = timezone.now().year
    year = this - this % 100 + int(digits)
    return year - 100 if year > this + 20 else year


def _month(word: str) -> int | None:
    short = word[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else _MONTHS_ELSEWHERE.get(short)
