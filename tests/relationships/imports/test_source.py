"""What a file must be to be read at all, and in which encoding it is."""

import io

import pytest

from relationships.imports import source as source_module
from relationships.imports.errors import ImportRefused
from relationships.imports.source import open_path, read_source

TEXT = "Name;Ort\nMüller €;Göttingen\n"


def read(content: bytes) -> tuple[str, str]:
    source = read_source(io.BytesIO(content), "x.csv")
    return source.encoding, "".join(line for _number, line in source.lines())


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("cp1252", "cp1252"), ("utf-32", "utf-32"),
    ],
)  # fmt: skip
def test_every_usual_encoding_is_read(written, read_as):
    assert read(TEXT.encode(written)) == (read_as, TEXT)


def test_utf_16_of_either_byte_order_is_read_by_its_mark():
    assert read(b"\xfe\xff" + TEXT.encode("utf-16-be")) == ("utf-16", TEXT)


def test_one_damaged_place_does_not_spoil_every_umlaut():
    damaged = ("Müller Köln Österreich Ähre\n" * 3).encode() + b"R\xfcck\n"
    assert read(damaged) == ("utf-8", "Müller Köln Österreich Ähre\n" * 3 + "R\ufffdck\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end):
    source = read_source(io.BytesIO(f"a{end}b{end}c".encode()), "x.csv")
    assert [(number, line.strip()) for number, line in source.lines()] == [(1, "a"), (2, "b"), (3, "c")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty. Check that it was exported or downloaded completely."),
        (b" \r\n\r\n" * 200, "The file is empty. Check that it was exported or downloaded completely."),
        (b"\xef\xbb\xbf", "The file is empty. Check that it was exported or downloaded completely."),
        (b"\xff\xfe", "The file is empty. Check that it was exported or downloaded completely."),
        (
            b"PK\x03\x04\x14\x00",
            "This is a workbook (Excel, LibreOffice) or an archive, not text. Open it and save the sheet as CSV (UTF-8).",
        ),
        (b"%PDF-1.7\n", "This is not a text file. Give a CSV or a vCard file."),
        (
            b"Name\nA\nB\x00C\n",
            (
                "Line 3 holds a NUL byte, as programs write it and texts do not. Save the file as UTF-8 (or as UTF-16 with a "
                "byte order mark) and import it again."
            ),
        ),
        (
            b"Name\n\x81\x8d\x9d\n",
            "The text is neither UTF-8 nor UTF-16 nor Windows-1252. Save the file as UTF-8 and import it again.",
        ),
        (b"\xff\xfeN\x00\x00\xd8A\x00", "The text is damaged. Save the file again as UTF-8 and import it again."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_what_to_do(content, says):
    with pytest.raises(ImportRefused) as refused:
        read(content)
    assert str(refused.value) == says


def test_a_nul_in_utf_16_text_is_found_in_its_line():
    with pytest.raises(ImportRefused, match="Line 2 holds a NUL byte"):
        read("Name\nA\x00B\n".encode("utf-16"))


def test_a_file_too_big_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(source_module, "MAX_BYTES", 2 * 1024 * 1024)

    class Unread(io.BytesIO):
        def read(self, *_size: int) -> bytes:
            raise AssertionError("read although too big")

    with pytest.raises(ImportRefused) as refused:
        read_source(Unread(b"x" * 3 * 1024 * 1024), "x.csv")
    assert str(refused.value) == (
        "The file has 3 MB; up to 2 MB can be imported at once. Split it into smaller files, each with the header line, and "
        "import them one after the other."
    )


def test_a_missing_file_a_folder_and_a_locked_file_are_refused(tmp_path):
    with pytest.raises(ImportRefused, match="There is no file"):
        open_path(tmp_path / "gone.csv")
    with pytest.raises(ImportRefused, match="is not a file"):
        open_path(tmp_path)


@pytest.mark.parametrize(
    ("content", "name", "is_vcard"),
    [
        ("BEGIN:VCARD\nEND:VCARD\n", "x.txt", True),
        ("\n\n  begin:vcard\nEND:VCARD\n", "x", True),
        ("Name\nBEGIN:VCARD\n", "x.csv", False),
        ("Name\n", "x.VCF", True),
    ],
)
def test_cards_are_known_by_their_first_line(content, name, is_vcard):
    assert read_source(io.BytesIO(content.encode("utf-8-sig")), name).is_vcard() is is_vcard
