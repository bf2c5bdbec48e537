"""What bell and mail say of how we are; entered in climate.apps."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.queries.notice import Notice
from climate.models import CheckInReminder, Impression, Pulse


def _how_are_you(row: Any) -> str:
    return _("How are you today?")


def _always(row: Any) -> bool:
    return True


def _today(row: Any) -> str:
    return reverse("relationships:today")


def _how_are_we(pulse: Any) -> str:
    return _("How is the mood in our team?")


def _pulse(pulse: Any) -> str:
    return reverse("climate:pulse")


def _impression_over(impression: Any) -> str:
    return _("Partners have answered: %(name)s") % {"name": impression.name}


def _impression_look(impression: Any) -> str:
    return _("Time to look again at how we are seen: %(name)s") % {"name": impression.name}


def _impression(impression: Any) -> str:
    return reverse("climate:impression_detail", args=[impression.pk])


NOTICES = (
    Notice("check_in", CheckInReminder, _how_are_you, _how_are_you, _always, _today, related=("user",)),
    Notice("pulse", Pulse, _how_are_we, _how_are_we, _always, _pulse, related=("team",)),
    Notice("impression_over", Impression, _impression_over, _impression_over, _always, _impression),
    Notice("impression_look", Impression, _impression_look, _impression_look, _always, _impression),
)
