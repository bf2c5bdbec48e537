"""Entries that several questions on one page ask for, loaded together.

However many questions there are and however many rows they find, it takes one query for their keys and partners, and
one for each of the four kinds of entries: at most five.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, DateTimeField, Exists, F, IntegerField, OuterRef, QuerySet, Value

from accounts.kept import Among, kept, loaded
from accounts.models import User, Visible
from accounts.queries.user_name import with_named
from partners.models import Partner
from partners.models.partner import OF_A_NAME, PartnerQuerySet
from relationships.models import Appreciation, Entry, Idea, Interaction, Issue

MODELS: tuple[type[Entry], ...] = (Interaction, Issue, Appreciation, Idea)
RELATED = {Interaction: ("author",), Issue: ("author", "owner"), Appreciation: ("author",), Idea: ("author",)}


@dataclass(frozen=True)
class Newest:
    """Rows of which no more are loaded than are among the newest of all that are wanted so, by the `moment` of each."""

    rows: QuerySet[Any]
    moment: str


NO_MOMENT = Value(None, DateTimeField())
Wants = Mapping[str, QuerySet[Any] | Newest]
Key = tuple[int, int]  # kind of entry, id


def gather(
    user: User,
    wanted: Callable[..., Wants],
    *shape: Any,
    newest: int | None = None,
    and_first_of: str = "",
    **told: Any,
) -> dict[str, list[Any]]:
    """The rows of each question, their partners loaded as by `with_partners(user)`; in no order.

    The questions are those of `wanted(*shape, user=user, **told)`, which are kept (accounts/kept.py). They start at
    `visible_to(user)` and bear their own limit. Of those that are `Newest` no more than `newest` are given in all, and what
    is of the same moment as the last of them, but the newest of `and_first_of` in any case.
    """
    return begin_gather(user, wanted, *shape, newest=newest, and_first_of=and_first_of, **told)()


def begin_gather(
    user: User,
    wanted: Callable[..., Wants],
    *shape: Any,
    newest: int | None = None,
    and_first_of: str = "",
    meanwhile: Callable[[], None] | None = None,
    **told: Any,
) -> Callable[[], dict[str, list[Any]]]:
    """The same in two steps: once the keys are known the entries are announced, and by `meanwhile` what is wanted after them
    (accounts/ahead.py); the function that is given loads them.
    """
    asked: dict[str, dict[Key, None]] = defaultdict(dict)
    partners: dict[Key, dict[int, Partner]] = {}
    rows = _keys(wanted, *shape, user=user, **told)
    since = _since(rows, newest) if newest else None
    first = max([row[3] for row in rows if row[0] == and_first_of], default=None)
    for name, place, pk, moment, *partner in rows:
        if moment and since and moment < since and not (name == and_first_of and moment == first):
            continue
        asked[name][place, pk] = None
        _note_partner(partners.setdefault((place, pk), {}), partner)
    wanted_ids = _ids_of(partners)
    for place, ids in wanted_ids.items():
        _entries.announce(MODELS[place], ids=ids)
    if meanwhile:
        meanwhile()

    def loaded_entries() -> dict[str, list[Any]]:
        entries = {
            (place, row.pk): row for place, ids in wanted_ids.items() for row in _entries(MODELS[place], ids=ids)
        }
        _give_partners(entries, partners)
        found: dict[str, list[Any]] = defaultdict(list)
        return found | {name: [entries[key] for key in keys if key in entries] for name, keys in asked.items()}

    return loaded_entries


def announce_gather(user: User, wanted: Callable[..., Wants], *shape: Any, **told: Any) -> None:
    """Have the database look for what will be gathered so (accounts/ahead.py)."""
    _keys.announce(wanted, *shape, user=user, **told)


def _since(rows: Iterable[Any], newest: int) -> datetime | None:
    """The moment of the last that is among so many; none where there are fewer."""
    moments = sorted({row[:4] for row in rows if row[3]}, key=lambda row: row[3], reverse=True)
    return moments[newest - 1][3] if len(moments) >= newest else None


def load_partners(seen: Callable[..., QuerySet[Partner]], rows: Iterable[Entry], **told: Any) -> None:
    """Do with one query for entries of any kind what `with_partners(user)` does for one kind.

    `seen(**told)` are the partners whose names are shown, such as `visible_partners(user=user)`.
    """
    entries = {(MODELS.index(type(entry)), entry.pk): entry for entry in rows}
    if not entries:
        return
    partners: dict[Key, dict[int, Partner]] = {key: {} for key in entries}
    ids: dict[int, list[int]] = {}
    for place, pk in sorted(entries):
        ids.setdefault(place, []).append(pk)
    of_place = {f"{OF_PLACE}{place}": found for place, found in ids.items()}
    for place, pk, *partner in _links(seen, tuple(ids), **of_place, **told):
        _note_partner(partners[place, pk], partner)
    _give_partners(entries, partners)


def visible_partners(*, user: User) -> QuerySet[Partner]:
    return Partner.objects.visible_to(user)


def _note_partner(known: dict[int, Partner], columns: list[Any]) -> None:
    """`columns` are whether the user may see it, and OF_A_NAME; all empty for an entry that has no partner."""
    is_seen, *values = columns
    if values[0] is not None:
        known[values[0]] = Partner.from_db("default", OF_A_NAME, values)
        known[values[0]].is_seen = is_seen  # type: ignore[attr-defined]


def _ids_of(keys: Iterable[Key]) -> dict[int, set[int]]:
    """By the place of their kind in MODELS."""
    wanted: dict[int, set[int]] = {}
    for place, pk in sorted(keys):
        wanted.setdefault(place, set()).add(pk)
    return wanted


@kept
def _entries(model: type[Entry], *, ids: Any) -> QuerySet[Any]:
    return with_named(model._default_manager.filter(Among("pk", ids)), *RELATED[model])  # type: ignore[index]


def _give_partners(entries: Mapping[Key, Entry], partners: Mapping[Key, Mapping[int, Partner]]) -> None:
    for key, entry in entries.items():
        rows = loaded(PartnerQuerySet, list(partners[key].values()))
        entry._prefetched_objects_cache = {"partners": rows}  # type: ignore[attr-defined]


@kept
def _keys(wanted: Callable[..., Wants], *shape: Any, user: User, **told: Any) -> QuerySet[Any]:
    """(question, kind of entry, id, moment of what is Newest, columns of a partner), a row for each partner.

    SQLite takes no limits in a union, hence the inner SELECTs.
    """
    seen = Visible(Partner, user, "partners")
    selects = []
    for name, want in wanted(*shape, user=user, **told).items():
        rows, moment = (want.rows, F(want.moment)) if isinstance(want, Newest) else (want, NO_MOMENT)
        asked = rows.model._default_manager.filter(pk__in=rows.values("pk")).order_by()
        marked = asked.annotate(
            question=Value(name, CharField()),
            place=Value(MODELS.index(rows.model), IntegerField()),
            entry=F("pk"),
            when=moment,
            is_seen=seen,
        )
        of_partner = [f"partners__{field}" for field in OF_A_NAME]
        selects.append(marked.values_list("question", "place", "entry", "when", "is_seen", *of_partner))
    return selects[0].union(*selects[1:], all=True)


OF_PLACE = "ids_of_place"


@kept
def _links(seen: Callable[..., QuerySet[Partner]], places: tuple[int, ...], **told: Any) -> QuerySet[Any]:
    of_seen = {name: value for name, value in told.items() if not name.startswith(OF_PLACE)}
    is_seen = Exists(seen(**of_seen).filter(pk=OuterRef("partner")))
    fields = [f"partner__{name}" for name in OF_A_NAME]
    selects = []
    for place in places:
        own_key = MODELS[place]._meta.model_name
        through = (
            MODELS[place]
            .partners.through._default_manager.filter(Among(str(own_key), told[f"{OF_PLACE}{place}"]))
            .order_by()
        )
        marked = through.annotate(place=Value(place, IntegerField()), entry=F(f"{own_key}_id"), is_seen=is_seen)
        selects.append(marked.values_list("place", "entry", "is_seen", *fields))
    return selects[0].union(*selects[1:], all=True)
