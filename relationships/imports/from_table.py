"""A row of a table understood: a partner, and a contact with it where the row bears a date."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import ExternalNumber
from relationships.imports.columns import is_amount, usual
from relationships.imports.dates import read_date
from relationships.imports.drafts import ContactDraft, Draft, LeftOut, PartnerDraft, PointDraft, Understood
from relationships.imports.reached_at import address_lines, columns_of_labels, label_named
from relationships.imports.table import Row, Table
from relationships.imports.text import clean, fingerprint, one_line, shortened
from relationships.imports.words import kind_named, language_named, role_named
from relationships.models.entry import out_of_time

JOINED_BY = " · "
# How Google puts several values into one field, and marks the groups that are its own.
SEVERAL, ITS_OWN = ":::", "*"


@dataclass
class TableReader:
    """Understands the rows of one table; `with_contacts` says whether dates matter."""

    table: Table
    with_contacts: bool = False
    places: dict[str, list[int]] = field(init=False)
    labelled_by: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.places = self.table.columns.of
        self.labelled_by = columns_of_labels(self.table.columns.headers)

    def __iter__(self) -> Iterator[Understood]:
        return map(self.understand, self.table.rows())

    def understand(self, row: Row) -> Understood:
        if any(cell.strip() for cell in row.cells[len(self.table.columns.headers) :]):
            return LeftOut(
                row.line, _("more fields than the header has columns: a delimiter is in a text without quotes")
            )
        remarks: list[str] = []
        partner = self._partner(row, remarks)
        if not partner.name:
            return LeftOut(row.line, _("no name"))
        if not self.with_contacts or "happened_at" not in self.places:
            return Draft(row.line, partner, None, remarks)
        contact = self._contact(row, remarks)
        return contact if isinstance(contact, LeftOut) else Draft(row.line, partner, contact, remarks)

    def _partner(self, row: Row, remarks: list[str]) -> PartnerDraft:
        name, is_person = self._name(row)
        draft = PartnerDraft(
            name=name,
            number=self._one(row, "external_number"),
            kind=self._word(row, "kind", kind_named, remarks) or ("person" if is_person else ""),
            roles=tuple(filter(None, (self._role(word, remarks) for word in self._split(row, "roles")))),
            organisation=self._one(row, "organisation"),
            position=self._one(row, "position"),
            language=self._word(row, "language", language_named, remarks),
            notes="\n".join(filter(None, (clean(cell) for cell in self._cells(row, "notes")))),
            tags=tuple(dict.fromkeys(self._split(row, "tags"))),
            points=self._points(row),
        )
        self._settle(draft, remarks)
        draft.number = draft.number or _content(draft)
        return draft

    def _name(self, row: Row) -> tuple[str, bool]:
        """The name, and whether it is said to be a person's."""
        given, family = self._one(row, "given_name"), self._one(row, "family_name")
        if name := self._one(row, "name"):
            return name, bool(given or family)
        if given or family:
            return f"{given} {family}".strip(), True
        return self._one(row, "organisation"), False

    def _settle(self, draft: PartnerDraft, remarks: list[str]) -> None:
        """Only a person has a position and belongs to an organisation; who has one and says nothing else is a person."""
        if draft.organisation == draft.name:
            draft.organisation = ""
        if (draft.organisation or draft.position) and not draft.kind:
            draft.kind = "person"
        if (draft.organisation or draft.position) and draft.kind != "person":
            remarks.append(_("only a person belongs to an organisation or has a position; left away"))
            draft.organisation = draft.position = ""

    def _points(self, row: Row) -> list[PointDraft]:
        points = []
        for kind in ("email", "phone", "link"):
            for at in self.places.get(kind, ()):
                label = self._label(row, at)
                for value in re.split(rf"[;\n]|{SEVERAL}|,(?=\s|\S*@)", clean(self._cell(row, at))):
                    if value := one_line(value):
                        points.append(PointDraft(kind, _as_link(value) if kind == "link" else value, label))
        return points + self._addresses(row)

    def _addresses(self, row: Row) -> list[PointDraft]:
        """One for work and one for home, each of its own columns."""
        parts: dict[str, list[tuple[str, str]]] = {}
        for at in self.places.get("address", ()):
            part = (usual(self.table.columns.headers[at]), clean(self._cell(row, at)))
            parts.setdefault(self._label(row, at), []).append(part)
        lines = {label: address_lines(of_label) for label, of_label in parts.items()}
        return [PointDraft("address", written, label) for label, written in lines.items() if written]

    def _label(self, row: Row, at: int) -> str:
        """What the column beside it says ("Phone 1 - Type": "Mobile"), else its own header."""
        said = self._cell(row, self.labelled_by[at]) if at in self.labelled_by else ""
        return label_named(said or self.table.columns.headers[at])

    def _contact(self, row: Row, remarks: list[str]) -> ContactDraft | LeftOut | None:
        said = self._one(row, "happened_at")
        if not said:
            remarks.append(_("no date, so no contact was made of it"))
            return None
        moment = read_date(said)
        if moment is None:
            return LeftOut(row.line, _("not a date, read day first"), shortened(said))
        if message := out_of_time(moment, now=timezone.now()):
            return LeftOut(row.line, str(message), shortened(said))
        parts = [self._text(at, self._cell(row, at)) for at in self.places.get("text", ())]
        return ContactDraft(
            happened_at=moment,
            text=JOINED_BY.join(filter(None, parts)),
            number=self._one(row, "interaction_number"),
            content=fingerprint(one_line(cell) for cell in row.cells),
        )

    def _text(self, at: int, cell: str) -> str:
        """A cell as text; a plain amount is written out to the penny."""
        text = clean(cell)
        if re.fullmatch(r"-?\d{1,15}(\.\d)?", text) and is_amount(self.table.columns.headers[at]):
            return f"{text}0" if "." in text else f"{text}.00"
        return text

    def _role(self, word: str, remarks: list[str]) -> str:
        role = role_named(word)
        if not role:
            remarks.append(_not_understood(word))
        return role

    def _word(self, row: Row, name: str, read: Callable[[str], str], remarks: list[str]) -> str:
        word = self._one(row, name)
        if word and not read(word):
            remarks.append(_not_understood(word))
        return read(word) if word else ""

    def _split(self, row: Row, name: str) -> list[str]:
        cells = self._cells(row, name)
        parts = [one_line(part) for cell in cells for part in re.split(rf"[,;|\n]|{SEVERAL}", clean(cell))]
        return [part for part in parts if part and not part.startswith(ITS_OWN)]

    def _one(self, row: Row, name: str) -> str:
        places = self.places.get(name)
        return one_line(self._cell(row, places[0])) if places else ""

    def _cells(self, row: Row, name: str) -> list[str]:
        return [self._cell(row, at) for at in self.places.get(name, ())]

    @staticmethod
    def _cell(row: Row, at: int) -> str:
        return row.cells[at] if at < len(row.cells) else ""


def _content(draft: PartnerDraft) -> str:
    """The number of a partner that bears none: what the file says about it."""
    points = sorted(f"{point.kind} {point.value}" for point in draft.points)
    said = [draft.name, draft.organisation, draft.position, *points]
    return ExternalNumber.FINGERPRINT + fingerprint(said)


def _not_understood(word: str) -> str:
    return _("“%s” is not understood; left away") % shortened(word)


def _as_link(value: str) -> str:
    return value if "://" in value else f"https://{value}"
