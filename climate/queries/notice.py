"""What bell and mail say of how we are; entered in climate.apps."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.queries.notice import Notice
from climate.models import CheckInReminder, Pulse


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


NOTICES = (
    Notice("check_in", CheckInReminder, _how_are_you, _how_are_you, _always, _today, related=("user",)),
    Notice("pulse", Pulse, _how_are_we, _how_are_we, _always, _pulse, related=("team",)),
)
