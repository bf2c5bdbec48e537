"""A CSV file as header and rows: its delimiter, its line numbers, and what makes it unreadable."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from relationships.imports.columns import Columns, match_columns, names_a_partner
from relationships.imports.errors import ImportRefused
from relationships.imports.source import MAX_LINE, Source
from relationships.imports.text import one_line

DELIMITERS = ",;\t|"
MAX_CELL = 131_072
MAX_ROWS = 100_000
# Some files have a title above their header line.
HEADER_WITHIN = 10


@dataclass(slots=True)
class Row:
    line: int
    cells: list[str]


@dataclass
class Table:
    source: Source
    delimiter: str
    header_line: int
    columns: Columns

    def rows(self) -> Iterator[Row]:
        """The rows below the header; blank ones are passed over."""
        count = 0
        for row in _rows(self.source, self.delimiter):
            if row.line <= self.header_line:
                continue
            count += 1
            if count > MAX_ROWS:
                raise ImportRefused(
                    _(
                        "The file has more than %d lines. Split it into smaller files, each with the header line, and import "
                        "them one after the other."
                    )
                    % MAX_ROWS
                )
            yield row


def read_table(source: Source, mapping: list[tuple[str, str]]) -> Table:
    """Find the delimiter and the header line, and match the columns. Raises ImportRefused."""
    delimiter = _delimiter(source, mapping)
    first = list(islice(_rows(source, delimiter), HEADER_WITHIN))
    if not first:
        raise ImportRefused(_("The file is empty. Check that it was exported or downloaded completely."))
    header = next((row for row in first if names_a_partner(_headers(row), mapping)), first[0])
    return Table(source, delimiter, header.line, match_columns(_headers(header), mapping))


def _headers(row: Row) -> list[str]:
    return [one_line(cell) for cell in row.cells]


def _rows(source: Source, delimiter: str) -> Iterator[Row]:
    """Every row that is not blank, under the number of the line it begins in."""
    feed = _Feed(source)
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        begins = feed.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ImportRefused(_complaint(error, begins)) from error
        if any(cell.strip() for cell in cells) and not _says_delimiter(begins, cells, delimiter):
            yield Row(begins, cells)


class _Feed:
    """Lines for csv.reader, which remembers how many it has taken."""

    def __init__(self, source: Source) -> None:
        self.lines = source.lines()
        self.number = 0

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        number, line = next(self.lines)
        if len(line) >= MAX_LINE or number == self.number:
            raise ImportRefused(
                _("Line %d is longer than a line of a table can be. Check that the file is a CSV table.") % number
            )
        self.number = number
        return line


def _complaint(error: csv.Error, line: int) -> str:
    if "field limit" in str(error) or "unexpected end" in str(error):
        return (
            _(
                "In line %d a quotation mark opens a field and is never closed. Close it there, or double the mark where it "
                "belongs to the text, and import the file again."
            )
            % line
        )
    return (
        _(
            "In line %d text follows a closing quotation mark. Double quotation marks that belong to the text, or look for a "
            "mark that is missing, and import the file again."
        )
        % line
    )


def _says_delimiter(line: int, cells: list[str], delimiter: str) -> bool:
    """Excel's first line "sep=;"."""
    return line == 1 and delimiter.join(cells).strip().lower() in {f"sep={sign}" for sign in (*DELIMITERS, "")}


def _delimiter(source: Source, mapping: list[tuple[str, str]]) -> str:
    """The sign that parts the first lines best: where it yields a header that names the partner, else most columns."""
    lines = [line for _number, line in islice(source.lines(), HEADER_WITHIN * 2)]
    if lines and lines[0].lower().startswith("sep=") and lines[0][4:5] in DELIMITERS:
        return lines[0][4:5]
    return max(DELIMITERS, key=lambda sign: _score(lines, sign, mapping))


def _score(lines: list[str], sign: str, mapping: list[tuple[str, str]]) -> tuple[bool, int]:
    try:
        rows = [[one_line(cell) for cell in row] for row in csv.reader(lines, delimiter=sign) if row]
    except csv.Error:
        return (False, 0)
    header = next((row for row in rows[:HEADER_WITHIN] if names_a_partner(row, mapping)), None)
    return (header is not None, len(header or max(rows, key=len, default=[])))
