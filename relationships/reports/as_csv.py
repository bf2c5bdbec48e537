"""A table as CSV: UTF-8 with a byte order mark, commas, every text in quotes.

No cell begins a formula. A text that a spreadsheet might take for one gets an apostrophe in front, and so does a text
that begins with an apostrophe itself: whoever reads the file and takes one leading apostrophe off each text has every
text back exactly. Texts are always in quotes, so that a spreadsheet which splits at semicolons cannot cut a formula out
of the middle of one. Days are written as 2026-11-24,
moments as 2026-11-24 09:30 in the reader's time zone.

A table whose columns know their SQL is read by one statement, many times as fast; on PostgreSQL it is written by COPY. The
file is byte for byte the same.
"""

import csv
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from io import StringIO
from itertools import chain, groupby, islice
from tempfile import SpooledTemporaryFile
from typing import Any

from django.db import connection
from django.utils import timezone

from relationships.reports.table import Cell, Column, Table

BYTE_ORDER_MARK = "\ufeff"
ROWS_AT_ONCE = 500
FETCHED_AT_ONCE = 2_000
IN_MEMORY, SENT_AT_ONCE = 2**20, 2**16  # bytes
# Also in the full width that spreadsheets of East Asia read as the same signs.
STARTERS = frozenset("=+-@|%＝＋－＠｜％")


def pieces(table: Table) -> Iterator[bytes]:
    """The file, for somebody who waits for it, however slowly they take it; of rows that are few (EXPORT_AT_ONCE)."""
    return _read_at_once(by_one_statement(table, are_few=True)) if is_one_statement(table) else chunks(table)


def _read_at_once(found: Iterator[bytes]) -> Iterator[bytes]:
    """The head, and then the rows as they wait in a file: a statement that is open holds up the tidying of the database."""
    with SpooledTemporaryFile(max_size=IN_MEMORY) as waiting:
        yield next(found)
        waiting.writelines(found)
        waiting.seek(0)
        while piece := waiting.read(SENT_AT_ONCE):
            yield piece


def chunks(table: Table) -> Iterator[bytes]:
    """The file in pieces, each made in the language of the table; nothing of that language leaks between them."""
    table = table.on("file")
    yield from _in_pieces(table, table.cells(table.rows()))


def _in_pieces(table: Table, rows: Iterator[Sequence[Cell]]) -> Iterator[bytes]:
    yield _head(table)
    while True:
        with table.reading.applied():
            text = _written(islice(rows, ROWS_AT_ONCE))
        if not text:
            return
        yield text.encode("utf-8", "replace")


def _head(table: Table) -> bytes:
    with table.reading.applied():
        return (BYTE_ORDER_MARK + _written([[column.label for column in table.columns]])).encode()


def is_one_statement(table: Table) -> bool:
    """Whether the rows can be read by one; it is open until the last of them, so it must not wait for somebody."""
    return table.copied_from is not None and all(one.sql for one in table.on("file").columns)


def by_one_statement(table: Table, *, are_few: bool = False) -> Iterator[bytes]:
    """The file, read so."""
    table = table.on("file")
    return _copied(table, are_few) if connection.vendor == "postgresql" else _in_pieces(table, selected(table, are_few))


def _copied(table: Table, are_few: bool) -> Iterator[bytes]:
    """By COPY, a line at a time."""
    yield _head(table)
    with table.reading.applied():
        said = [
            f"{column.sql() if column.sql else 'NULL'} AS said{place}" for place, column in enumerate(table.columns)
        ]
        cells = [f"{_cell_sql(column, f'said{place}')} AS c{place}" for place, column in enumerate(table.columns)]
        of = table.copied_from(are_few)  # type: ignore[misc]
    quoted = ", ".join(f"c{place}" for place, column in enumerate(table.columns) if column.kind != "number")
    # What is in the cells is made of rows that are in order already, while those before them are on their way.
    lines = f"SELECT {', '.join(said)} {of.found} OFFSET 0"
    statement = f"COPY ({of.beforehand} SELECT {', '.join(cells)} FROM ({lines}) line) TO STDOUT WITH (FORMAT csv, FORCE_QUOTE ({quoted}))"  # noqa: S608
    with _to_read_all() as (used, watched), used.cursor() as cursor, cursor.copy(statement) as rows:
        for row in table.each(rows) if watched else rows:
            yield bytes(row[:-1]) + b"\r\n"


def selected(table: Table, are_few: bool = False) -> Iterator[Sequence[Cell]]:
    """The cells as values, read by one statement, and some thousands at a time from there."""
    with table.reading.applied():
        cells = ", ".join(f"{column.sql()} AS c{place}" for place, column in enumerate(table.columns))  # type: ignore[misc]
        of = table.copied_from(are_few)  # type: ignore[misc]
    with _to_read_all() as (used, watched), used.chunked_cursor() as cursor:
        # PostgreSQL's has its values in the text, and no others.
        cursor.execute(f"{of.beforehand} SELECT {cells} {of.found}", None if used.vendor == "postgresql" else of.told)
        rows: Iterator[Any] = chain.from_iterable(iter(lambda: cursor.fetchmany(FETCHED_AT_ONCE), []))
        if used.vendor == "sqlite":
            rows = _with_moments(rows, [place for place, column in enumerate(table.columns) if column.kind == "moment"])
        yield from table.each(rows) if watched else rows


def _with_moments(rows: Iterator[Sequence[Any]], places: Sequence[int]) -> Iterator[Sequence[Cell]]:
    """SQLite gives moments without saying that they are in UTC."""
    for row in rows:
        cells = list(row)
        for place in places:
            if cells[place] is not None:
                cells[place] = cells[place].replace(tzinfo=UTC)
        yield cells


@contextmanager
def _to_read_all() -> Iterator[tuple[Any, bool]]:
    """A connection that reads a whole list in one go, and whether `Table.each` may watch.

    It is one of its own, since whoever counts the rows may write meanwhile how far it is. In a transaction it is the one
    that sees what the transaction did.
    """
    ours = connection.in_atomic_block
    used = connection if ours else connection.copy()
    try:
        if used.vendor == "postgresql":
            _read_all_with(used, ours)
        elif not ours:
            with used.cursor() as cursor:
                cursor.execute("PRAGMA cache_size = -8000")  # kilobytes: what is read once need not be kept
        yield used, not ours
    finally:
        if not ours:
            used.close()


def _read_all_with(used: Any, ours: bool) -> None:
    how = "LOCAL" if ours else "SESSION"
    with used.cursor() as cursor:
        # Parts of tables that fit into the caches of a processor: with 128 MB a million rows take a third longer.
        cursor.execute(f"SET {how} work_mem = '16MB'")
        cursor.execute(f"SET {how} cursor_tuple_fraction = 1")  # all of them are read, not the first few


class Words(str):
    """SQL that says one of a few words, each of them guarded already."""

    __slots__ = ()

    @classmethod
    def of(cls, column: str, words: Iterable[tuple[object, object]]) -> "Words":
        """The word for what the column holds; nothing for anything else."""
        cases = " ".join(f"WHEN {sql_text(str(value))} THEN {sql_text(guarded(str(word)))}" for value, word in words)
        return cls(f"CASE CAST({column} AS text) {cases} ELSE '' END")

    def where(self, condition: str) -> "Words":
        return Words(f"CASE WHEN {condition} THEN {self} ELSE '' END")


def _cell_sql(column: Column, said: str) -> str:
    """Of what the column says: `said` is where it stands."""
    if column.kind == "number":
        return said
    if column.kind == "moment":
        zone = sql_text(timezone.get_current_timezone_name())
        return f"to_char({said} AT TIME ZONE {zone}, 'YYYY-MM-DD HH24:MI')"
    if column.sql and isinstance(column.sql(), Words):
        return said
    # Most texts begin with a letter or digit of ASCII, which is sooner seen than what else may come before a formula.
    plain = f"ascii({said}) BETWEEN 65 AND 90 OR ascii({said}) BETWEEN 97 AND 122 OR ascii({said}) BETWEEN 48 AND 57"
    formula = f"{said} ~ {sql_text(_guarded_begin())}"
    return (
        f"CASE WHEN {plain} THEN {said} WHEN {formula} THEN {sql_text(chr(39))} || {said} ELSE coalesce({said}, '') END"
    )


def sql_text(text: str) -> str:
    """A text as it stands in SQL, on PostgreSQL in one that is not told values."""
    if connection.vendor == "sqlite":
        return "'" + text.replace("'", "''").replace("%", "%%") + "'"
    from psycopg import sql

    connection.ensure_connection()
    return sql.Literal(text).as_string(connection.connection)


@cache
def _guarded_begin() -> str:
    """What `guarded` puts an apostrophe before, as a regular expression of PostgreSQL."""
    unseen = [code for code in range(1, sys.maxunicode + 1) if _is_unseen(chr(code))]
    ranges = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in _ranges(unseen))
    starters = "".join(f"\\U{ord(sign):08x}" for sign in sorted(STARTERS))
    return f"^(['\\t\\r\\n]|[{ranges}]*[{starters}])"


def _ranges(codes: list[int]) -> Iterator[tuple[int, int]]:
    for _key, run in groupby(enumerate(codes), lambda place: place[1] - place[0]):
        numbers = [code for _place, code in run]
        yield numbers[0], numbers[-1]


def guarded(text: str) -> str:
    """The text, with an apostrophe in front if it could be taken for a formula or begins with an apostrophe."""
    first = text[:1]
    if first.isalnum():
        return text
    # A spreadsheet may drop blanks and signs that cannot be seen before it looks for a formula.
    seen = next((sign for sign in text if not _is_unseen(sign)), "")
    return f"'{text}" if first in {"'", "\t", "\r", "\n", "\0"} or seen in STARTERS else text


def _is_unseen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in {"Cc", "Cf"}


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text.removeprefix("'")


def _written(rows: Iterable[Sequence[Cell]]) -> str:
    out = StringIO()
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n").writerows(map(_cells, rows))
    return out.getvalue()


def _cells(row: Sequence[Cell]) -> list[str | int | float]:
    return [guarded(value) if type(value) is str else _cell(value) for value in row]


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(" ", "minutes")[:16]
    if isinstance(value, date):
        return value.isoformat()
    return value
