"""A table as JSON: an array of objects, one a line, with the columns' names, which are the same in every language.

Days are "2026-11-24", moments have their offset, what is empty is null or "".
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.utils import timezone

from relationships.reports.table import Cell, Table

ROWS_AT_ONCE = 500


def chunks(table: Table) -> Iterator[bytes]:
    table = table.on("file")
    names = [column.name for column in table.columns]
    rows = table.cells(table.rows())
    before = "[\n"
    while True:
        with table.reading.applied():
            lines = [_line(names, row) for row in islice(rows, ROWS_AT_ONCE)]
        if not lines:
            break
        yield (before + ",\n".join(lines)).encode("utf-8", "replace")
        before = ",\n"
    yield b"[\n]\n" if before == "[\n" else b"\n]\n"


def _line(names: list[str], row: list[Cell]) -> str:
    return json.dumps(dict(zip(names, map(_value, row), strict=True)), ensure_ascii=False)


def _value(value: Cell) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
