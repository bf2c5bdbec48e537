"""A table as CSV: UTF-8 with a byte order mark, commas, every text in quotes.

No cell begins a formula. A text that a spreadsheet might take for one gets an apostrophe in front, and so does a text
that begins with an apostrophe itself: whoever reads the file and takes one leading apostrophe off each text has every
text back exactly. Texts are always in quotes, so that a spreadsheet which splits at semicolons cannot cut a formula out
of the middle of one. Days are written as 2026-11-24,
moments as 2026-11-24 09:30 in the reader's time zone.
"""

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import StringIO
from itertools import chain, islice

from django.utils import timezone

from relationships.reports.table import Cell, Table

BYTE_ORDER_MARK = "\ufeff"
ROWS_AT_ONCE = 500
# Also in the full width that spreadsheets of East Asia read as the same signs.
STARTERS = frozenset("=+-@|%＝＋－＠｜％")


def chunks(table: Table) -> Iterator[bytes]:
    """The file in pieces, each made in the language of the table; nothing of that language leaks between them."""
    table = table.on("file")
    rows = table.cells(table.rows())
    lines: Iterable[list[Cell]] = chain([[column.label for column in table.columns]], rows)
    lines = iter(lines)
    start = BYTE_ORDER_MARK
    while True:
        with table.reading.applied():
            text = start + _written(islice(lines, ROWS_AT_ONCE))
        if not text:
            return
        start = ""
        yield text.encode("utf-8", "replace")


def guarded(text: str) -> str:
    """The text, with an apostrophe in front if it could be taken for a formula or begins with an apostrophe."""
    first = text[:1]
    if first.isalnum():
        return text
    # A spreadsheet may drop blanks and signs that cannot be seen before it looks for a formula.
    seen = next((sign for sign in text if not sign.isspace() and unicodedata.category(sign) not in {"Cc", "Cf"}), "")
    return f"'{text}" if first in {"'", "\t", "\r", "\n", "\0"} or seen in STARTERS else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text.removeprefix("'")


def _written(rows: Iterable[list[Cell]]) -> str:
    out = StringIO()
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n").writerows(map(_cells, rows))
    return out.getvalue()


def _cells(row: list[Cell]) -> list[str | int | float]:
    return [_cell(value) for value in row]


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return value
