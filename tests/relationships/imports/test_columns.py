"""Which column is which field."""

import pytest

from relationships.imports.columns import Columns, match_columns
from relationships.imports.errors import ImportRefused


def matched(headers: str, *mapping: tuple[str, str]) -> dict[str, list[str]]:
    columns: Columns = match_columns(headers.split(","), list(mapping))
    return {name: [columns.headers[at] for at in places] for name, places in columns.of.items()}


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (
            "Service Area,Expenditure Category,Expenditure Code,Paid Date,Trans No,Amount,Type,Supplier ID,Supplier Name",
            {
                "name": ["Supplier Name"], "external_number": ["Supplier ID"], "happened_at": ["Paid Date"],
                "interaction_number": ["Trans No"], "text": ["Expenditure Category", "Amount"],
            },
        ),
        (
            "Client,Service Area,Expenditure Catergory,Paid Date,Trans No,Amount,Type of Expenditure,Suplier ID,Supplier Nmae",
            {
                "name": ["Supplier Nmae"], "external_number": ["Suplier ID"], "happened_at": ["Paid Date"],
                "interaction_number": ["Trans No"], "text": ["Expenditure Catergory", "Amount"],
            },
        ),
        (
            "FIRMA,E-Mail,Telefon,Straße,PLZ,Ort,Kunden-Nr.,Sprache,Bemerkung",
            {
                "name": ["FIRMA"], "email": ["E-Mail"], "phone": ["Telefon"], "address": ["Straße", "PLZ", "Ort"],
                "external_number": ["Kunden-Nr."], "language": ["Sprache"], "notes": ["Bemerkung"],
            },
        ),
        (
            "Vorname,Nachname,Firma,Position,Handy",
            {
                "given_name": ["Vorname"], "family_name": ["Nachname"], "organisation": ["Firma"], "position": ["Position"],
                "phone": ["Handy"],
            },
        ),
        ("Name,Vorname", {"family_name": ["Name"], "given_name": ["Vorname"]}),
        ("Organisation Name,Supplier Name,Date", {"name": ["Supplier Name"], "happened_at": ["Date"]}),
        ("ID,Supplier,Date,Net Amount (£),Gross Amount (£)", {"name": ["Supplier"], "happened_at": ["Date"], "text": ["Net Amount (£)"]}),
        ("Position,Lieferant,Datum", {"name": ["Lieferant"], "happened_at": ["Datum"]}),
        ("ID,Name", {"external_number": ["ID"], "name": ["Name"]}),
        (
            "Reference No,Entity,Date of Payment,Expense Type,Supplier,Transaction number,Narrative,Amount in Sterling",
            {
                "name": ["Supplier"], "happened_at": ["Date of Payment"], "interaction_number": ["Transaction number"],
                "text": ["Expense Type", "Narrative", "Amount in Sterling"],
            },
        ),
        (
            "SupplierName,SupplierID,PaymentDate,TransactionNumber,AmountExcVAT,VATAmount,Irrecoverable VAT amount",
            {
                "name": ["SupplierName"], "external_number": ["SupplierID"], "happened_at": ["PaymentDate"],
                "interaction_number": ["TransactionNumber"], "text": ["AmountExcVAT"],
            },
        ),
        (
            "Body Name,Vendor Name,Vendor No.,Invoice Date,Transaction Reference,AP Amount (£),Merchant Category",
            {
                "name": ["Vendor Name"], "external_number": ["Vendor No."], "happened_at": ["Invoice Date"],
                "interaction_number": ["Transaction Reference"], "text": ["AP Amount (£)", "Merchant Category"],
            },
        ),
        ("Payee,Check Date,Betrag in EUR", {"name": ["Payee"], "happened_at": ["Check Date"], "text": ["Betrag in EUR"]}),
        (
            "Firma,Vorname,Nachname,Straße geschäftlich,Ort geschäftlich,Postleitzahl geschäftlich,Telefon (privat),Fax geschäftlich",
            {
                "organisation": ["Firma"], "given_name": ["Vorname"], "family_name": ["Nachname"],
                "address": ["Straße geschäftlich", "Ort geschäftlich", "Postleitzahl geschäftlich"],
                "phone": ["Telefon (privat)", "Fax geschäftlich"],
            },
        ),
        (
            "Name (Adressattyp Unternehmen),Name (Adressattyp natürl. Person),Vorname (Adressattyp natürl. Person)",
            {
                "name": ["Name (Adressattyp Unternehmen)"], "family_name": ["Name (Adressattyp natürl. Person)"],
                "given_name": ["Vorname (Adressattyp natürl. Person)"],
            },
        ),
        ("Name,Name,Amount", {"name": ["Name"], "text": ["Amount"]}),
    ],
)  # fmt: skip
def test_usual_headers_are_known_in_english_and_german(headers, fields):
    assert matched(headers) == fields


def test_what_is_mapped_wins_and_closes_its_field():
    headers = "Supplier Name,Trading As,Category,Amount,Purpose"
    assert matched(
        headers, ("trading as", "name"), ("Amount", "text"), ("Purpose", "text"), ("Category", "ignore")
    ) == {
        "name": ["Trading As"],
        "text": ["Amount", "Purpose"],
    }


def test_a_mapped_column_that_is_missing_lists_those_that_are_there():
    with pytest.raises(ImportRefused) as refused:
        matched("Supplier,Paid,Amount", ("Supplier Name", "name"))
    assert str(refused.value) == "There is no column “Supplier Name”. Columns: Supplier, Paid, Amount"


def test_an_unknown_field_lists_the_fields():
    with pytest.raises(ImportRefused, match=r"There is no field “surname”\. Fields: external_number, name, "):
        matched("Supplier", ("Supplier", "surname"))


def test_two_columns_for_one_field_are_refused():
    with pytest.raises(ImportRefused, match=r"Two columns are mapped onto “name”, which takes one\."):
        matched("A,B", ("A", "name"), ("B", "name"))


def test_a_table_without_names_is_refused_with_its_columns():
    with pytest.raises(ImportRefused) as refused:
        matched("Red,Green,,Blue")
    assert str(refused.value) == (
        'No column says who the partner is. Name it with --map "COLUMN=name". Columns: Red, Green, Blue'
    )
