"""However a file is mangled, it is imported, or refused with a message; never anything else, and nothing half."""

import io
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partners.models import Partner
from relationships.imports.errors import ImportRefused
from relationships.imports.report import Report
from relationships.imports.run import Options, import_file

TABLE = (
    "\ufeffSupplier ID;Firma;Vorname;Nachname;Datum;Beleg-Nr.;Betrag;Text;E-Mail;Telefon;Tags;Rolle;Art;Sprache;PLZ;Ort\r\n"
    'S1;"Köhler ""&"" Sohn";;;01.02.2020;B-1;12,50;Papier;a@b.example;0551;x,y;Lieferant;organisation;de;1;A\r\n'
    + 'S2;;Jana;Roth;2020-02-30;B-2;5;"zwei\r\nZeilen";=1+1;+49;;Kunde;person;xx;;\r\n'
    * 3
)
CARDS = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:K=C3=B6hler;Eva=\r\n=20M\r\nTEL;CELL:1\r\n"
    "PHOTO;BASE64:\r\n AAAA\r\n\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:1\r\nKIND:group\r\nFN:Team\r\n"
    "MEMBER:urn:uuid:1\r\nADR:;;a\\nb;c;d;e;f\r\nORG:x;y\r\nitem1.URL:z\r\nCATEGORIES:a,b\r\nEND:VCARD\r\n"
)
BASES = [
    text.encode(encoding, "replace") for text in (TABLE, CARDS) for encoding in ("utf-8", "cp1252", "utf-16")
]  # fmt: skip
PIECES = [
    b"",
    b'"',
    b'""',
    b";",
    b",",
    b"\r",
    b"\n",
    b"\x00",
    b"\xff",
    b"=",
    b":",
    b"\\",
    b"BEGIN:VCARD\n",
    b"END:VCARD\n",
    b"9" * 300,
]


@st.composite
def mangled(draw) -> bytes:
    content = bytearray(draw(st.sampled_from(BASES)))
    for _time in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 40)))
        content[start:end] = draw(
            st.sampled_from(PIECES) | st.binary(max_size=8) | st.just(bytes(content[start:end]) * 3)
        )
    return bytes(content[: draw(st.integers(0, len(content)) | st.just(len(content)))])


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)  # fmt: skip
@given(content=mangled() | st.binary(max_size=400), with_contacts=st.booleans())
def test_mangled_files_are_imported_or_refused(cast, content, with_contacts):
    options = Options(by=cast.anna, team=cast.team, with_contacts=with_contacts, dry_run=True)
    try:
        report = import_file(io.BytesIO(content), "x", options)
    except ImportRefused:
        report = Report(source="", encoding="")
    assert "\n".join(report.text(shown=None))
    assert Partner.objects.count() == 0


@pytest.mark.parametrize("seed", range(5))
def test_noise_is_refused(importing, seed):
    with pytest.raises(ImportRefused):
        importing(random.Random(seed).randbytes(5_000))


def test_a_card_cut_in_half_leaves_out_itself_alone(importing):
    first = "BEGIN:VCARD\nUID:1\nFN:Jana Roth\nEND:VCARD\n"
    for end in range(13, 38):
        Partner.objects.all().delete()
        report = importing(first + first.replace("1", "2")[:end])
        assert (report.partners_new, [line.line for line in report.left_out]) == (1, [5])


def test_a_table_in_cards_clothing_and_the_other_way_round(importing):
    with pytest.raises(ImportRefused, match="no line BEGIN:VCARD"):
        importing("Name\nAcme\n", "cards.vcf")
    assert importing("BEGIN:VCARD\nFN:A B\nEND:VCARD\n", "cards.csv").partners_new == 1


def test_cards_have_no_columns(importing):
    with pytest.raises(ImportRefused, match="A vCard file has no columns"):
        importing("BEGIN:VCARD\nFN:A B\nEND:VCARD\n", mapping=(("A", "name"),))
