"""What is in a table is what one reads back from its CSV and XLSX, and none of it runs as a formula."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from accounts.models import User
from relationships.reports import as_csv
from relationships.reports.as_csv import STARTERS, unguarded
from relationships.reports.as_xlsx import MAX_TEXT, workbook
from relationships.reports.reading import Reading
from relationships.reports.table import Column, Table

TEXTS = [
    "Complaint without an answer",
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+49 681 1234",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\n=1+1",
    " =1+1",
    "\u200b=1+1",
    "＝1+1",
    "'quoted from the start",
    '=HYPERLINK("http://127.0.0.1/","click")',
    "http://example.org/",
    "mailto:a@example.org",
    "one\ttab",
    "two\nlines",
    'a "quote", a comma; a semicolon',
    "0049",
    "1e5",
    "TRUE",
    "🎈 👩‍👩‍👧",
    "שלום עולם",
    "مرحبا",
    "_x0041_",
    "ﬁ e\u0301",
]


def table_of(rows: list[tuple[Any, ...]]) -> Table:
    return Table(
        name="list",
        title="A [list]: all/of it, and a title that is too long for a sheet",
        columns=[
            Column("text", "=Text", lambda row: row[0]),
            Column("days", "Days", lambda row: row[1], "number"),
            Column("due", "Due", lambda row: row[2], "date"),
        ],
        rows=lambda: iter(rows),
        reading=Reading.of(User(name="Anna"), at=datetime(2026, 11, 24, tzinfo=UTC), language="en"),
        template="",
    )


ROWS = [(text, number, date(2026, 11, 24)) for number, text in enumerate(TEXTS)] + [("", None, None)]


def csv_rows(table: Table) -> list[list[str]]:
    data = b"".join(as_csv.chunks(table))
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def xlsx_rows(table: Table) -> list[list[Any]]:
    with workbook(table) as file:
        return CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()


def test_csv_gives_every_row_back() -> None:
    read = csv_rows(table_of(ROWS))
    assert [[unguarded(text), number, day] for text, number, day in read] == [
        ["=Text", "Days", "Due"],
        *([text, str(number), "2026-11-24"] for text, number, _day in ROWS[:-1]),
        ["", "", ""],
    ]


def test_no_csv_cell_begins_a_formula() -> None:
    cells = [cell for row in csv_rows(table_of(ROWS)) for cell in row]
    assert [cell for cell in cells if cell.strip("\u200b \t\r\n")[:1] in STARTERS] == []


def test_csv_is_read_while_it_is_sent() -> None:
    asked = []

    def rows() -> Any:
        for number in range(10_000):
            asked.append(number)
            yield ("text", number, None)

    table = table_of([])
    pieces = as_csv.chunks(Table(**{name: getattr(table, name) for name in table.__slots__} | {"rows": rows}))
    head = next(pieces)
    assert (head.count(b"\r\n"), asked) == (1, [])
    next(pieces)
    assert 0 < len(asked) < 1000


def test_xlsx_gives_every_row_back_with_its_types() -> None:
    assert xlsx_rows(table_of(ROWS)) == [
        ["=Text", "Days", "Due"],
        *([text, float(number), date(2026, 11, 24)] for text, number, _day in ROWS[:-1]),
    ]


def test_a_workbook_holds_no_formulas_and_no_links() -> None:
    with workbook(table_of(ROWS)) as file, zipfile.ZipFile(file) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet
        assert 'state="frozen"' in sheet
        assert f'<autoFilter ref="A1:C{len(ROWS) + 1}"/>' in sheet
        assert [name for name in parts.namelist() if "_rels/sheet" in name or "externalLink" in name] == []


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "a\ud800b", "a\uffffb"])
def test_characters_that_no_file_holds_do_no_harm(text: str) -> None:
    [_head, [xlsx, *_rest]] = xlsx_rows(table_of([(text, 1, None)]))
    [_head, [in_csv, *_rest]] = csv_rows(table_of([(text, 1, None)]))
    assert (xlsx[0], xlsx[-1], in_csv[0], in_csv[-1]) == ("a", "b", "a", "b")


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    [_head, [cell, *_rest]] = xlsx_rows(table_of([("x" * 40_000, 1, None)]))
    assert cell == "x" * (MAX_TEXT - 1) + "…"


def test_an_empty_table_has_its_header() -> None:
    assert csv_rows(table_of([])) == [["'=Text", "Days", "Due"]]
    assert xlsx_rows(table_of([])) == [["=Text", "Days", "Due"]]
