"""vCards taken apart: folds, encodings, cards inside cards, cards that break off."""

import io

import pytest

from relationships.imports.card import Card, read_cards
from relationships.imports.drafts import LeftOut
from relationships.imports.errors import ImportRefused
from relationships.imports.source import read_source

CUT = "the card breaks off: its END:VCARD is missing. Export it again"


def cards(content: str | bytes) -> list[Card | LeftOut]:
    raw = content.encode() if isinstance(content, str) else content
    return list(read_cards(read_source(io.BytesIO(raw), "x.vcf")))


def properties(lines: str | bytes, version: str = "3.0") -> list[tuple[str, str]]:
    raw = lines.encode() if isinstance(lines, str) else lines
    (card,) = cards(b"BEGIN:VCARD\r\nVERSION:" + version.encode() + b"\r\n" + raw + b"\r\nEND:VCARD\r\n")
    assert isinstance(card, Card)
    return [(each.name, each.text) for each in card.properties[1:]]


def test_folded_lines_are_joined():
    assert properties("NOTE:one \r\n two\r\n\tthree\r\nFN:A") == [("NOTE", "one twothree"), ("FN", "A")]


def test_groups_and_parameters_are_taken_off():
    (card,) = cards('BEGIN:VCARD\nitem1.TEL;TYPE="cell,voice";X=a:b;PREF=1:+49 1\nTEL;HOME;PREF:2\nEND:VCARD\n')
    assert [(p.name, p.group, p.text, p.types(), p.is_preferred()) for p in card.properties] == [
        ("TEL", "item1", "b;PREF=1:+49 1", {"CELL", "VOICE"}, False),
        ("TEL", "", "2", {"HOME", "PREF"}, True),
    ]


@pytest.mark.parametrize(
    ("value", "read_as"), [(r"a\, b\; c\: d\\e\nf\N", "a, b; c: d\\e\nf\n"), ("plain", "plain"), ("open\\", "open\\")]
)
def test_escapes_are_undone(value, read_as):
    assert properties(f"NOTE:{value}") == [("NOTE", read_as)]


def test_in_vcard_21_a_path_keeps_its_backslashes():
    assert properties(r"NOTE:C:\new\table\; x", "2.1") == [("NOTE", r"C:\new\table; x")]


@pytest.mark.parametrize(
    ("octets", "charset"), [(b"M=FCller", ";CHARSET=ISO-8859-1"), (b"M=C3=BCller", ""), (b"M=FCller", ""), (b"M=FCller", ";CHARSET=nonsense")]
)  # fmt: skip
def test_quoted_printable_is_decoded_in_its_charset(octets, charset):
    line = f"FN{charset};ENCODING=QUOTED-PRINTABLE:".encode() + octets
    assert properties(line, "2.1") == [("FN", "Müller")]


def test_soft_line_breaks_go_on_and_hard_ones_become_lines():
    lines = "ADR;HOME;QUOTED-PRINTABLE:;;Ring=\r\nstra=C3=9Fe=0D=0A=\r\n 5;Ort=3B 2\r\nFN:A"
    (card,) = cards(f"BEGIN:VCARD\r\n{lines}\r\nEND:VCARD\r\n")
    assert card.properties[0].parts() == ["", "", "Ringstraße\r\n 5", "Ort; 2"]
    assert card.properties[1].text == "A"


def test_pictures_are_passed_over_however_they_are_folded():
    lines = "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AA\r\n QSkZJ\r\nLOGO;BASE64:\r\nAAAA\r\nBBBB\r\n\r\nFN:A"
    assert properties(lines) == [("FN", "A")]


def test_a_very_long_value_is_cut_and_costs_nothing():
    picture = "PHOTO;ENCODING=b:" + "A" * 70 + ("\r\n " + "A" * 70) * 20_000
    note = "NOTE:" + "x" * 70 + ("\r\n " + "y" * 70) * 20_000
    (name, text), last = properties(f"{picture}\r\n{note}\r\nFN:A")
    assert (name, len(text) <= 100_000, last) == ("NOTE", True, ("FN", "A"))


def test_an_agents_card_inside_is_not_the_card():
    inner = "AGENT:\nBEGIN:VCARD\nFN:Inner\nEND:VCARD\n"
    (card,) = cards(f"BEGIN:VCARD\nFN:Outer\n{inner}TITLE:Boss\nEND:VCARD\n")
    assert [(p.name, p.text) for p in card.properties] == [("FN", "Outer"), ("AGENT", ""), ("TITLE", "Boss")]


def test_a_card_that_breaks_off_is_left_out_alone():
    content = "BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\nTEL:1\nBEGIN:VCARD\nFN:C\nEND:VCARD\nBEGIN:VCARD\nFN:D"
    assert [card.line if isinstance(card, Card) else card for card in cards(content)] == [
        1, LeftOut(4, CUT), 7, LeftOut(10, CUT),
    ]  # fmt: skip


def test_a_card_with_endless_lines_is_left_out():
    content = "BEGIN:VCARD\n" + "TEL:1\n" * 2_000 + "END:VCARD\nBEGIN:VCARD\nFN:A\nEND:VCARD\n"
    first, second = cards(content)
    assert (first, second.line) == (LeftOut(1, "the card has too many lines"), 2003)


def test_lines_that_are_none_are_passed_over():
    assert properties("no colon\r\n:\r\n;;;\r\nFN;\r\nÄ:x\r\nFN:A\r\n\r\n") == [("FN", "A")]


def test_a_file_without_a_card_is_refused():
    with pytest.raises(ImportRefused, match="no line BEGIN:VCARD"):
        cards("Name\nA\n")
