"""What the worker does for how we are; when is said in climate.apps."""

import structlog
from django.utils import timezone

from accounts.actions.trash import purge
from climate.actions.check_in_reminder import ask_how_they_are
from climate.actions.impression import see_to_impressions as see_to_them
from climate.actions.pulse import ask_for_the_pulse, forget_tickets
from climate.models import BoosterComment, Impression, MoodBooster, PracticeExample, ReflectionQuestion, SharedAnswer

log = structlog.get_logger("rapport.tasks")


def purge_trash() -> None:
    """Boosters whose days in the trash are over go with their history and with what is said of whom they helped."""
    for model in (BoosterComment, MoodBooster, SharedAnswer, ReflectionQuestion, Impression, PracticeExample):
        if count := purge(model.objects.to_be_purged(timezone.now())):
            log.info("trash_emptied", **{model.__name__: count})


def ask_people() -> None:
    """Ask those who want it how they are; by an hour that is theirs."""
    ask_how_they_are(at=timezone.now())


def see_to_pulses() -> None:
    """Forget who answered in periods that are over, and ask in those that have begun."""
    forget_tickets(at=timezone.now())
    ask_for_the_pulse(at=timezone.now())


def see_to_impressions() -> None:
    """Forget which links were used where the asking is over, and remind of the next look."""
    see_to_them(at=timezone.now())
