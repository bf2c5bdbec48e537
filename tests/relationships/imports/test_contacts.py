"""Dated lines become contacts, each once."""

from datetime import datetime

import pytest
import time_machine
from django.utils import timezone

from partners.actions.partner import add_partner
from partners.models import ExternalNumber, Partner
from relationships.actions.entry import discard_entry
from relationships.actions.standing import rebuild_standings
from relationships.imports import contacts as contacts_module
from relationships.imports.drafts import LeftOut
from relationships.imports.errors import ImportRefused
from relationships.models import Interaction, Standing

BERLIN = timezone.get_default_timezone()
HEAD = "Supplier ID,Supplier Name,Paid Date,Trans No,Category,Amount\n"


def payments(importing, lines: str, **options):
    return importing(HEAD + lines, with_contacts=True, **options)


def logged() -> list[tuple]:
    rows = Interaction.objects.order_by("happened_at", "pk")
    return [
        (row.partners.get().name, row.happened_at.date().isoformat(), row.text, row.external_number) for row in rows
    ]


def test_a_payment_is_a_contact_with_its_supplier(cast, importing):
    report = payments(importing, "7,Acme Ltd,21/04/2017,46293454 - 1,AR Refunds,640\n")
    contact = Interaction.objects.get()
    assert (contact.channel, contact.visibility, contact.author, contact.team) == (
        "other",
        "team",
        cast.anna,
        cast.team,
    )
    assert contact.happened_at == datetime(2017, 4, 21, 12, tzinfo=BERLIN)
    assert contact.text == "AR Refunds · 640.00"
    assert (contact.external_source, contact.external_number) == ("csv", "46293454 - 1")
    assert list(contact.partners.all()) == [Partner.objects.get(name="Acme Ltd")]
    assert Interaction.partners.through.objects.get().happened_at == contact.happened_at
    assert (report.contacts_new, report.contacts_known) == (1, 0)
    history = Interaction.history.get()
    assert (history.history_user, [link.partner.name for link in history.partners.all()]) == (cast.anna, ["Acme Ltd"])


def test_the_standing_knows_the_last_contact(cast, importing):
    payments(importing, "7,Acme Ltd,21/04/2017,1,x,1\n7,Acme Ltd,22/05/2017,2,x,1\n7,Acme Ltd,01/05/2017,3,x,1\n")
    assert Standing.objects.get().last_contact_at == datetime(2017, 5, 22, 12, tzinfo=BERLIN)
    assert rebuild_standings() == []


def test_run_again_nothing_is_new(importing):
    lines = "7,Acme Ltd,21/04/2017,1,x,1\n7,Acme Ltd,21/04/2017,1,y,2\n8,Bee Ltd,22/04/2017,,x,1\n"
    assert payments(importing, lines).contacts_new == 3
    before = logged()
    report = payments(importing, lines)
    assert (report.contacts_new, report.contacts_known, logged()) == (0, 3, before)


def test_lines_of_one_transaction_all_go_in_and_a_repeated_one_once(importing):
    lines = "7,Acme,1.2.20,T 1,Paper,1\n7,Acme,1.2.20,T 1,Ink,2\n7,Acme,1.2.20,T 1,Paper,1\n7,Acme,1.2.20,T 1,Ink,2\n"
    report = payments(importing, lines)
    assert [(text, number.split(" · ")[0]) for _name, _day, text, number in logged()] == [
        ("Paper · 1.00", "T 1"), ("Ink · 2.00", "T 1"),
    ]  # fmt: skip
    assert report.shared_numbers == 1
    assert report.left_out == [LeftOut(4, "the same line once more"), LeftOut(5, "the same line once more")]


def test_lines_without_a_number_are_known_by_what_they_say(importing):
    lines = "7,Acme,1.2.20,,Paper,1\n7,Acme,2.2.20,,Paper,1\n7,Acme,1.2.20,,Paper,1\n"
    report = payments(importing, lines)
    assert (report.contacts_new, report.left_out) == (2, [LeftOut(4, "the same line once more")])
    assert all(number.startswith(ExternalNumber.FINGERPRINT) for _name, _day, _text, number in logged())
    assert payments(importing, lines).contacts_known == 2


@time_machine.travel("2026-11-24")
def test_dates_that_cannot_be_meant_leave_their_line_out(importing):
    lines = "1,A,01/01/1026,1,x,1\n2,B,01/01/2126,2,x,1\n3,C,31/02/2020,3,x,1\n4,D,,4,x,1\n5,E,24/11/2026,5,x,1\n"
    report = payments(importing, lines)
    assert report.left_out == [
        LeftOut(2, "This lies before 1970. Check the year.", "01/01/1026"),
        LeftOut(3, "This lies in the future. Check the date.", "01/01/2126"),
        LeftOut(4, "not a date, read day first", "31/02/2020"),
    ]
    assert sorted(Partner.objects.values_list("name", flat=True)) == ["D", "E"]
    assert report.remarks == [(5, "no date, so no contact was made of it")]
    assert [name for name, *_rest in logged()] == ["E"]


def test_without_being_asked_no_contact_is_made(importing):
    report = importing(HEAD + "1,A,31/31/2020,1,x,1\n")
    assert (report.partners_new, report.left_out, Interaction.objects.count()) == (1, [], 0)


def test_asked_for_contacts_a_table_without_dates_is_refused(importing):
    with pytest.raises(ImportRefused) as refused:
        importing("Name,Ort\nA,B\n", with_contacts=True)
    assert str(refused.value) == (
        'No column says when the contacts were. Name it with --map "COLUMN=happened_at". Columns: Name, Ort'
    )


def test_mapped_columns_make_the_text_in_their_order(importing):
    mapping = (("Amount", "text"), ("Note", "text"), ("Category", "text"))
    content = "Name,Date,Note,Amount,Category\nA,1.2.20,,5.5,Paper\nB,1.2.20,n,x,\n"
    importing(content, with_contacts=True, mapping=mapping)
    assert [text for _name, _day, text, _number in logged()] == ["5.50 · Paper", "x · n"]


def test_a_contact_with_a_colleague_is_for_those_involved(cast, importing, colleague):
    ExternalNumber.objects.create(partner=colleague, source="csv", number="7")
    payments(importing, "7,Ben,1.2.20,1,x,1\n")
    assert Interaction.objects.get().visibility == "involved"


def test_a_contact_with_a_person_counts_for_their_organisation(cast, importing):
    acme = add_partner(by=cast.anna, name="Acme")
    importing("Name,Firma,Datum\nJana Roth,Acme,1.2.2020\n", with_contacts=True)
    assert list(Interaction.objects.get().organisations.all()) == [acme]
    assert Standing.objects.get(partner=acme).last_contact_at == datetime(2020, 2, 1, 12, tzinfo=BERLIN)
    assert rebuild_standings() == []


def test_a_discarded_contact_is_not_brought_back(cast, importing):
    payments(importing, "7,Acme,1.2.20,1,x,1\n")
    discard_entry(Interaction.objects.get(), by=cast.anna)
    assert payments(importing, "7,Acme,1.2.20,1,x,1\n").contacts_new == 0
    assert list(Interaction.objects.kept()) == []


def test_what_is_too_long_goes_out_alone(importing, monkeypatch):
    monkeypatch.setattr(contacts_module, "MAX_NUMBER", 10)
    lines = f"7,Acme,1.2.20,{'1' * 11},x,1\n7,Acme,1.2.20,2,{'x' * 20_001},1\n7,Acme,1.2.20,3,x,1\n"
    report = payments(importing, lines)
    assert [(line.line, line.reason) for line in report.left_out] == [
        (2, "the number of the contact has more than 10 characters"),
        (3, "Ensure this value has at most 20000 characters (it has 20008)."),
    ]
    assert report.contacts_new == 1
