"""What a clock on the wall shows, the instant at which it does, and whether somebody has set it."""

import math
import time as ticking
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone


def at_wall_clock(day: date, moment: time, zone: ZoneInfo) -> datetime:
    """The instant at which a clock on the wall shows `moment` on `day`.

    A time that the clock skips is as far after the gap as it was meant to be after its beginning (half past two is
    half past three); one that comes twice is the first of the two.
    """
    local = datetime.combine(day, moment, tzinfo=zone).replace(fold=0)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None, fold=0) == local.replace(tzinfo=None):
        return instant
    # The clock skips this time: before and after the gap it has two offsets, and the gap ends that much later.
    gap = local.utcoffset() - local.replace(fold=1).utcoffset()  # type: ignore[operator]
    return instant if gap < timedelta(0) else instant + gap


def local_day(moment: datetime | None = None) -> date:
    """The day of a moment, or of now, where the reader is; by a third of the steps of Django's `localdate`."""
    return (moment or timezone.now()).astimezone(timezone.get_current_timezone()).date()


def zone_named(name: str) -> ZoneInfo:
    """The time zone that somebody chose; the installation's where it has been abolished since."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(timezone.get_default_timezone_name())


class ClockWatch:
    """Notices that the clock on the wall was set (or stood still with the machine), by the one that only ever ticks.

    It lives as long as the process and its forks, and notices when it is asked.
    """

    TOLERANCE = 30.0  # seconds; a clock that is kept right is moved by less

    def __init__(
        self, wall: Callable[[], float] = ticking.time, ticks: Callable[[], float] = ticking.monotonic
    ) -> None:
        self.wall, self.ticks = wall, ticks
        self.apart = wall() - ticks()
        self.noticed = -math.inf

    def ran_evenly_for(self, span: timedelta) -> bool:
        """Whether nothing was noticed for so long."""
        apart = self.wall() - self.ticks()
        if abs(apart - self.apart) > self.TOLERANCE:
            self.apart, self.noticed = apart, self.ticks()
        return self.ticks() - self.noticed >= span.total_seconds()


watch = ClockWatch()
