"""What somebody's delivery settings mean, in plain words."""

from datetime import date

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from accounts.choices import MailMode
from accounts.models import DeliverySettings
from accounts.queries.public_holidays import country_name, regions


def in_words(wishes: DeliverySettings) -> list[str]:
    """One sentence for each thing that will happen."""
    sentences = [_mail(wishes), _days(wishes)]
    if wishes.mail != MailMode.NEVER and wishes.quiet_from != wishes.quiet_until:
        sentences.append(_quiet(wishes))
    if wishes.country:
        sentences.append(_holidays(wishes))
    if wishes.away_from and wishes.away_until and wishes.away_until >= timezone.localdate():
        sentences.append(_away(wishes, wishes.away_from, wishes.away_until))
    return sentences


def _mail(wishes: DeliverySettings) -> str:
    if wishes.mail == MailMode.NEVER:
        return _("No mail comes. What is new stands behind the bell.")
    if wishes.mail == MailMode.AT_ONCE:
        return _("A mail comes as soon as there is something for you.")
    return _("A mail comes every working day at %(time)s with all that is new, and none when nothing is.") % {
        "time": time_format(wishes.digest_at, "TIME_FORMAT")
    }


def _days(wishes: DeliverySettings) -> str:
    days = [str(WEEKDAYS[int(day) - 1]) for day in sorted(set(wishes.works_on))]
    return _("Your working days: %(days)s.") % {"days": ", ".join(days)}


def _quiet(wishes: DeliverySettings) -> str:
    times = {
        "begin": time_format(wishes.quiet_from, "TIME_FORMAT"),
        "end": time_format(wishes.quiet_until, "TIME_FORMAT"),
    }
    if wishes.mail == MailMode.DAILY:
        return _("Between %(begin)s and %(end)s no reminder becomes due.") % times
    return _("Between %(begin)s and %(end)s nothing comes; it waits until the quiet hours end.") % times


def _holidays(wishes: DeliverySettings) -> str:
    place = country_name(wishes.country)
    if region := dict(regions(wishes.country)).get(wishes.region):
        place = f"{place}, {region}"
    return _("Public holidays of %(place)s count as days off.") % {"place": place}


def _away(wishes: DeliverySettings, begin: date, end: date) -> str:
    words = {
        "begin": date_format(begin, "SHORT_DATE_FORMAT"),
        "end": date_format(end, "SHORT_DATE_FORMAT"),
        "deputy": wishes.deputy,
    }
    if wishes.deputy:
        return _("From %(begin)s to %(end)s you are away, and %(deputy)s is reminded in your place.") % words
    return _("From %(begin)s to %(end)s you are away; nobody is named who stands in for you.") % words
