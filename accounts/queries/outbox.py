"""What the worker has to send, and what it could not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from accounts.models import Heartbeat, OutgoingMail
from accounts.models.heartbeat import LATE_AFTER

STUCK_AFTER = timedelta(minutes=15)
SHOWN = 50


@dataclass(frozen=True)
class Outbox:
    waiting: int  # mails that wait for their time or their turn
    stuck: int  # mails that should have gone out a quarter of an hour ago
    given_up: int
    oldest: datetime | None  # since when the one that waits the longest should have gone out


def look_at_outbox(*, at: datetime) -> Outbox:
    late = Q(due_at__lt=at - STUCK_AFTER)
    counted = OutgoingMail.objects.waiting().aggregate(
        waiting=Count("pk"), stuck=Count("pk", filter=late), oldest=Min("due_at", filter=Q(due_at__lte=at))
    )
    return Outbox(given_up=OutgoingMail.objects.dead().count(), **counted)


def last_beat() -> datetime | None:
    return Heartbeat.objects.values_list("beaten_at", flat=True).first()


def is_silent(beaten_at: datetime | None, *, at: datetime) -> bool:
    return beaten_at is None or beaten_at < at - LATE_AFTER


def dead_letters() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.dead().select_related("user").order_by("-dead_at")[:SHOWN])


def last_faults() -> list[OutgoingMail]:
    """Mails that wait for another try."""
    failed = OutgoingMail.objects.waiting().exclude(last_error="")
    return list(failed.select_related("user").order_by("due_at")[:SHOWN])
