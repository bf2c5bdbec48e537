"""Days in words: how long ago, how long still, and dates as short as they can be. Load with {% load rapport_dates %}."""

from datetime import date, datetime
from functools import lru_cache

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.clock import local_day

register = template.Library()

IN_DAYS_UP_TO = 60
MONTH, YEAR = 30.44, 365.25


@register.filter
def day_of(moment: date | datetime | None) -> date | None:
    """The day of a moment where the reader is."""
    return local_day(moment) if isinstance(moment, datetime) else moment


@register.filter
def days_ago(moment: date | datetime | None) -> str:
    """How long ago a day was, "5 days ago"; for a day to come "in 5 days"; nothing for none."""
    day = day_of(moment)
    if day is None:
        return ""
    days = (local_day() - day).days
    if abs(days) <= 1:
        return {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}[days]
    return _past(days) if days > 0 else _coming(-days)


@register.filter
def short_date(moment: date | datetime | None) -> str:
    """A day as in "18 Nov", with the year where it is not this one."""
    day = day_of(moment)
    if day is None:
        return ""
    return _short(get_language(), day, day.year == local_day().year)


@lru_cache(maxsize=2_048)
def _short(_language: str | None, day: date, is_this_year: bool) -> str:
    # Translators: Django's date formats, a day of this year and of another one
    return date_format(day, _("j M") if is_this_year else _("j M Y"))


@register.filter
def full_date(moment: date | datetime | None) -> str:
    """A day as in "18 November 2026", for paper that is read in another year."""
    day = day_of(moment)
    # Translators: Django's date format of a day in full
    return date_format(day, _("j F Y")) if day else ""


def _past(days: int) -> str:
    if days <= IN_DAYS_UP_TO:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    if days < 2 * YEAR:
        months = round(days / MONTH)
        return ngettext("%(n)d month ago", "%(n)d months ago", months) % {"n": months}
    years = int(days / YEAR)
    return ngettext("%(n)d year ago", "%(n)d years ago", years) % {"n": years}


def _coming(days: int) -> str:
    if days <= IN_DAYS_UP_TO:
        return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}
    months = round(days / MONTH)
    return ngettext("in %(n)d month", "in %(n)d months", months) % {"n": months}
