"""Which column of a table is which field: by what the columns are usually called, in English and German."""

import difflib
import re
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _

from partners.names import fold
from relationships.imports.errors import ImportRefused
from relationships.imports.text import shortened

IGNORED = "ignore"
# Several columns may be mapped onto these; their values are kept in the order of the columns.
REPEATABLE = {"text", "notes", "email", "phone", "address", "link", "tags", "roles"}

# Of each field the usual headers, the likelier ones first; folded, without punctuation.
USUAL: dict[str, str] = {
    "external_number": "supplier id, supplier no, supplier number, supplier code, vendor id, vendor no, vendor number, vendor code,"
    " creditor number, creditor id, creditor no, lieferantennummer, lieferanten nr, lieferantennr, lieferant nr, kreditor,"
    " kreditor nr, kreditorennummer, kreditornummer, customer id, customer no, customer number, kundennummer, kunden nr,"
    " kundennr, debitor, debitor nr, debitorennummer, debitornummer, partner id, partner no, partner number, partnernummer,"
    " partner nr, external number, external id, geschaftspartner, geschaftspartnernummer, beneficiary id, payee id,"
    " supplier ref, supplier reference, supplier account, vendor ref, vendor account, creditor code, creditor ref, payee code, payee no,"
    " payee number, beneficiary code, beneficiary no, beneficiary number, contact id, id",
    "name": "supplier name, vendor name, creditor name, customer name, partner name, beneficiary name, payee name, full name,"
    " display name, vollstandiger name, anzeigename, lieferantenname, kundenname, partnername, name, name 1, supplier, vendor,"
    " lieferant, kunde, customer, partner, beneficiary, payee, empfanger, zahlungsempfanger, creditor, merchant name,"
    " merchant, recipient name, recipient, contractor name, contractor, paid to, name adressattyp unternehmen,"
    " geschaftspartnername, bezeichnung",
    "organisation": "organisation, organization, company, company name, firma, firmenname, unternehmen, employer, arbeitgeber,"
    " organisation name, organization name, organization 1 name",
    "given_name": "given name, first name, forename, vorname, vorname adressattyp naturl person",
    "family_name": "family name, last name, surname, nachname, familienname, name adressattyp naturl person",
    "happened_at": "happened at, paid date, payment date, date paid, date of payment, paid on, transaction date, posting date,"
    " date of transaction, trans date, date of invoice, date invoice paid, invoice paid date, pay date, cheque date, check date,"
    " clearing date, cleared date, gl date, ledger date, document date, doc date, certified date, invoice date, effective date,"
    " contact date, date, when, datum, zahldatum, zahlungsdatum, buchungsdatum, belegdatum,"
    " rechnungsdatum, kontaktdatum, wann, tag",
    "interaction_number": "trans no, trans number, trans id, transaction no, transaction number, transaction id, transaction ref,"
    " transaction reference, transaction ref no, trans ref, tran no, unique transaction reference, unique reference number,"
    " interaction number, document number, document no, doc no, document ref, document reference, voucher number, voucher no,"
    " invoice number, invoice no, invoice ref, invoice reference, payment number, payment id, payment no,"
    " payment reference, payment ref, belegnummer, beleg nr, belegnr, buchungsnummer, rechnungsnummer, rechnungs nr, vorgangsnummer, kontaktnummer",
    "text": "text, what happened, expenditure category, expense category, expense type, expenses type,"
    " expenditure type, detailed expense type, detailed expenses type, merchant category, procurement category, procurement category label, expense area,"
    " expenses area, category, description, expenditure description, transaction description, account description, invoice description,"
    " purpose, purpose of expenditure, purpose of spend, details, subject, narrative, amount, net amount, gross amount, amount paid, value,"
    " transaction amount, invoice amount, net value, net, gross value, gross, transaction value, invoice value, invoiced value,"
    " total value, kategorie, beschreibung, verwendungszweck, zweck, betreff, buchungstext, betrag, nettobetrag, bruttobetrag, summe, was war",
    "email": "e mail, email, mail, e mail address, email address, e mail adresse, mailadresse, e mail 1, e mail 2,"
    " e mail 1 value, e mail 2 value, e mail 2 adresse, e mail 3 adresse, e mail work, e mail private, primary email, secondary email",
    "phone": "phone, telephone, tel, phone number, telephone number, telefon, telefonnummer, tel nr, rufnummer, mobile,"
    " mobile phone, mobile number, cell, cell phone, mobil, mobiltelefon, handy, handynummer, mobilnummer, fax, faxnummer, fax number,"
    " phone 1 value, phone 2 value, phone 1, phone 2",
    "address": "address 1 formatted, address 2 formatted, address, postal address, address line 1, address line 2, address line 3,"
    " address 1, address 2, address 3, street, street address, street 2, street 3, house number, postcode, post code, postal code, zip, zip code, city, town, state, county, country,"
    " country region, land region, adresse, anschrift, strasse, strasse 2, strasse 3, str, hausnummer, plz, postleitzahl, ort, stadt, wohnort, land, postfach, po box",
    "link": "link, url, website, website 1 value, web site, web, homepage, web page, webseite, internet, internetseite",
    "position": "position, job title, organization title, organization 1 title, title of position, stelle, funktion, job",
    "language": "language, sprache, korrespondenzsprache",
    "notes": "notes, note, remarks, remark, comment, comments, notizen, notiz, bemerkung, bemerkungen, anmerkung, kommentar",
    "tags": "tags, tag list, labels, group membership, categories, kategorien, schlagworte, schlagworter, stichworte, markierungen",
    "roles": "roles, role, partner role, rollen, rolle, partnerrolle",
    "kind": "kind, partner kind, partner type, partnerart, kind of partner",
}  # fmt: skip
FIELDS = [*USUAL, IGNORED]
_FIELD_OF = {name: fieldname for fieldname, names in USUAL.items() for name in re.split(r",\s*", names)}
_RANK = {name: rank for rank, name in enumerate(_FIELD_OF)}
_SAID_OF_PEOPLE = {"name", "full name", "display name", "vollstandiger name", "anzeigename", "name 1"}
_AMOUNT = re.compile(r"amounts?\b|\w*betrag\b|\bsumme\b|value$|^(?:net|gross)$")
# What says whose phone or address it is, before or after the usual header.
_WHOSE = re.compile(r"\b(?:business|work|office|home|main|private|geschaftlich|dienstlich|privat)\b")
_REACHED_AT = {"email", "phone", "address", "link"}
_MISSPELLED = 0.87
MAX_COLUMNS = 500


@dataclass
class Columns:
    """Field → positions of its columns; `headers` are those of the file, as they stand there."""

    headers: list[str]
    of: dict[str, list[int]] = field(default_factory=dict)

    def described(self) -> list[tuple[str, str]]:
        return [(self.headers[at], name) for name, places in self.of.items() for at in places]

    def unused(self) -> list[str]:
        used = {at for places in self.of.values() for at in places}
        return [header for at, header in enumerate(self.headers) if at not in used and header]


def plain(header: str) -> str:
    """A header without case, accents, brackets, punctuation: "Amount (£)" and "amount_GBP" → "amount", "amount gbp"."""
    parted = fold(re.sub(r"(?<=[a-zß-ÿ])(?=[A-Z0-9])", " ", header))
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", parted)
    return _words(bare) or _words(parted)


@lru_cache(maxsize=MAX_COLUMNS)
def usual(header: str) -> str:
    """The usual header that this one is, in brackets or with "business" around it, too; else the plain one."""
    whole, bare = _words(fold(header)), plain(header)
    bared_further = _words(_WHOSE.sub(" ", bare))
    if whole in _FIELD_OF:
        return whole
    if bare not in _FIELD_OF and _FIELD_OF.get(bared_further) in _REACHED_AT:
        return bared_further
    return bare


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text))


def names_a_partner(headers: list[str], mapping: list[tuple[str, str]]) -> bool:
    """Whether a row can be the header line: it has the column that the name comes from."""
    wanted = {fold(column) for column, name in mapping if name == "name"}
    if wanted:
        return any(fold(header) in wanted for header in headers)
    known = {_FIELD_OF.get(usual(header)) for header in headers}
    return bool(known & {"name", "organisation", "family_name", "given_name"})


def is_amount(header: str) -> bool:
    """Whether a column holds sums of money; not those of the tax alone."""
    said = plain(header)
    return bool(_AMOUNT.search(said)) and not re.match(r"(?:ir)?(?:recoverable )?(?:vat|tax|mwst|ust)\b", said)


def match_columns(headers: list[str], mapping: list[tuple[str, str]]) -> Columns:
    """The columns of `headers`: what `mapping` says, and by its usual header what it leaves open.

    Raises ImportRefused where a mapped column is missing or nothing says who the partner is.
    """
    if len(headers) > MAX_COLUMNS:
        raise ImportRefused(_("The first line has %d columns. Check that this is the table you meant.") % len(headers))
    columns = Columns(headers)
    taken = _map(columns, mapping)
    explicit = set(columns.of)
    found = {at: usual(header) for at, header in enumerate(headers) if at not in taken and header}
    _match(columns, {at: name for at, name in found.items() if name in _FIELD_OF}, explicit)
    left = {at: name for at, name in found.items() if at not in {at for places in columns.of.values() for at in places}}
    _match(columns, _corrected(left), explicit | (set(columns.of) - REPEATABLE))
    columns.of.pop(IGNORED, None)
    _settle_names(columns, explicit)
    if "name" not in columns.of and not columns.of.keys() & {"given_name", "family_name"}:
        raise ImportRefused(
            _('No column says who the partner is. Name it with --map "COLUMN=name". Columns: %s')
            % ", ".join(shortened(header, 40) for header in headers if header)
        )
    return columns


def _map(columns: Columns, mapping: list[tuple[str, str]]) -> set[int]:
    taken: set[int] = set()
    for column, name in mapping:
        if name not in FIELDS:
            raise ImportRefused(
                _("There is no field “%(field)s”. Fields: %(fields)s") % {"field": name, "fields": ", ".join(FIELDS)}
            )
        places = [at for at, header in enumerate(columns.headers) if header == column]
        places = places or [at for at, header in enumerate(columns.headers) if header and fold(header) == fold(column)]
        if not places:
            raise ImportRefused(
                _("There is no column “%(column)s”. Columns: %(columns)s")
                % {
                    "column": column,
                    "columns": ", ".join(shortened(header, 40) for header in columns.headers if header),
                }
            )
        kept = places if name in REPEATABLE or name == IGNORED else places[:1]
        columns.of.setdefault(name, []).extend(at for at in kept if at not in columns.of[name])
        if name not in REPEATABLE and len(columns.of[name]) > 1 and name != IGNORED:
            raise ImportRefused(_("Two columns are mapped onto “%s”, which takes one.") % name)
        taken.update(places)
    return taken


def _match(columns: Columns, found: dict[int, str], closed: set[str]) -> None:
    """Give each of the `found` columns its field, the likeliest header first where only one can have it."""
    for at in sorted(found, key=lambda at: (_RANK[found[at]], at)):
        name = _FIELD_OF[found[at]]
        if name not in closed and (name in REPEATABLE or name not in columns.of):
            columns.of.setdefault(name, []).append(at)
    for name in (REPEATABLE & columns.of.keys()) - closed:
        columns.of[name].sort()


def _corrected(headers: dict[int, str]) -> dict[int, str]:
    """Headers that are one or two letters away from a usual one, or name an amount in their own way."""
    close = {
        at: difflib.get_close_matches(header, _FIELD_OF, n=1, cutoff=_MISSPELLED)
        or (["amount"] if is_amount(header) and not header.endswith("value") else [])
        for at, header in headers.items()
        if 6 <= len(header) <= 40
    }
    return {at: names[0] for at, names in close.items() if names}


def _settle_names(columns: Columns, explicit: set[str]) -> None:
    """What a header means depends on its neighbours: "Name;Vorname" is a family name, "Firma" alone the partner itself.

    Beside "Supplier name" an "Organisation" is who paid and a "Position" a line of the bill; beside a date an "ID" counts
    lines.
    """
    of, free = columns.of, {name: name not in explicit for name in columns.of}
    if "name" in of and "given_name" in of and "family_name" not in of and free["name"]:
        of["family_name"] = of.pop("name")
    if free.get("organisation") and not of.keys() & {"name", "given_name", "family_name"}:
        of["name"] = of.pop("organisation")
    if "name" in of and plain(columns.headers[of["name"][0]]) not in _SAID_OF_PEOPLE:
        for name in ("organisation", "position"):
            if free.get(name):
                of.pop(name, None)
    if "happened_at" in of and free.get("external_number") and plain(columns.headers[of["external_number"][0]]) == "id":
        del of["external_number"]
    if "text" in of and free["text"]:
        amounts = [at for at in of["text"] if is_amount(columns.headers[at])]
        spare = set(sorted(amounts, key=lambda at: _RANK.get(plain(columns.headers[at]), len(_RANK)))[1:])
        of["text"] = [at for at in of["text"] if at not in spare]
