"""Texts as other programs write them, made fit to keep."""

import hashlib
import unicodedata
from collections.abc import Iterable

# Joiners that emoji and several scripts are written with.
_KEPT = {"\n", "\t", "\u200c", "\u200d"}
_UNSEEN = {"Cc", "Cf", "Cs"}


def clean(text: str) -> str:
    """`text` without what one cannot see (control characters, byte order marks, text direction tricks), lines kept."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(sign for sign in text if sign in _KEPT or unicodedata.category(sign) not in _UNSEEN).strip()


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def fingerprint(parts: Iterable[str]) -> str:
    """The same for the same content, whichever encoding it came in."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()


def shortened(text: str, length: int = 60) -> str:
    """A wrong value as a message may show it."""
    line = one_line(text[: length * 4])
    return line if len(line) <= length else f"{line[:length]}…"
