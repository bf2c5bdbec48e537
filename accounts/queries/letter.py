"""Mails to people outside, which a user has looked at and sends; apps enter theirs in AppConfig.ready().

The outbox holds neither text nor address of them: whoever entered the kind makes both when the mail goes out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import OutgoingMail


@dataclass(frozen=True)
class Letter:
    to: str
    language: str
    subject: str
    template: str  # the path without its ending: .txt and .html
    context: dict[str, Any]


# Of each kind who makes it; None where it is not to go any more.
letters: dict[str, Callable[[OutgoingMail], Letter | None]] = {}


def letter_of(mail: OutgoingMail) -> Letter | None:
    maker = letters.get(mail.letter)
    return maker(mail) if maker else None
