"""One registry of personal fields: showing, exporting and erasing a person's data works off it.

Every model of ours declares each of its fields as personal (says something about somebody, free text always included)
or other. A test fails on a field that is not declared, in the histories too.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model

from accounts.models import (
    DeliverySettings,
    FeedKey,
    Heartbeat,
    Membership,
    Notification,
    OutgoingMail,
    Record,
    Team,
    User,
)


@dataclass(frozen=True)
class Declaration:
    """The fields of one model by name; `about` holds the lookups from a row to the user or partner it speaks of."""

    personal: frozenset[str]
    other: frozenset[str]
    about: tuple[str, ...]


registry: dict[type[Model], Declaration] = {}

RECORD_PERSONAL = ("created_by", "discarded_by")
RECORD_OTHER = tuple(Record.BOOKKEEPING)


def declare(model: type[Model], *, personal: Iterable[str], other: Iterable[str], about: Iterable[str] = ()) -> None:
    """Enter `model`, whose fields are all named; a Record's own bookkeeping is added by itself."""
    if issubclass(model, Record):
        personal, other = (*personal, *RECORD_PERSONAL), (*other, *RECORD_OTHER)
    registry[model] = Declaration(frozenset(personal), frozenset(other), tuple(about))


declare(
    User,
    personal=["email", "name", "password", "last_login", "language", "time_zone", "theme", "date_joined"],
    other=["id", "is_active", "is_administrator", "working_team"],
    about=["pk"],
)
declare(Team, personal=["name", "members"], other=["mood_for_colleagues"], about=["members"])
declare(Membership, personal=["user", "role"], other=["id", "team"], about=["user"])
declare(Heartbeat, personal=[], other=["id", "beaten_at"])
declare(
    DeliverySettings,
    personal=[
        "user", "mail", "digest_at", "works_on", "quiet_from", "quiet_until", "country", "region", "deputy", "away_from",
        "away_until",
    ],
    other=[],
    about=["user", "deputy"],
)  # fmt: skip
declare(
    Notification,
    personal=["user", "target_type", "target_id", "key", "read_at"],
    other=["id", "kind", "created_at", "mail"],
    about=["user"],
)
declare(
    OutgoingMail,
    personal=["user"],
    other=[
        "id", "message_id", "is_document", "letter", "created_at", "due_at", "attempts", "lease", "leased_until", "sent_at", "dead_at", "last_error",
    ],
    about=["user"],
)  # fmt: skip
declare(FeedKey, personal=["user", "digest"], other=["made_at"], about=["user"])
