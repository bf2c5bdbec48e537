"""What the import has understood of a line or a card, before anything is written."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class PointDraft:
    kind: str
    value: str
    label: str = "work"
    is_preferred: bool = False


@dataclass(slots=True)
class PartnerDraft:
    """`number` is how the file's source knows the partner, or the fingerprint of what the file says about it."""

    name: str
    number: str
    kind: str = ""
    roles: tuple[str, ...] = ()
    organisation: str = ""
    position: str = ""
    language: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()
    points: list[PointDraft] = field(default_factory=list)
    members: tuple[str, ...] = ()


@dataclass(slots=True)
class ContactDraft:
    """`number` is empty where the file gives none; `content` is the fingerprint of the whole line."""

    happened_at: datetime
    text: str
    number: str
    content: str


@dataclass(slots=True)
class Draft:
    line: int
    partner: PartnerDraft
    contact: ContactDraft | None = None
    remarks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class LeftOut:
    """A line or card that does not go in; lines with the same reason are reported together."""

    line: int
    reason: str
    detail: str = ""


Understood = Draft | LeftOut
