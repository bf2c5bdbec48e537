"""Texts that only their owner is to read: sealed with the keys of FIELD_KEYS, which lie outside the database.

The first key seals, every key opens (MultiFernet). A text is bound to what it is about: moved to another row, it does
not open. It is padded, so that its length tells nothing, and bears no time of its own. docs/check-ins.md tells all of it.
"""

import hmac
import json
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

BLOCK = 512  # bytes that a sealed text is filled up to, where its model names no other size
NO_TIME = 0  # a Fernet token bears the second of its making in plain text, which would tell who used what


class Unreadable(Exception):
    """No key opens this text, or it belongs to another row."""

    def __init__(self) -> None:
        super().__init__(_("This cannot be read: the key it was encrypted with is not there."))


def seal(about: str, content: dict[str, Any], *, fill: int = BLOCK) -> str:
    text = json.dumps({"about": about} | content, ensure_ascii=False).encode()
    filled = text.ljust(-(-len(text) // fill) * fill)
    return _ring().encrypt_at_time(filled, NO_TIME).decode()


def unseal(about: str, sealed: str) -> dict[str, Any]:
    """What `seal` was given; raises Unreadable where no key fits or the text is about something else."""
    try:
        content: dict[str, Any] = json.loads(_ring().decrypt(sealed.encode()))
    except (InvalidToken, ValueError) as error:
        raise Unreadable from error
    if content.pop("about", None) != about:
        raise Unreadable
    return content


def blind(*parts: object) -> list[str]:
    """A name for `parts` that nobody without the keys can work out, under each key; new rows bear the first."""
    text = ":".join(str(part) for part in parts).encode()
    return [_digest(key, "who", text) for key in _keys()]


def marks() -> list[str]:
    """What a row bears to say which key sealed it; the first is that of new rows."""
    return [_digest(key, "mark", b"")[:16] for key in _keys()]


class SealedModel(models.Model):
    """A row with a sealed text; each model says what the text is about and offers what is in it."""

    sealed = models.TextField(editable=False)
    key_mark = models.CharField(max_length=16, editable=False, db_index=True)

    # A size that what is usually written fits into; what is longer is filled up to the next multiple.
    FILL = BLOCK

    class Meta:
        abstract = True

    @property
    def about(self) -> str:
        raise NotImplementedError

    def close(self, content: dict[str, Any]) -> None:
        self.sealed, self.key_mark = seal(self.about, content, fill=self.FILL), marks()[0]

    def opened(self) -> dict[str, Any]:
        return unseal(self.about, self.sealed)


def _keys() -> tuple[str, ...]:
    """The keys that are set; raises Unreadable where there is none."""
    keys = tuple(key.strip() for key in settings.FIELD_KEYS if key.strip())
    if not keys:
        raise Unreadable
    return keys


def _ring() -> MultiFernet:
    return _ring_of(_keys())


@lru_cache(maxsize=4)
def _ring_of(keys: tuple[str, ...]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:  # not 32 bytes in base64; the check at the start says which
        raise Unreadable from error


def _digest(key: str, purpose: str, text: bytes) -> str:
    """A keyed hash under a key of its own for each purpose, so that neither tells anything about the other."""
    own = hmac.digest(key.encode(), f"rapport.climate.{purpose}".encode(), "sha256")
    return hmac.digest(own, text, "sha256").hex()
