"""Content as a PDF: a print template makes HTML of it here, a process of its own makes a PDF of that (render.py)."""

import ctypes
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice
from typing import Any

import structlog
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relationships.models import HouseStyle
from relationships.reports import render
from relationships.reports.clearing_talk import TalkSheet
from relationships.reports.errors import Busy, Failed, NotAvailable, TooLarge
from relationships.reports.partner import PartnerReport
from relationships.reports.printed import in_print
from relationships.reports.report import Report
from relationships.reports.table import Table

log = structlog.get_logger("rapport.reports")
# Of the processor's time; on a busy machine the clock may show three times as much.
SECONDS, MEGABYTES = 20, 512
BUSY_FACTOR = 3
LIBRARIES = {
    "gobject-2.0": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    "pango-1.0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "pangoft2-1.0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib"),
}
TO_INSTALL = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfontconfig1 fonts-dejavu-core"
ENVIRONMENT = ("PATH", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
# One long table is laid out in a time that grows faster than its rows; many of this size are not.
ROWS_A_TABLE = 25

# Two documents at once in each web process, so that its other threads go on answering pages.
_places = threading.BoundedSemaphore(2)
PATIENCE = 5


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading, in tables that are small enough to be laid out quickly."""

    heading: str
    count: int
    tables: list[list[Any]]


@cache
def is_available() -> bool:
    """Whether this machine has the libraries that PDF needs; asked once, without loading WeasyPrint."""
    return all(any(_loads(name) for name in names) for names in LIBRARIES.values())


def how_to_get_it() -> str:
    return _("PDF is not available on this machine. An administrator can add it with: %s") % (
        f"apt-get install {TO_INSTALL}"
    )


def table_document(table: Table) -> bytes:
    """A list as a PDF; raises ReportRefused, with over PDF_MAX_ROWS rows before anything is laid out."""
    with table.reading.applied():
        rows = list(islice(table.rows(), settings.PDF_MAX_ROWS + 1))
        if len(rows) > settings.PDF_MAX_ROWS:
            raise TooLarge(_too_many_rows())
        html = render_to_string(
            table.template, {"table": table, "groups": list(_groups(table, rows)), "count": len(rows)}
        )
        return pdf_of(html)


@dataclass(frozen=True, slots=True)
class Printed:
    """A table of a report as texts."""

    heads: list[tuple[str, str]]  # with the class that says how wide a column is
    count: int
    groups: list[tuple[str, int, list[list[list[str]]]]]  # heading, rows, tables of rows of cells


def report_document(report: Report) -> bytes:
    """A report as a PDF; raises ReportRefused, with over PDF_MAX_ROWS rows in a table before anything is laid out."""
    with report.reading.applied():
        sections = [(section, _printed(section.table) if section.table else None) for section in report.sections]
        return pdf_of(render_to_string("reports/report.html", {"report": report, "sections": sections}))


def _too_many_rows_now() -> str:
    return _("A PDF holds no more than %s rows. Narrow the list, or take it as a spreadsheet.") % settings.PDF_MAX_ROWS


# Said in the language of whoever asked, which is not always that of the paper.
_too_many_rows = lazy(_too_many_rows_now, str)


def _printed(table: Table) -> Printed:
    table = table.on("paper")
    rows = list(islice(table.rows(), settings.PDF_MAX_ROWS + 1))
    if len(rows) > settings.PDF_MAX_ROWS:
        raise TooLarge(_too_many_rows())
    widest = max(column.width for column in table.columns)
    heads = [(column.label, f"w{1 + 4 * column.width // widest}") for column in table.columns]
    groups = []
    for heading, found in groupby(rows, table.group):
        cells = [[in_print(cell) for cell in row] for row in table.cells(found)]
        pieces = [cells[start : start + ROWS_A_TABLE] for start in range(0, len(cells), ROWS_A_TABLE)]
        groups.append((heading, len(cells), pieces))
    return Printed(heads, len(rows), groups)


def partner_document(report: PartnerReport) -> bytes:
    """A relationship report as a PDF; raises ReportRefused."""
    with report.reading.applied():
        return pdf_of(render_to_string("reports/partner.html", {"report": report}))


def talk_document(sheet: TalkSheet) -> bytes:
    """The sheet of a clearing talk as a PDF; raises ReportRefused."""
    with sheet.reading.applied():
        return pdf_of(render_to_string("reports/talk.html", {"sheet": sheet}))


def pdf_of(html: str) -> bytes:
    """Lay out `html` in a process of its own, with limits on time and memory; raises ReportRefused."""
    if not is_available():
        raise NotAvailable(how_to_get_it())
    if not _places.acquire(timeout=PATIENCE):
        raise Busy(gettext_lazy("Other reports are being made at this moment. Try again in a minute."))
    try:
        return _rendered(html)
    finally:
        _places.release()


def _rendered(html: str) -> bytes:
    logo = bytes(HouseStyle.current().logo or b"") if render.LOGO in html else b""
    command = [sys.executable, "-I", str(render.__file__), str(SECONDS), str(MEGABYTES), str(len(logo))]
    kept = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    too_large = gettext_lazy(
        "This report takes more time or memory than it may. Choose a shorter period or fewer rows."
    )
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and file
            command,
            input=logo + html.encode(errors="replace"),
            capture_output=True,
            timeout=SECONDS * BUSY_FACTOR,
            env=kept,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        log.warning("pdf_too_slow", seconds=SECONDS, html_bytes=len(html))
        raise TooLarge(too_large) from error
    if done.returncode == 0:
        return done.stdout
    if done.returncode == render.LIBRARIES_MISSING:
        raise NotAvailable(how_to_get_it())
    reason = done.stderr.decode(errors="replace").rpartition("\n")[2] if done.returncode == render.BROKEN else ""
    log.error("pdf_failed", code=done.returncode, reason=reason, html_bytes=len(html))
    # A library that gets no memory ends the process by a signal.
    if done.returncode == render.OUT_OF_MEMORY or done.returncode < 0:
        raise TooLarge(too_large)
    raise Failed(
        gettext_lazy(
            "The PDF could not be made. The page and the spreadsheet still work; please tell an administrator."
        )
    )


def _groups(table: Table, rows: list[Any]) -> Iterator[Group]:
    for heading, found in groupby(rows, table.group):
        members = list(found)
        tables = [members[start : start + ROWS_A_TABLE] for start in range(0, len(members), ROWS_A_TABLE)]
        yield Group(heading, len(members), tables)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
