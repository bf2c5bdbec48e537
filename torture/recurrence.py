"""Repeating reminders over 20 time zones and 10 years, against an oracle that steps from day to day and minute to minute.

python -m torture.recurrence
"""

import calendar
import sys
import time as clock
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from relationships.recurrence import next_after

ZONES = (
    "UTC", "Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Istanbul", "Africa/Casablanca",
    "Africa/Cairo", "America/New_York", "America/Sao_Paulo", "America/Santiago", "America/St_Johns", "America/Havana",
    "Asia/Kolkata", "Asia/Kathmandu", "Asia/Gaza", "Asia/Tehran", "Australia/Lord_Howe", "Pacific/Auckland",
    "Pacific/Chatham",
)  # fmt: skip
TIMES = (time(0, 15), time(2, 30), time(9))
FIRST, LAST = date(2018, 1, 29), date(2028, 1, 29)  # a Monday, ten years
Fires = Callable[[date], bool]


def _is_last_of_month(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


RULES: dict[str, Fires] = {
    "FREQ=DAILY": lambda day: True,
    "FREQ=DAILY;INTERVAL=3": lambda day: (day - FIRST).days % 3 == 0,
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": lambda day: day.isoweekday() < 6,
    "FREQ=WEEKLY": lambda day: day.isoweekday() == 1,
    "FREQ=WEEKLY;INTERVAL=2": lambda day: (day - FIRST).days % 14 == 0,
    "FREQ=MONTHLY;BYMONTHDAY=31": lambda day: day.day == 31,
    "FREQ=MONTHLY": lambda day: day.day == 29,
    "FREQ=MONTHLY;BYMONTHDAY=-1": _is_last_of_month,
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29": lambda day: (day.month, day.day) == (2, 29),
    "FREQ=MONTHLY;BYDAY=2TU": lambda day: day.isoweekday() == 2 and 8 <= day.day <= 14,
}


def expected(day: date, moment: time, zone: ZoneInfo) -> datetime:
    """By looking at the clock: the first instant that shows the time; a time skipped moves by what was skipped."""
    wanted = datetime.combine(day, moment)
    around = wanted.replace(tzinfo=UTC)
    offsets = sorted({offset_at(around + timedelta(hours=hours), zone) for hours in (-36, -12, 12, 36)})
    shown = [around - offset for offset in offsets]
    right = [at for at in shown if at.astimezone(zone).replace(tzinfo=None) == wanted]
    return min(right) if right else around - offset_at(around - timedelta(hours=36), zone)


def offset_at(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def wrong_moments(rule: str, moment: time, zone: ZoneInfo) -> tuple[int, int]:
    """(moments looked at, those at the wrong day or hour or missing) of one rule in one zone."""
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days)]
    right = [expected(day, moment, zone) for day in days if RULES[rule](day)]
    first = expected(FIRST, moment, zone)
    before = first - timedelta(seconds=1)
    # Every moment from the one before it, on a stretch of the ten years: asking for each of 3,650 days is quadratic.
    step = max(len(right) // 60, 1)
    looked, wrong = 0, 0
    for place in range(0, len(right), step):
        asked_at = right[place - 1] if place else before
        looked += 1
        wrong += next_after(rule, first, zone.key, asked_at) != right[place]
    return looked, wrong


def main() -> None:
    began = clock.monotonic()
    looked = wrong = 0
    for name in ZONES:
        for moment in TIMES:
            for rule in RULES:
                one = wrong_moments(rule, moment, ZoneInfo(name))
                looked, wrong = looked + one[0], wrong + one[1]
    took = clock.monotonic() - began
    verdict = "ok" if not wrong else "FAILED"
    print(f"recurrence: {looked} moments in {len(ZONES)} zones over 10 years, {wrong} wrong, {took:.0f} s … {verdict}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
