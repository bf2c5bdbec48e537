"""A card understood: a person, an organisation or a group, and how to reach it."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from django.utils.translation import gettext as _

from partners.models import ExternalNumber
from relationships.imports.card import Card, Property, read_cards
from relationships.imports.drafts import Draft, LeftOut, PartnerDraft, PointDraft, Understood
from relationships.imports.source import Source
from relationships.imports.text import clean, fingerprint, one_line
from relationships.imports.words import language_named

# What changes with every export, and so says nothing about the content.
_VOLATILE = {"REV", "PRODID", "VERSION", "PHOTO", "X-GENERATOR", "SOURCE", "MAILER"}
_KINDS = {"individual": "person", "org": "organisation", "group": "group"}
_POINTS = {"EMAIL": "email", "TEL": "phone", "URL": "link", "ADR": "address"}
_LABELS = (
    ("mobile", {"CELL", "IPHONE", "MOBILE", "MOBIL", "HANDY"}),
    ("fax", {"FAX", "HOMEFAX", "WORKFAX"}),
    ("home", {"HOME", "PRIVAT"}),
    ("work", {"WORK", "ARBEIT", "GESCHÄFTLICH"}),
)
MAX_NUMBER = 200
MAX_POINTS = 50
MAX_POSITION = 120


def read_card_file(source: Source) -> Iterator[Understood]:
    for card in read_cards(source):
        yield card if isinstance(card, LeftOut) else understand(card)


def understand(card: Card) -> Understood:
    kind = _kind(card)
    if kind is None:
        return LeftOut(card.line, _("the card of a place or a device, which is no partner"))
    organisation, unit = _organisation(card)
    name = _name(card) or organisation
    if not name:
        return LeftOut(card.line, _("no name"))
    remarks: list[str] = []
    is_person = kind == "person"
    position = one_line(card.text("TITLE")) or one_line(card.text("ROLE"))
    draft = PartnerDraft(
        name=name,
        number=_number(card),
        kind=kind,
        organisation=organisation if is_person and organisation != name else "",
        position=_with_unit(position, unit) if is_person else "",
        language=language_named(one_line(card.text("LANG"))),
        notes="\n\n".join(filter(None, (clean(note.text) for note in card.all("NOTE")))),
        tags=tuple(
            dict.fromkeys(filter(None, (one_line(word) for each in card.all("CATEGORIES") for word in each.parts(","))))
        ),
        points=_points(card, remarks),
        members=tuple(_member(each) for each in [*card.all("MEMBER"), *card.all("X-ADDRESSBOOKSERVER-MEMBER")]),
    )
    return Draft(card.line, draft, None, remarks)


def _kind(card: Card) -> str | None:
    """Said by the card, else an organisation where it bears no other name than that one's; None for places and devices."""
    said = one_line(card.text("KIND") or card.text("X-ADDRESSBOOKSERVER-KIND")).lower()
    if said in ("location", "application", "device"):
        return None
    if said in _KINDS and said != "individual":
        return _KINDS[said]
    if one_line(card.text("X-ABSHOWAS")).upper() == "COMPANY":
        return "organisation"
    organisation, _unit = _organisation(card)
    own_name = _composed_name(card)
    if organisation and not own_name and one_line(card.text("FN")) in ("", organisation) and not said:
        return "organisation"
    return "person"


def _name(card: Card) -> str:
    return one_line(card.text("FN")) or _composed_name(card) or one_line(card.text("NICKNAME"))


def _composed_name(card: Card) -> str:
    """ "Doe;John;Richter;Mr.;Sr." → "Mr. John Richter Doe Sr."."""
    found = card.first("N")
    if not found:
        return ""
    family, given, more, before, after = (*(one_line(part) for part in found.parts()[:5]), *[""] * 5)[:5]
    return " ".join(filter(None, (before, given, more, family, after)))


def _organisation(card: Card) -> tuple[str, str]:
    """The organisation, and its unit where one is named."""
    found = card.first("ORG")
    parts = [one_line(part) for part in found.parts()] if found else []
    named = [part for part in parts if part]
    return (parts[0] if parts and parts[0] else "", ", ".join(named[1:])) if named else ("", "")


def _with_unit(position: str, unit: str) -> str:
    both = ", ".join(filter(None, (position, unit)))
    return both if len(both) <= MAX_POSITION else position


def _number(card: Card) -> str:
    """The UID, else a hash of what the card says; a UID too long to keep is hashed, too."""
    uid = _without_urn(one_line(card.text("UID")))
    if uid and len(uid) <= MAX_NUMBER:
        return uid
    said = [uid] if uid else [
        f"{each.name}{sorted(each.types())}{each.text}" for each in card.properties if each.name not in _VOLATILE
    ]  # fmt: skip
    return ExternalNumber.FINGERPRINT + fingerprint(sorted(said))


def _member(found: Property) -> str:
    return _without_urn(one_line(found.text))


def _without_urn(uid: str) -> str:
    return re.sub(r"^urn:uuid:", "", uid, flags=re.IGNORECASE)


def _points(card: Card, remarks: list[str]) -> list[PointDraft]:
    points = []
    for found in card.properties:
        kind = _POINTS.get(found.name)
        value = _VALUES[found.name](found) if kind else ""
        if kind and value:
            points.append(PointDraft(kind, value, _label(found, card), found.is_preferred()))
    if len(points) > MAX_POINTS:
        remarks.append(_("only the first %d ways to reach it were taken") % MAX_POINTS)
    return points[:MAX_POINTS]


def _email(found: Property) -> str:
    return re.sub(r"^mailto:", "", one_line(found.text), flags=re.IGNORECASE)


def _phone(found: Property) -> str:
    """ "tel:+49-551-1;ext=2" → "+49-551-1 ext. 2"."""
    value = one_line(found.text)
    if value.lower().startswith("tel:"):
        value = unquote(value[4:]).replace(";ext=", " ext. ").partition(";")[0]
    return value


def _link(found: Property) -> str:
    value = one_line(found.text)
    return value if not value or "://" in value else f"https://{value}"


def _address(found: Property) -> str:
    """As it is written on an envelope: postcode before the town, but behind it where a region is named."""
    parts = [clean(part) for part in found.parts()[:7]]
    box, extra, street, town, region, postcode, country = (parts + [""] * 7)[:7]
    place = " ".join(filter(None, (town, region, postcode) if region else (postcode, town)))
    lines = [line.strip() for part in (box, extra, street, place, country) for line in part.split("\n")]
    return "\n".join(filter(None, lines))


_VALUES = {"EMAIL": _email, "TEL": _phone, "URL": _link, "ADR": _address}


def _label(found: Property, card: Card) -> str:
    """By its types, else by what Apple writes beside it: "item1.X-ABLabel:_$!<Work>!$_"."""
    beside = [each.text for each in card.all("X-ABLABEL") if found.group and each.group == found.group]
    types = found.types() | {word.upper() for text in beside for word in re.findall(r"[^\W\d_]+", text)}
    for label, words in _LABELS:
        if types & words:
            return label
    return "other"
