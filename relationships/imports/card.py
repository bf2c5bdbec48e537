"""vCards 2.1, 3.0 and 4.0 as lists of properties: unfolding, parameters, encodings, cards that break off.

Written by hand because vobject refuses whole files that phones and mail programs write, and knows no line numbers
(docs/decisions/0004-own-vcard-reader.md).
"""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from relationships.imports.drafts import LeftOut
from relationships.imports.errors import ImportRefused
from relationships.imports.source import Source
from relationships.imports.table import MAX_ROWS

MAX_VALUE = 100_000
MAX_PROPERTIES = 1_000
# What says nothing about a partner, or may be huge.
_IGNORED = {"PHOTO", "LOGO", "SOUND", "KEY", "CALURI", "X-MS-OL-DESIGN", "X-MS-CARDPICTURE", "LABEL"}
_HEAD = re.compile(r"(?:(?P<group>[A-Za-z0-9-]{1,60})\.)?(?P<name>[A-Za-z0-9-]{1,60})")


@dataclass(slots=True)
class Property:
    """`raw` is the value as it stands, but for folds and soft line breaks; see `text` and `parts`."""

    name: str
    group: str
    params: dict[str, list[str]]
    raw: str
    version: str = "3.0"

    @property
    def text(self) -> str:
        return _unescape(self._decoded(self.raw), self.version)

    def parts(self, separator: str = ";") -> list[str]:
        """The components of a structured value."""
        pieces = _split(self.raw, separator) if "\\" in self.raw else self.raw.split(separator)
        return [_unescape(self._decoded(piece), self.version) for piece in pieces]

    def types(self) -> set[str]:
        """TYPE=home,work and the bare words of vCard 2.1, in upper case."""
        said = self.params.get("TYPE", []) + self.params.get("", [])
        return {word.strip().upper() for value in said for word in value.split(",")}

    def is_preferred(self) -> bool:
        return "PREF" in self.types() or self.params.get("PREF", [""])[0] == "1"

    def _decoded(self, value: str) -> str:
        if not _is_quoted_printable(self.params):
            return value
        octets = quopri.decodestring(value.encode("utf-8", "replace"))
        for charset in [*self.params.get("CHARSET", []), "utf-8", "cp1252"]:
            try:
                return octets.decode(charset)
            except (UnicodeDecodeError, LookupError, ValueError):
                continue
        return octets.decode("latin-1")


@dataclass(slots=True)
class Card:
    line: int
    version: str = "3.0"
    properties: list[Property] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [found for found in self.properties if found.name == name]

    def first(self, name: str) -> Property | None:
        """The preferred property of that name, else the first one that says something."""
        found = [each for each in self.all(name) if each.raw.strip()]
        return next((each for each in found if each.is_preferred()), found[0] if found else None)

    def text(self, name: str) -> str:
        found = self.first(name)
        return found.text.strip() if found else ""


def read_cards(source: Source) -> Iterator[Card | LeftOut]:
    """Every card of the file; one that is cut off or overfull is left out by itself. Raises ImportRefused."""
    card: Card | None = None
    depth = count = 0
    for line, text in _logical_lines(source):
        head = text.strip().upper()
        if head == "BEGIN:VCARD":
            if card and _expects_card(card):
                depth += 1
                continue
            if card:
                yield _cut(card)
            card, depth, count = Card(line), 0, count + 1
            if count > MAX_ROWS:
                raise ImportRefused(
                    _(
                        "The file has more than %d cards. Split it into smaller files and import them one after the other."
                    )
                    % MAX_ROWS
                )
        elif head == "END:VCARD" and depth:
            depth -= 1
        elif head == "END:VCARD":
            if card:
                yield _checked(card)
            card = None
        elif card and not depth and len(card.properties) <= MAX_PROPERTIES:
            _add(card, text)
    if card:
        yield _cut(card)
    if not count:
        raise ImportRefused(_("There is no card in the file: it has no line BEGIN:VCARD. Export the contacts again."))


def _expects_card(card: Card) -> bool:
    """vCard 2.1 puts an agent's whole card inside."""
    return bool(card.properties) and card.properties[-1].name == "AGENT" and not card.properties[-1].raw.strip()


def _cut(card: Card) -> LeftOut:
    return LeftOut(card.line, _("the card breaks off: its END:VCARD is missing. Export it again"))


def _checked(card: Card) -> Card | LeftOut:
    if len(card.properties) > MAX_PROPERTIES:
        return LeftOut(card.line, _("the card has too many lines"))
    for each in card.properties:
        each.version = card.version
    return card


def _add(card: Card, text: str) -> None:
    found = _property(text)
    if found is None or found.name in _IGNORED:
        return
    if found.name == "VERSION":
        card.version = found.raw.strip()[:10]
    card.properties.append(found)


class _Logical:
    """A line and what is folded onto it; what goes beyond MAX_VALUE is dropped as it comes."""

    def __init__(self, begins: int, text: str) -> None:
        self.begins, self.pieces, self.size = begins, [text[:MAX_VALUE]], len(text)
        head = text[:200].partition(":")[0].upper()
        self.is_quoted = "QUOTED-PRINTABLE" in head
        self.is_base64 = "BASE64" in head or "ENCODING=B" in head
        self.is_soft = self.is_quoted and text.endswith("=")

    def takes(self, line: int, text: str) -> bool:
        """A folded line begins with a space; a quoted-printable one goes on after "=", a base64 one while no colon comes."""
        folded = line == self.begins or text[:1] in (" ", "\t") or self.is_soft
        return folded or (self.is_base64 and bool(text) and ":" not in text)

    def add(self, line: int, text: str) -> None:
        folded = line != self.begins and not self.is_soft and text[:1] in (" ", "\t")
        if self.is_soft:
            self.pieces[-1] = self.pieces[-1][:-1]
        if self.size < MAX_VALUE:
            self.pieces.append(text[folded : MAX_VALUE - self.size])
            self.size += len(text)
        self.is_soft = self.is_quoted and self.size < MAX_VALUE and text.endswith("=")

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def _logical_lines(source: Source) -> Iterator[tuple[int, str]]:
    """Unfolded lines under the number they begin in."""
    current: _Logical | None = None
    for line, piece in source.lines():
        text = piece.rstrip("\r\n").lstrip("\ufeff")
        if current and current.takes(line, text):
            current.add(line, text)
            continue
        if current:
            yield current.begins, current.text
        current = _Logical(line, text)
    if current:
        yield current.begins, current.text


def _is_quoted_printable(params: dict[str, list[str]]) -> bool:
    said = params.get("ENCODING", []) + params.get("", [])
    return any(value.upper() == "QUOTED-PRINTABLE" for value in said)


def _property(line: str) -> Property | None:
    """ "item1.TEL;TYPE=cell:123" taken apart; None for what is no property."""
    head = _HEAD.match(line)
    if not head:
        return None
    params: dict[str, list[str]] = {}
    at = head.end()
    while line[at : at + 1] == ";":
        end = _end_of_param(line, at + 1)
        name, said, value = line[at + 1 : end].partition("=")
        params.setdefault(name.strip().upper() if said else "", []).append((value if said else name).strip(' "'))
        at = end
    if line[at : at + 1] != ":":
        return None
    return Property(head["name"].upper(), (head["group"] or "").lower(), params, line[at + 1 :])


def _end_of_param(line: str, start: int) -> int:
    quoted = False
    for at in range(start, len(line)):
        if line[at] == '"':
            quoted = not quoted
        elif line[at] in ";:" and not quoted:
            return at
    return len(line)


def _split(value: str, separator: str) -> list[str]:
    """Split where the separator is not escaped."""
    cuts = [found.start() for found in re.finditer(rf"\\.|{separator}", value, re.DOTALL) if found[0] == separator]
    return [value[start:end] for start, end in zip([0, *(cut + 1 for cut in cuts)], [*cuts, None], strict=True)]


def _unescape(value: str, version: str) -> str:
    """In vCard 2.1 a backslash means something in front of separators only: paths are full of them."""
    escapable = r"\\([;,:\\])" if version == "2.1" else r"\\(.)"
    return re.sub(escapable, lambda found: "\n" if found[1] in "nN" else found[1], value, flags=re.DOTALL)
