"""The real files: two council payment files, and one person's card as four programs export it."""

from partners.models import Partner
from relationships.actions.standing import rebuild_standings
from relationships.imports.drafts import LeftOut
from relationships.imports.report import Double
from relationships.models import Interaction

FIRST, SECOND = "oxford-suppliers-apr-jun-2017.csv", "oxford-suppliers-jan-mar-2018.csv"
CARDS = ["John_Doe_GMAIL.vcf", "John_Doe_IPHONE.vcf", "John_Doe_LOTUS_NOTES.vcf", "John_Doe_MS_OUTLOOK.vcf"]


def counts(report) -> tuple[int, ...]:
    return (report.partners_new, report.partners_known, report.contacts_new, report.contacts_known)


def test_both_payment_files_go_in_once_and_the_second_finds_the_suppliers_of_the_first(importing, real):
    first, second = real(FIRST).read_bytes(), real(SECOND).read_bytes()
    options = {"roles": ("supplier",), "with_contacts": True}
    report = importing(first, FIRST, **options)
    assert counts(report) == (772, 0, 4050, 0)
    assert report.left_out == [LeftOut(2, "no name"), LeftOut(15, "no name")]
    assert report.doubles == [
        Double(["CANON (UK) LTD (20002121)", "CANON (UK) lTD (20011588)"], "the same name"),
        Double(["KENT COUNTY COUNCIL (20010933)", "KENT COUNTY COUNCIL (20011042)"], "the same name"),
    ]
    assert "MR DOUGLAS EDWARDS" in [name for _line, name in report.persons]
    assert counts(importing(first, FIRST, **options)) == (0, 772, 0, 4050)
    report = importing(second, SECOND, **options)
    assert counts(report) == (136, 235, 1211, 0)
    assert report.left_out == [LeftOut(line, "no name") for line in range(16, 25)]
    assert [said for _line, said in report.renamed] == [
        "20006940: here “BT GLOBAL SERVIES”, in the file “BT GLOBAL SERVICES”"
    ]
    assert counts(importing(second, SECOND, **options)) == (0, 371, 0, 1211)
    assert (Partner.objects.filter(is_supplier=True).count(), Interaction.objects.count()) == (908, 5261)
    assert rebuild_standings() == []


def test_the_card_of_four_programs_goes_in_and_is_told_as_likely_the_same(importing, real):
    for name in CARDS:
        assert counts(importing(real(name).read_bytes(), name)) == (1, 0, 0, 0)
    for name in CARDS:
        report = importing(real(name).read_bytes(), name)
        assert (counts(report), report.left_out, report.remarks) == ((0, 1, 0, 0), [], [])
        assert len(report.doubles) > 0
    people = Partner.objects.filter(kind="person")
    assert {person.organisation.name for person in people} == {"IBM"}
    outlook = people.get(contact_points__value="john.doe@ibm.cm")
    assert sorted(outlook.contact_points.values_list("kind", "label", "value")) == [
        ("address", "home", "Silicon Alley 5,\nNew York New York 12345\nUnited States of America"),
        ("address", "work", "Cresent moon drive\nAlbaney New York 12345\nUnited States of America"),
        ("email", "other", "john.doe@ibm.cm"),
        ("link", "work", "http://www.ibm.com"),
        ("phone", "home", "(905) 666-1234"),
        ("phone", "work", "(905) 555-1234"),
    ]
    assert (outlook.position, outlook.notes[:40]) == (
        "Money Counter, Accounting", "THIS SOFTWARE IS PROVIDED BY GEORGE EL-H",
    )  # fmt: skip
