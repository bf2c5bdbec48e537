"""Partners that may be one are named, and never merged."""

from partners.actions.partner import add_partner
from partners.models import Partner
from relationships.imports.report import Double


def test_one_name_under_two_numbers_is_told_and_stays_two(importing):
    report = importing("Supplier ID,Supplier Name\n1,CANON (UK) LTD\n2,Canon UK Limited\n3,Kodak Ltd\n")
    assert report.doubles == [Double(["CANON (UK) LTD (1)", "Canon UK Limited (2)"], "the same name")]
    assert Partner.objects.count() == 3


def test_those_known_before_count_if_one_sees_them(cast, importing, kerner):
    add_partner(by=cast.anna, name="Acme GmbH", contact_points=[{"kind": "email", "value": "Info@Acme.example"}])
    report = importing("Name,E-Mail,Telefon\nACME,,\nMetallbau Kerner,,\nOther,info@acme.example,\n")
    assert report.doubles == [
        Double(["ACME", "Acme GmbH"], "the same name"),
        Double(["Acme GmbH", "Other"], "the same e-mail"),
    ]


def test_phones_are_the_same_however_they_are_written(importing):
    report = importing(
        "Name,Telefon\nOne Ltd,+49 (0)551 / 123456\nTwo Ltd,0551-123456\nThree Ltd,0551 99\nFour Ltd,0551 99\n"
    )
    assert report.doubles == [Double(["One Ltd", "Two Ltd"], "the same phone")]


def test_an_organisation_and_its_people_share_a_phone_without_being_doubles(importing):
    report = importing(
        "Name,Firma,Telefon,E-Mail\nAcme,,0551 123456,info@acme.example\nJana Roth,Acme,0551 123456,info@acme.example\n"
        "Uwe Kern,Acme,0551 123456,\n"
    )
    assert report.doubles == []


def test_what_very_many_share_says_nothing(importing):
    rows = "".join(f"Firm {number} Ltd,0551 123456\n" for number in range(30))
    assert importing(f"Name,Telefon\n{rows}").doubles == []


def test_names_without_a_letter_are_no_doubles(importing):
    assert importing("Supplier ID,Name\n1,!!!\n2,???\n").doubles == []
