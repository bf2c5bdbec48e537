"""A file that somebody gives us: its size, its encoding, its lines. Nothing here trusts it."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from relationships.imports.errors import ImportRefused

MAX_BYTES = 100 * 1024 * 1024
MAX_LINE = 1_000_000
CHUNK = 1 << 20

_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_OTHERS = (b"%PDF", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3")


@dataclass
class Source:
    """An opened file with its encoding; `position` tells a progress bar how far reading has come."""

    raw: BinaryIO
    name: str
    size: int
    encoding: str
    errors: str = "strict"

    @property
    def position(self) -> int:
        return self.raw.tell()

    def lines(self) -> Iterator[tuple[int, str]]:
        """Numbered lines with their ends; a line longer than MAX_LINE comes in pieces under the same number."""
        self.raw.seek(0)
        text = io.TextIOWrapper(self.raw, self.encoding, errors=self.errors, newline="")
        try:
            number = 1
            while piece := text.readline(MAX_LINE):
                if "\x00" in piece:
                    raise ImportRefused(_nul(number))
                yield number, piece
                number += piece.endswith(("\n", "\r"))
        except UnicodeError as error:
            raise ImportRefused(_("The text is damaged. Save the file again as UTF-8 and import it again.")) from error
        finally:
            # So that the file stays open for the next pass; whoever opened it closes it.
            if not self.raw.closed:
                text.detach()

    def is_vcard(self) -> bool:
        start = ""
        for _number, line in self.lines():
            start = line.strip("\ufeff \t\r\n")
            if start:
                break
        return start.upper().startswith("BEGIN:VCARD") or self.name.lower().endswith((".vcf", ".vcard"))


def open_path(path: Path) -> BinaryIO:
    """Open a file of this machine; refuses what is no readable file."""
    if not path.exists():
        raise ImportRefused(_("There is no file %s. Check the name and the folder.") % path)
    if not path.is_file():
        raise ImportRefused(_("%s is not a file. Give the CSV or vCard file itself.") % path)
    try:
        return path.open("rb")
    except OSError as error:
        raise ImportRefused(_("%s cannot be opened. Check who may read it.") % path) from error


def read_source(raw: BinaryIO, name: str) -> Source:
    """Look through the file once, without keeping it: its size, what it is, how its text is encoded."""
    size = raw.seek(0, io.SEEK_END)
    if size > MAX_BYTES:
        raise ImportRefused(
            _(
                "The file has %(size)d MB; up to %(limit)d MB can be imported at once. Split it into smaller files, each with "
                "the header line, and import them one after the other."
            )
            % {"size": size // 1024 // 1024, "limit": MAX_BYTES // 1024 // 1024}
        )
    raw.seek(0)
    start = raw.read(64)
    if not start.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe"):
        _refuse_blank(raw)
    if start.startswith(_WORKBOOKS):
        raise ImportRefused(
            _(
                "This is a workbook (Excel, LibreOffice) or an archive, not text. Open it and save the sheet as CSV (UTF-8)."
            )
        )
    if start.startswith(_OTHERS):
        raise ImportRefused(_("This is not a text file. Give a CSV or a vCard file."))
    encoding, errors = _encoding(raw, start)
    raw.seek(0)
    return Source(raw, name, size, encoding, errors)


def _refuse_blank(raw: BinaryIO) -> None:
    raw.seek(0)
    while chunk := raw.read(CHUNK):
        if chunk.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\x00"):
            return
    raise ImportRefused(_("The file is empty. Check that it was exported or downloaded completely."))


def _encoding(raw: BinaryIO, start: bytes) -> tuple[str, str]:
    """By the byte order mark, else UTF-8 where the whole file is that, else what Windows writes in western Europe."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding, "strict"
    tally = _Tally(raw)
    if tally.nul_line:
        raise ImportRefused(_nul(tally.nul_line))
    if not tally.broken:
        return "utf-8", "strict"
    if tally.sound > tally.broken * 4:
        # UTF-8 with a few damaged places: reading all of it as Windows-1252 would spoil every umlaut.
        return "utf-8", "replace"
    if tally.undefined:
        raise ImportRefused(
            _("The text is neither UTF-8 nor UTF-16 nor Windows-1252. Save the file as UTF-8 and import it again.")
        )
    return "cp1252", "strict"


class _Tally:
    """How much of a file is UTF-8 beyond plain ASCII, how much is not, and what would not be Windows-1252 either."""

    UNDEFINED = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])

    def __init__(self, raw: BinaryIO) -> None:
        self.sound = self.broken = self.undefined = self.nul_line = 0
        decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        lines = 1
        raw.seek(0)
        while chunk := raw.read(CHUNK):
            if b"\x00" in chunk:
                self.nul_line = lines + chunk[: chunk.index(b"\x00")].count(b"\n")
                return
            lines += chunk.count(b"\n")
            if not chunk.isascii() or decoder.getstate()[0]:
                self._count(decoder.decode(chunk))
        self._count(decoder.decode(b"", final=True))

    def _count(self, text: str) -> None:
        escaped = [sign for sign in text if "\udc80" <= sign <= "\udcff"]
        self.broken += len(escaped)
        self.undefined += sum(ord(sign) - 0xDC00 in self.UNDEFINED for sign in escaped)
        self.sound += sum(sign > "\x7f" for sign in text) - len(escaped)


def _nul(line: int) -> str:
    return (
        _(
            "Line %d holds a NUL byte, as programs write it and texts do not. Save the file as UTF-8 (or as UTF-16 with a "
            "byte order mark) and import it again."
        )
        % line
    )
