"""Who a card is about, and how to reach them."""

import io

import pytest

from relationships.imports.drafts import Draft, LeftOut, PartnerDraft, PointDraft
from relationships.imports.from_card import read_card_file
from relationships.imports.source import read_source


def understood(lines: str) -> Draft | LeftOut:
    content = f"BEGIN:VCARD\n{lines}\nEND:VCARD\n".encode()
    (result,) = read_card_file(read_source(io.BytesIO(content), "x.vcf"))
    return result


def partner(lines: str) -> PartnerDraft:
    result = understood(lines)
    assert isinstance(result, Draft)
    return result.partner


def test_a_vcard_40_person_is_understood_whole():
    lines = """VERSION:4.0
UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
KIND:individual
FN;PID=1.1:Dr. Jana Roth
N:Roth;Jana;;Dr.;
ORG;TYPE=work:Druckhaus Lindner;Einkauf
TITLE:Leiterin
LANG;PREF=1:de-DE
EMAIL;TYPE=work;PREF=1:mailto:jana@example.org
TEL;VALUE=uri;TYPE="voice,cell":tel:+49-551-1234;ext=5
ADR;TYPE=home;LABEL="x: y; z":;;Lange Str. 1;Göttingen;;37073;Deutschland
URL:example.org
NOTE:one
NOTE:two
CATEGORIES:Druck,Papier\\, fein
RELATED:someone"""
    assert partner(lines) == PartnerDraft(
        name="Dr. Jana Roth",
        number="4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
        kind="person",
        organisation="Druckhaus Lindner",
        position="Leiterin, Einkauf",
        language="de",
        notes="one\n\ntwo",
        tags=("Druck", "Papier, fein"),
        points=[
            PointDraft("email", "jana@example.org", "work", True),
            PointDraft("phone", "+49-551-1234 ext. 5", "mobile"),
            PointDraft("address", "Lange Str. 1\n37073 Göttingen\nDeutschland", "home"),
            PointDraft("link", "https://example.org", "other"),
        ],
    )


@pytest.mark.parametrize(
    ("lines", "name", "kind"),
    [
        ("FN:Acme\nKIND:org", "Acme", "organisation"),
        ("FN:Acme\nORG:Acme\nN:;;;;", "Acme", "organisation"),
        ("ORG:Acme;Sales", "Acme", "organisation"),
        ("FN:J. Roth\nORG:Acme\nX-ABShowAs:COMPANY", "J. Roth", "organisation"),
        ("FN:Jana Roth\nORG:Acme", "Jana Roth", "person"),
        ("N:Roth;Jana;Maria;Dr.;", "Dr. Jana Maria Roth", "person"),
        ("NICKNAME:Jana", "Jana", "person"),
        ("FN:Team\nKIND:group", "Team", "group"),
        ("FN:Team\nX-ADDRESSBOOKSERVER-KIND:group", "Team", "group"),
        ("FN:Acme\nORG:Acme\nKIND:individual", "Acme", "person"),
    ],
)
def test_person_organisation_or_group(lines, name, kind):
    found = partner(lines)
    assert (found.name, found.kind) == (name, kind)


def test_the_members_of_a_group_are_kept_by_their_uid():
    lines = "FN:Team\nKIND:group\nMEMBER:urn:uuid:a-1\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:b-2"
    assert partner(lines).members == ("a-1", "b-2")


def test_places_and_cards_without_a_name_are_left_out():
    assert understood("FN:Room 5\nKIND:location") == LeftOut(1, "the card of a place or a device, which is no partner")
    assert understood("TEL:1\nFN:\u200b \u202e") == LeftOut(1, "no name")


def test_without_uid_the_content_is_the_number_whatever_the_program_adds():
    one = partner("VERSION:3.0\nFN:A\nTEL;TYPE=HOME:1\nREV:2020\nPRODID:x")
    same = partner("PRODID:y\nVERSION:4.0\nTEL;HOME:1\nFN:A\nREV:2021")
    other = partner("FN:A\nTEL;TYPE=HOME:2")
    assert one.number.startswith("sha256:")
    assert one.number == same.number
    assert one.number != other.number


def test_an_address_with_a_region_has_its_postcode_behind():
    assert partner("FN:A\nADR:Box 1;;5 Main St\\nFloor 2;Springfield;IL;62704;USA").points == [
        PointDraft("address", "Box 1\n5 Main St\nFloor 2\nSpringfield IL 62704\nUSA", "other")
    ]


def test_no_more_ways_to_reach_somebody_than_anyone_has():
    result = understood("FN:A\n" + "\n".join(f"TEL:{number}" for number in range(80)))
    assert (len(result.partner.points), result.remarks) == (50, ["only the first 50 ways to reach it were taken"])


def test_apple_writes_the_label_beside_the_number():
    lines = "FN:A\nitem1.TEL:1\nitem1.X-ABLabel:_$!<Work>!$_\nitem2.TEL:2\nitem2.X-ABLabel:School"
    assert [(point.value, point.label) for point in partner(lines).points] == [("1", "work"), ("2", "other")]
