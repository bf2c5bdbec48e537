"""What a user has moved to the trash and may take out again, for ninety days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, QuerySet, Value

from accounts.models import Record, User, Visible
from partners.access import may_discard_partner
from partners.models import Partner
from partners.queries.membership import with_membership
from relationships.access import may_discard_entry
from relationships.models import Appreciation, Comment, Entry, Idea, Interaction, Issue, Reminder
from relationships.queries.gather import load_partners, visible_partners

SHOWN = 100
NOUNS: dict[str, type[Record]] = {
    "partner": Partner,
    "interaction": Interaction,
    "issue": Issue,
    "appreciation": Appreciation,
    "idea": Idea,
    "reminder": Reminder,
    "comment": Comment,
}


@dataclass(frozen=True)
class Guest:
    """A noun of an app to the right: who may take one out of the trash, and the action that does."""

    may_restore: Callable[[User, Any], bool]
    restore: Callable[..., None]


guests: dict[type[Record], Guest] = {}


def register_noun(
    noun: str, model: type[Record], *, may_restore: Callable[[User, Any], bool], restore: Callable[..., None]
) -> None:
    """Enter a noun whose QuerySet knows `seen_by`; apps do it in AppConfig.ready()."""
    NOUNS[noun] = model
    guests[model] = Guest(may_restore, restore)


def trash_of(user: User, noun: str) -> QuerySet[Any]:
    """What `user` discarded themself and still may see, of one noun."""
    rows: Any = NOUNS[noun]._default_manager.discarded().filter(discarded_by=user.pk)  # type: ignore[attr-defined]
    if noun == "reminder":
        return rows.filter(user=user.pk)
    if noun == "comment":
        return rows.filter(Visible(Issue, user, "issue"))
    return with_membership(rows.seen_by(user), user) if noun == "partner" else rows.seen_by(user)


def trash(user: User, *, at: datetime) -> list[tuple[str, Any]]:
    """(noun, record), the newest first: one query for the keys, one for each noun there is, one for all partners."""
    found: list[tuple[str, Any]] = []
    for noun, ids in _keys(user).items():
        rows = trash_of(user, noun).filter(pk__in=ids)
        found += [(noun, row) for row in rows if may_restore(user, row)]
    load_partners(visible_partners, [row for _noun, row in found if isinstance(row, Entry)], user=user)
    return sorted(found, key=lambda pair: pair[1].discarded_at, reverse=True)[:SHOWN]


def _keys(user: User) -> dict[str, list[int]]:
    """The ids of the newest of each noun; the inner SELECTs because SQLite takes no limit in a union."""
    selects = []
    for noun, model in NOUNS.items():
        newest = trash_of(user, noun).order_by("-discarded_at", "-pk").values("pk")[:SHOWN]
        rows = model._default_manager.filter(pk__in=newest).order_by()
        selects.append(rows.annotate(noun=Value(noun, CharField())).values_list("noun", "pk"))
    keys: dict[str, list[int]] = {}
    for noun, pk in selects[0].union(*selects[1:], all=True):
        keys.setdefault(noun, []).append(pk)
    return keys


def may_restore(user: User, record: Record) -> bool:
    if guest := guests.get(type(record)):
        return guest.may_restore(user, record)
    if isinstance(record, Partner):
        return may_discard_partner(user, record)
    return not isinstance(record, Entry) or may_discard_entry(user, record)
