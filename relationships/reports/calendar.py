"""A calendar feed as iCalendar (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from icalendar import Calendar, Event

from relationships.queries.calendar import Item

REMINDER = timedelta(minutes=15)
APPOINTMENTS = {"talk", "review"}


def as_ics(items: Iterable[Item], *, name: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Rapport//Rapport//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for item in items:
        calendar.add_component(_event(item))
    return calendar.to_ical()


def _event(item: Item) -> Event:
    event = Event()
    event.add("uid", f"{item.noun}-{item.record.pk}@{settings.MAIL_DOMAIN}")  # the same as long as it exists
    event.add("dtstamp", item.record.updated_at.astimezone(UTC))
    event.add("sequence", item.record.version)
    event.add("summary", item.words)
    event.add("url", settings.RAPPORT_URL + item.address)
    if isinstance(item.when, datetime):
        event.add("dtstart", item.when.astimezone(UTC))
        is_appointment = item.noun in APPOINTMENTS
        event.add("duration", timedelta(minutes=item.minutes) if is_appointment else REMINDER)
        event.add("transp", "OPAQUE" if is_appointment else "TRANSPARENT")
    else:
        event.add("dtstart", item.when)
        event.add("transp", "TRANSPARENT")
    return event
