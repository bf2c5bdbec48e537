"""A table as an Excel workbook: typed cells, texts always texts, no formulas and no links."""

import re
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from typing import IO, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from xlsxwriter import Workbook

from relationships.reports.as_csv import is_one_statement, selected
from relationships.reports.errors import TooLarge
from relationships.reports.report import Report
from relationships.reports.table import Cell, Column, Table

MAX_ROWS = 1_048_575  # and the header
MAX_TEXT = 32_767
SHORT_DAY, SHORT_MOMENT = 14, 22  # Excel's own, shown as the reader's machine writes dates
# XML has no way to write these. Other control characters are written as Excel writes them (_x0007_).
UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")

Writer = Callable[[Any, int, int, Cell, dict[str, Any]], None]


def workbook(content: Table | Report) -> IO[bytes]:
    """The workbook as an open temporary file at its beginning; raises TooLarge. Rows are not held in memory.

    Of a report each table is a sheet.
    """
    reading = content.reading
    with reading.applied():
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
        book = Workbook(file, {"constant_memory": True})
        book.set_properties({"title": content.title, "author": str(reading.by), "comments": "Rapport"})
        book.set_properties({"created": reading.at.replace(tzinfo=None)})
        names: set[str] = set()
        try:
            for table in [content] if isinstance(content, Table) else content.tables:
                _write_rows(book, table.on("file"), _sheet_name(table.title, names))
            _write_about(book, content, _sheet_name(_("About this list"), names))
        finally:
            book.close()
    file.seek(0)
    return file


def _write_rows(book: Workbook, table: Table, name: str) -> None:
    sheet = book.add_worksheet(name)
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#F3ECE2", "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"valign": "top"}),
        "number": book.add_format({"valign": "top", "num_format": "0"}),
        "moment": book.add_format({"valign": "top", "num_format": SHORT_MOMENT, "align": "left"}),
        "date": book.add_format({"valign": "top", "num_format": SHORT_DAY, "align": "left"}),
    }
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.label, formats["head"])
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    last = 0
    rows = selected(table) if is_one_statement(table) else table.cells(table.rows())
    for last, row in enumerate(rows, start=1):
        if last > MAX_ROWS:
            raise TooLarge(gettext_lazy("Excel holds no more than 1,048,575 rows. Narrow the list, or take it as CSV."))
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _write_cell(sheet, last, place, column, value, formats[column.kind])
    sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _write_cell(sheet: Any, row: int, place: int, column: Column, value: Cell, form: Any) -> None:
    if value is None or value == "":
        return
    if column.kind == "number" and isinstance(value, int | float):
        sheet.write_number(row, place, value, form)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, place, timezone.localtime(value).replace(tzinfo=None, microsecond=0), form)
    elif column.kind == "date" and isinstance(value, date) and value.year >= 1900:
        sheet.write_datetime(row, place, value, form)
    else:
        sheet.write_string(row, place, writable(str(value)), form)


def _write_about(book: Workbook, content: Table | Report, name: str) -> None:
    """A last sheet says what the rows are, so that the first is nothing but rows."""
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 80)
    bold = book.add_format({"bold": True})
    lines = [
        (_("List"), content.title),
        *([(_("Period"), content.period)] if isinstance(content, Report) and content.period else []),
        (_("Filters"), "; ".join(content.filters) or _("none")),
        (_("Made on"), date_format(content.reading.at.astimezone(content.reading.zone), "DATETIME_FORMAT")),
        (_("Made by"), str(content.reading.by)),
        (_("Please note"), _("Confidential. It holds what this person may read in Rapport.")),
    ]
    for row, (label, text) in enumerate(lines):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, writable(text))


def writable(text: str) -> str:
    text = UNWRITABLE.sub("\ufffd", text)
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"


def _sheet_name(title: str, taken: set[str]) -> str:
    """Excel refuses some signs, more than 31 of any, an apostrophe at either end, and the same name twice."""
    bare = re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip("' ") or "Rapport"
    name, number = bare, 1
    while name.lower() in taken:
        number += 1
        name = f"{bare[:27]} {number}"
    taken.add(name.lower())
    return name
