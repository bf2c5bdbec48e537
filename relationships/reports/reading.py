"""Who reads a report and when it is made."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.utils import timezone, translation

from accounts.models import User


@dataclass(frozen=True, slots=True)
class Reading:
    """A report's language and time zone, the moment it tells of, and the name under it."""

    by: User
    at: datetime
    language: str
    zone: tzinfo

    @classmethod
    def of(cls, user: User, *, at: datetime, language: str | None = None) -> "Reading":
        """In the language and time zone of the request that asks for it, unless a language is given."""
        return cls(user, at, language or translation.get_language() or user.language, timezone.get_current_timezone())

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Speak this language and tell this time: a file may be written after the request has put back its own."""
        with translation.override(self.language), timezone.override(self.zone):
            yield
