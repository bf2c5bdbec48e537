"""Working days, public holidays and quiet hours, by a user's own clock.

Moments come in and go out aware, in UTC. In between it is wall-clock time: nine o'clock stays nine o'clock when the
clocks change (`accounts.clock` says what becomes of a time that a clock skips or shows twice).
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import count

import holidays

from accounts.clock import at_wall_clock, zone_named
from accounts.models import DeliverySettings

MORNING = time(9)
LONGEST_REST = 366  # days looked through for a working day; whoever has none at all works every day


def local_day(at: datetime, settings: DeliverySettings) -> date:
    return at.astimezone(zone_named(settings.user.time_zone)).date()


def at_morning(day: date, settings: DeliverySettings) -> datetime:
    return at_wall_clock(day, MORNING, zone_named(settings.user.time_zone))


def working_day_until(day: date, settings: DeliverySettings) -> date:
    """The last working day up to `day`, itself included."""
    back = (day - timedelta(days=number) for number in range(LONGEST_REST))
    return next((this for this in back if is_working_day(this, settings)), day)


def is_working_day(day: date, settings: DeliverySettings) -> bool:
    return str(day.isoweekday()) in settings.works_on and day not in _holidays(settings.country, settings.region)


def working_days_from(day: date, settings: DeliverySettings) -> Iterator[date]:
    """The working days from `day` on, itself included where it is one."""
    rested = 0
    for number in count():
        try:
            this = day + timedelta(days=number)
        except OverflowError:
            return
        rested = 0 if is_working_day(this, settings) else rested + 1
        if not rested or rested > LONGEST_REST:
            yield this


def after_working_days(at: datetime, days: int, settings: DeliverySettings) -> datetime:
    """The morning of the day that is `days` working days after the day of `at`."""
    left = days
    for day in working_days_from(local_day(at, settings) + timedelta(days=1), settings):
        left -= 1
        if left <= 0:
            return at_morning(day, settings)
    return at


def next_moment(at: datetime, settings: DeliverySettings) -> datetime:
    """The first moment from `at` on that is on a working day and outside the quiet hours."""
    zone = zone_named(settings.user.time_zone)
    today = local_day(at, settings)
    for day in working_days_from(today, settings):
        begin, end = settings.quiet_until, settings.quiet_from
        moment = at.astimezone(zone).time() if day == today else time.min
        if begin == end:  # no quiet hours at all
            return at if day == today else at_wall_clock(day, time.min, zone)
        if begin < end:  # quiet over night: the day is open from `begin` to `end`
            if moment < begin:
                return at_wall_clock(day, begin, zone)
            if moment < end:
                return at
            continue
        if end <= moment < begin:  # quiet in the middle of the day
            return at_wall_clock(day, begin, zone)
        return at if day == today else at_wall_clock(day, time.min, zone)
    return at


def digest_moment(at: datetime, settings: DeliverySettings) -> datetime:
    """When the next daily mail goes out: at the user's hour, on a working day."""
    zone = zone_named(settings.user.time_zone)
    for day in working_days_from(local_day(at, settings), settings):
        moment = at_wall_clock(day, settings.digest_at, zone)
        if moment >= at:
            return moment
    return at


@lru_cache(maxsize=200)
def _holidays(country: str, region: str) -> holidays.HolidayBase:
    """The public holidays; none where no country is named or the package knows none."""
    try:
        return holidays.country_holidays(country, subdiv=region or None) if country else holidays.HolidayBase()
    except NotImplementedError:
        return holidays.HolidayBase()
