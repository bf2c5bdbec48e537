"""What an import makes of a file, and what it leaves alone."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership
from partners.actions.partner import discard_partner
from partners.models import ContactPoint, ExternalNumber, Partner, Tag
from relationships.actions.standing import rebuild_standings
from relationships.imports.drafts import LeftOut
from relationships.imports.errors import ImportRefused
from relationships.models import Standing

LIST = """\ufeffFirma;Kundennummer;E-Mail;Telefon;Fax;Straße;PLZ;Ort;Sprache;Bemerkung;Tags;Rolle
Druckhaus Köhler GmbH;K-1;info@koehler.example;0551 12345;0551 12346;Lange Str. 1;37073;Göttingen;Deutsch;"Zeile 1
Zeile 2";Druck, Papier;Lieferant
=cmd|'/c calc'!A1;K-2;wrong@;;;;;;Klingonisch;;druck;
"""


def contents(partner: Partner) -> list[tuple[str, str, str]]:
    return sorted(partner.contact_points.values_list("kind", "label", "value"))


def test_a_german_list_becomes_partners_with_all_they_bear(cast, importing):
    report = importing(LIST, roles=("customer",))
    koehler, formula = Partner.objects.get(name__startswith="Druck"), Partner.objects.get(name__startswith="=")
    assert (report.partners_new, report.left_out) == (2, [])
    assert (koehler.kind, koehler.natural_person, koehler.language) == ("organisation", "no", "de")
    assert (koehler.notes, koehler.roles) == ("Zeile 1\nZeile 2", ["customer", "supplier"])
    assert contents(koehler) == [
        ("address", "work", "Lange Str. 1\n37073 Göttingen"),
        ("email", "work", "info@koehler.example"),
        ("phone", "fax", "0551 12346"),
        ("phone", "work", "0551 12345"),
    ]
    assert list(koehler.external_numbers.values_list("source", "number")) == [("csv", "K-1")]
    assert sorted(koehler.tags.values_list("name", flat=True)) == ["Druck", "Papier"]
    assert list(koehler.teams.all()) == [cast.team]
    assert (formula.name, contents(formula), list(formula.tags.all())) == (
        "=cmd|'/c calc'!A1", [], [Tag.objects.get(name="Druck")],
    )  # fmt: skip
    assert report.remarks == [
        (4, "“Klingonisch” is not understood; left away"),
        (4, "“wrong@” left away: Enter a valid email address."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_list_is_the_same_in_every_encoding_and_with_every_line_end(encoding, end, importing):
    content = LIST.lstrip("\ufeff")
    importing(content.replace("\n", end).encode(encoding))
    report = importing(content.encode())
    assert (report.partners_new, report.partners_known) == (0, 2)
    assert Partner.objects.get(name__startswith="Druck").notes == "Zeile 1\nZeile 2"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_cards_come_in_every_encoding(encoding, importing):
    card = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1:Köhler;Jörg\r\nADR;HOME:;;Große Str. 1;Köln\r\nEND:VCARD\r\n"
    importing(card.encode(encoding), "card.vcf")
    partner = Partner.objects.get()
    assert (partner.name, contents(partner)) == ("Jörg Köhler", [("address", "home", "Große Str. 1\nKöln")])


def test_history_and_standings_are_written_as_by_hand(cast, importing):
    importing(LIST)
    history = Partner.history.get(name__startswith="Druck")
    assert (history.history_type, history.history_user, history.created_by) == ("+", cast.anna, cast.anna)
    assert [link.team for link in history.teams.all()] == [cast.team]
    assert sorted(link.tag.name for link in history.tags.all()) == ["Druck", "Papier"]
    assert ContactPoint.history.count() == ContactPoint.objects.count() == 4
    assert ExternalNumber.history.count() == 2
    assert Tag.history.filter(history_user=cast.anna).count() == 2
    assert Standing.objects.filter(team=cast.team).count() == 2
    assert rebuild_standings() == []


def test_run_again_nothing_is_new(importing):
    importing(LIST)
    before = Partner.history.count()
    report = importing(LIST)
    assert (report.partners_new, report.partners_known, Partner.history.count()) == (0, 2, before)


def test_a_number_finds_its_partner_under_another_name_and_the_name_stays(importing):
    importing("Supplier ID,Supplier Name\n7,Old Ltd\n8,Same  name\n")
    report = importing("Supplier ID,Supplier Name\n7,New Ltd\n7,New Ltd\n8,SAME NAME\n9,Third\n")
    assert (report.partners_new, report.partners_known) == (1, 2)
    assert report.renamed == [(2, "7: here “Old Ltd”, in the file “New Ltd”")]
    assert set(Partner.objects.values_list("name", flat=True)) == {"Old Ltd", "Same name", "Third"}


def test_numbers_of_different_sources_are_different(importing):
    importing("Supplier ID,Supplier Name\n7,One Ltd\n", source="sap")
    report = importing("Supplier ID,Supplier Name\n7,Other Ltd\n", source="  datev ")
    assert (report.partners_new, report.source) == (1, "datev")
    assert sorted(ExternalNumber.objects.values_list("source", "number")) == [("datev", "7"), ("sap", "7")]


def test_without_a_number_the_content_is_the_number(importing):
    content = "Name,Phone\nAcme,1\nAcme,1\nAcme,2\n"
    assert importing(content).partners_new == 2
    report = importing(content)
    assert (report.partners_new, report.partners_known) == (0, 2)
    assert list(ExternalNumber.objects.shown()) == []


def test_a_known_partner_one_does_not_see_is_left_alone_and_unnamed(cast, importing, kerner):
    ExternalNumber.objects.create(partner=kerner, source="csv", number="7")
    report = importing("Supplier ID,Supplier Name,Date\n7,Kern,1.2.2020\n", with_contacts=True)
    assert report.left_out == [
        LeftOut(
            2, "the number belongs to a partner that you do not see. Ask an administrator, or use another --source", "7"
        )
    ]
    assert (report.partners_new, report.partners_known, report.contacts_new) == (0, 0, 0)
    assert "Metallbau" not in "\n".join(report.text())


def test_a_known_partner_in_the_trash_stays_there(cast, importing, lindner):
    ExternalNumber.objects.create(partner=lindner, source="csv", number="7")
    discard_partner(by=cast.anna, partner=lindner)
    report = importing("Supplier ID,Supplier Name\n7,Lindner\n")
    assert report.left_out == [LeftOut(2, "the partner is in the trash. Restore it first", "7")]
    assert list(Partner.objects.kept()) == []


def test_lines_that_are_wrong_go_out_one_by_one(importing):
    content = (
        "Supplier ID,Supplier Name,Notes\n1,,x\n2,\u200b\u202e \u00a0,x\n3," + "n" * 201 + ",x\n4,Acme, Ltd,x\n"
        + "5" * 201 + ",B,x\n6,Right,x\n7\n8,Short\n9,Noted," + "x" * 20_001 + "\n"
    )  # fmt: skip
    report = importing(content)
    assert report.left_out == [
        LeftOut(2, "no name"),
        LeftOut(3, "no name"),
        LeftOut(4, "the name: Ensure this value has at most 200 characters (it has 201)."),
        LeftOut(5, "more fields than the header has columns: a delimiter is in a text without quotes"),
        LeftOut(6, "the number has more than 200 characters"),
        LeftOut(8, "no name"),
    ]
    assert sorted(Partner.objects.values_list("name", flat=True)) == ["Noted", "Right", "Short"]
    assert report.remarks == [(10, "notes left away: Ensure this value has at most 20000 characters (it has 20001).")]


def test_control_signs_vanish_and_real_signs_stay(importing):
    importing("Name\n\x07Ac\u202eme\x1b[31m \u200f👩‍💻 شركة\n")
    assert Partner.objects.get().name == "Acme[31m 👩‍💻 شركة"


def test_what_may_be_a_person_is_marked_and_told(importing):
    report = importing("Name\nMR J G PATTERSON\nAcme Ltd\n")
    assert report.persons == [(2, "MR J G PATTERSON")]
    assert sorted(Partner.objects.values_list("kind", "natural_person")) == [
        ("organisation", "no"), ("organisation", "unknown"),
    ]  # fmt: skip


def test_people_belong_to_the_visible_organisation_of_that_name(cast, importing, lindner, kerner):
    content = (
        "Vorname,Nachname,Firma,Position\nJana,Roth,druckhaus  LINDNER,Chefin\nUwe,Kern,Metallbau Kerner,\n,,Solo AG,\n"
    )
    report = importing(content, roles=("supplier",))
    assert (report.partners_new, report.organisations_new) == (3, 1)
    roth = Partner.objects.get(name="Jana Roth")
    assert (roth.kind, roth.natural_person, roth.organisation, roth.position) == ("person", "yes", lindner, "Chefin")
    own = Partner.objects.get(name="Uwe Kern").organisation
    assert own != kerner
    assert (own.name, own.roles, list(own.teams.all())) == ("Metallbau Kerner", ["supplier"], [cast.team])
    assert Partner.objects.get(name="Solo AG").kind == "organisation"
    assert importing(content).organisations_new == 0


def test_an_organisations_own_card_serves_its_people_wherever_it_stands(importing):
    person = "BEGIN:VCARD\nUID:1\nFN:Jana Roth\nORG:Acme\nEND:VCARD\n"
    report = importing(person + "BEGIN:VCARD\nUID:2\nKIND:org\nFN:ACME\nEND:VCARD\n")
    assert (report.partners_new, report.organisations_new) == (2, 0)
    assert Partner.objects.get(name="Jana Roth").organisation == Partner.objects.get(name="ACME")


def test_a_group_finds_its_members_wherever_they_stand(importing):
    group = (
        "BEGIN:VCARD\nUID:g\nKIND:group\nFN:Team\nMEMBER:urn:uuid:1\nMEMBER:urn:uuid:2\nMEMBER:urn:uuid:9\nEND:VCARD\n"
    )
    people = "BEGIN:VCARD\nUID:1\nFN:A B\nEND:VCARD\nBEGIN:VCARD\nUID:urn:uuid:2\nFN:C D\nEND:VCARD\n"
    report = importing(group + people)
    team = Partner.objects.get(kind="group")
    assert sorted(team.members.values_list("name", flat=True)) == ["A B", "C D"]
    assert [len(row.members.all()) for row in Partner.history.filter(id=team.pk)] == [2]
    assert report.remarks == [(1, "2 of 3 members found")]
    assert importing(group + people).partners_new == 0


def test_a_trial_run_says_the_same_and_changes_nothing(importing):
    trial = importing(LIST, dry_run=True)
    assert (Partner.objects.count(), Partner.history.count(), Tag.objects.count(), Standing.objects.count()) == (
        0,
        0,
        0,
        0,
    )
    real = importing(LIST)
    trial.dry_run = False
    assert trial == real


def test_a_file_that_breaks_in_the_middle_leaves_nothing_behind(importing):
    content = "Name\n" + "".join(f"Firm {number} Ltd\n" for number in range(1200)) + '"open\n'
    with pytest.raises(ImportRefused, match="In line 1202 a quotation mark"):
        importing(content)
    assert (Partner.objects.count(), Partner.history.count(), Standing.objects.count()) == (0, 0, 0)


def test_only_into_ones_own_team(cast, importing):
    with pytest.raises(ValidationError):
        importing("Name\nA\n", team=cast.other_team)
    with pytest.raises(PermissionDenied):
        importing("Name\nA\n", by=cast.dora)
    with pytest.raises(PermissionDenied):
        importing("Name\nA\n", by=cast.ada)
    assert Partner.objects.count() == 0


def test_members_of_the_team_see_what_was_imported(cast, importing):
    importing("Name\nAcme Ltd\n")
    assert Membership.objects.filter(team=cast.team, user=cast.ben).exists()
    assert [list(Partner.objects.visible_to(user)) == [] for user in (cast.ben, cast.otto)] == [False, True]


@pytest.mark.parametrize("lines", [30, 400])
def test_reading_takes_as_many_queries_for_many_lines_as_for_one(lines, importing):
    def reads(count: int) -> int:
        rows = "".join(f"N{at},Firm {at} Ltd,{at}@example.org,tag,01.02.2020\n" for at in range(count))
        with CaptureQueriesContext(connection) as caught:
            importing(f"Supplier ID,Name,E-Mail,Tags,Date\n{rows}", with_contacts=True, dry_run=True)
        return sum(query["sql"].startswith("SELECT") for query in caught.captured_queries)

    reads(1)  # asks once who Anna is
    assert reads(lines) == reads(1)
