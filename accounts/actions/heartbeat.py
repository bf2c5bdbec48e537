"""The worker says every minute that it is there."""

from django.utils import timezone

from accounts.models import Heartbeat


def beat() -> None:
    Heartbeat.objects.update_or_create(pk=Heartbeat.ONLY, defaults={"beaten_at": timezone.now()})
