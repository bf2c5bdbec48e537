"""Entries that several questions on one page ask for, loaded together.

However many questions there are and however many rows they find, it takes one query for their keys and partners, and
one for each of the four kinds of entries: at most five.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import CharField, Exists, F, IntegerField, OuterRef, QuerySet, Value

from accounts.kept import Among, kept, loaded
from accounts.models import User, Visible
from accounts.queries.user_name import with_named
from partners.models import Partner
from partners.models.partner import PartnerQuerySet
from relationships.models import Appreciation, Entry, Idea, Interaction, Issue

MODELS: tuple[type[Entry], ...] = (Interaction, Issue, Appreciation, Idea)
RELATED = {Interaction: ("author",), Issue: ("author", "owner"), Appreciation: ("author",), Idea: ("author",)}
# In the model's own order, as Model.from_db wants them.
_OF_PARTNER = ("id", "kind", "name", "sort_key", "is_colleague", "natural_person")

Wants = Mapping[str, QuerySet[Any]]
Key = tuple[int, int]  # kind of entry, id


def gather(user: User, wanted: Callable[..., Wants], *shape: Any, **told: Any) -> dict[str, list[Any]]:
    """The rows of each question, their partners loaded as by `with_partners(user)`; in no order.

    The questions are those of `wanted(*shape, user=user, **told)`, which are kept (accounts/kept.py). They start at
    `visible_to(user)` and bear their own limit.
    """
    asked: dict[str, dict[Key, None]] = defaultdict(dict)
    partners: dict[Key, dict[int, Partner]] = {}
    for name, place, pk, *partner in _keys(wanted, *shape, user=user, **told):
        asked[name][place, pk] = None
        _note_partner(partners.setdefault((place, pk), {}), partner)
    entries = _load(partners)
    _give_partners(entries, partners)
    found: dict[str, list[Any]] = defaultdict(list)
    found |= {name: [entries[key] for key in keys if key in entries] for name, keys in asked.items()}
    return found


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
    """`columns` are whether the user may see it, and _OF_PARTNER; all empty for an entry that has no partner."""
    is_seen, *values = columns
    if values[0] is not None:
        known[values[0]] = Partner.from_db("default", _OF_PARTNER, values)
        known[values[0]].is_seen = is_seen  # type: ignore[attr-defined]


def _load(keys: Iterable[Key]) -> dict[Key, Entry]:
    entries: dict[Key, Entry] = {}
    for place, model in enumerate(MODELS):
        ids = {pk for at, pk in keys if at == place}
        if ids:
            entries |= {(place, row.pk): row for row in _entries(model, ids=ids)}
    return entries


@kept
def _entries(model: type[Entry], *, ids: Any) -> QuerySet[Any]:
    return with_named(model._default_manager.filter(Among("pk", ids)), *RELATED[model])  # type: ignore[index]


def _give_partners(entries: Mapping[Key, Entry], partners: Mapping[Key, Mapping[int, Partner]]) -> None:
    for key, entry in entries.items():
        rows = loaded(PartnerQuerySet, list(partners[key].values()))
        entry._prefetched_objects_cache = {"partners": rows}  # type: ignore[attr-defined]


@kept
def _keys(wanted: Callable[..., Wants], *shape: Any, user: User, **told: Any) -> QuerySet[Any]:
    """(question, kind of entry, id, columns of a partner), a row for each partner.

    SQLite takes no limits in a union, hence the inner SELECTs.
    """
    seen = Visible(Partner, user, "partners")
    selects = []
    for name, rows in wanted(*shape, user=user, **told).items():
        asked = rows.model._default_manager.filter(pk__in=rows.values("pk")).order_by()
        marked = asked.annotate(
            question=Value(name, CharField()),
            place=Value(MODELS.index(rows.model), IntegerField()),
            entry=F("pk"),
            is_seen=seen,
        )
        of_partner = [f"partners__{field}" for field in _OF_PARTNER]
        selects.append(marked.values_list("question", "place", "entry", "is_seen", *of_partner))
    return selects[0].union(*selects[1:], all=True)


OF_PLACE = "ids_of_place"


@kept
def _links(seen: Callable[..., QuerySet[Partner]], places: tuple[int, ...], **told: Any) -> QuerySet[Any]:
    of_seen = {name: value for name, value in told.items() if not name.startswith(OF_PLACE)}
    is_seen = Exists(seen(**of_seen).filter(pk=OuterRef("partner")))
    fields = [f"partner__{name}" for name in _OF_PARTNER]
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
