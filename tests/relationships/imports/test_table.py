"""CSV files as people and programs write them."""

import io

import pytest

from relationships.imports import table as table_module
from relationships.imports.errors import ImportRefused
from relationships.imports.source import read_source
from relationships.imports.table import read_table


def rows(content: str | bytes, *mapping: tuple[str, str]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    raw = content.encode() if isinstance(content, str) else content
    table = read_table(read_source(io.BytesIO(raw), "x.csv"), list(mapping))
    return table.columns.headers, [(row.line, row.cells) for row in table.rows()]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(sign):
    content = f"Name{sign}Ort\nA{sign}B\n"
    assert rows(content) == (["Name", "Ort"], [(2, ["A", "B"])])


def test_commas_in_texts_do_not_hide_a_semicolon():
    assert rows("Firma;Notiz\nA;x, y, z, u, v\n") == (["Firma", "Notiz"], [(2, ["A", "x, y, z, u, v"])])


def test_one_column_is_a_table_too():
    assert rows("Name\nA\nB\n") == (["Name"], [(2, ["A"]), (3, ["B"])])


@pytest.mark.parametrize("sign", [";", "\t", ","])
def test_excels_own_first_line_is_heeded(sign):
    assert rows(f"sep={sign}\nName{sign}Ort\nA{sign}B\n") == (["Name", "Ort"], [(3, ["A", "B"])])


def test_a_title_above_the_header_and_blank_lines_are_passed_over():
    content = "Payments over £500,,\n\n,,\nSupplier,Date,Amount\nA,1.1.20,5\n,,\nB,1.1.20,5\n"
    assert rows(content) == (["Supplier", "Date", "Amount"], [(5, ["A", "1.1.20", "5"]), (7, ["B", "1.1.20", "5"])])


def test_quoted_fields_keep_delimiters_lines_and_quotes():
    content = 'Name,Notes\r\n"A ""the"" B, C","one\r\ntwo"\r\nD,\r\n'
    assert rows(content) == (["Name", "Notes"], [(2, ['A "the" B, C', "one\r\ntwo"]), (4, ["D", ""])])


def test_a_quote_inside_an_unquoted_field_is_text():
    assert rows('Name\nLEYS N"HOOD\n') == (["Name"], [(2, ['LEYS N"HOOD'])])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('Name\nA\n"B\nC\nD\n', "In line 3 a quotation mark opens a field and is never closed."),
        ('Name\nA\n"B\n' + "C\n" * 100_000, "In line 3 a quotation mark opens a field and is never closed."),
        ('Name\n"A" B\n', "In line 2 text follows a closing quotation mark."),
        ("Name\n" + "x" * 140_000 + "\n", "In line 2 a quotation mark opens a field and is never closed."),
        ("Name\n" + "x" * 1_000_001 + "\n", "Line 2 is longer than a line of a table can be."),
        ("Name," * 600, "The first line has 601 columns."),
    ],
)
def test_a_broken_table_is_refused_with_its_line(content, says):
    with pytest.raises(ImportRefused) as refused:
        rows(content)
    assert str(refused.value).startswith(says)


def test_too_many_lines_are_refused(monkeypatch):
    monkeypatch.setattr(table_module, "MAX_ROWS", 2)
    assert len(rows("Name\nA\nB\n")[1]) == 2
    with pytest.raises(ImportRefused, match="The file has more than 2 lines"):
        rows("Name\nA\nB\nC\n")
