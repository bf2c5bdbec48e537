"""Whether the keys that are set open what is stored."""

from dataclasses import dataclass

from cryptography.fernet import Fernet
from django.conf import settings

from climate.models import BoosterUse, CheckIn, PrivateAnswer, Unreadable
from climate.models.sealed import marks


@dataclass(frozen=True)
class Keys:
    """The places of keys that are none, and how many rows were sealed with a key that is not set."""

    wrong: tuple[int, ...]
    check_ins: int = 0
    uses: int = 0
    answers: int = 0


def wrong_keys() -> tuple[int, ...]:
    return tuple(place for place, key in enumerate(settings.FIELD_KEYS, start=1) if not _is_key(key.strip()))


def look_at_keys() -> Keys:
    """By the mark on each row, without opening any."""
    try:
        known = marks()
    except Unreadable:
        known = []
    counts = [model.objects.exclude(key_mark__in=known).count() for model in (CheckIn, BoosterUse, PrivateAnswer)]
    return Keys(wrong_keys(), *counts)


def _is_key(text: str) -> bool:
    try:
        Fernet(text)
    except ValueError:
        return False
    return True
