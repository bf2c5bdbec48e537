"""The days that a report tells of."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.templatetags.rapport_dates import full_date

# Beyond these no entry can lie, and a day's start in another time zone could not be told.
FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included; None is "from the beginning" or "until today"."""

    since: date | None
    until: date | None

    @classmethod
    def last_months(cls, months: int, *, at: datetime) -> "Period":
        return cls(timezone.localdate(at) - relativedelta(months=months), None)

    def filter(self, field: str) -> dict[str, Any]:
        """The lookups for a moment in this period, in the current time zone."""
        lookups: dict[str, Any] = {}
        if self.since:
            lookups[f"{field}__gte"] = _start_of(max(self.since, FIRST))
        if self.until:
            lookups[f"{field}__lt"] = _start_of(min(self.until, LAST) + timedelta(days=1))
        return lookups

    def in_words(self, at: datetime) -> str:
        until = full_date(self.until or timezone.localdate(at))
        if not self.since:
            return _("Everything up to %s") % until
        return _("%(since)s to %(until)s") % {"since": full_date(self.since), "until": until}


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
