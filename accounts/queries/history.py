"""The history of a record in words: who changed which field from what to what. It is read, never written, here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User

NEWEST = 100
ONE_ACTION = timedelta(seconds=2)  # saving a record and its many-to-many fields makes several rows
UNSAID = {"id", "version", "created_at", "created_by", "updated_at", "discarded_by", "sort_key", "last_activity_at"}

# Models whose rows are named only to those who see them, and what the others read instead.
Guarded = Mapping[type[models.Model], Any]


@dataclass(frozen=True)
class Difference:
    label: str
    old: str
    new: str


@dataclass
class Change:
    """What one person did at one moment; `sign` is "+" for made, "~" changed, "t" trashed, "r" restored."""

    moment: datetime
    who: str
    sign: str
    differences: list[Difference] = field(default_factory=list)


@dataclass
class _State:
    """One row of the history with the ids of its many-to-many fields."""

    row: Any
    many: dict[str, frozenset[int]]


@dataclass(frozen=True)
class History:
    changes: list[Change]
    is_cut: bool


def history_of(record: models.Model, *, reader: User, guarded: Guarded) -> History:
    """The newest changes of `record`, newest first, with one query for the rows, one for their many-to-many fields,
    and one for the names of each related model.

    Whoever calls this has checked that `reader` may read the record: its history is as open as the record is now.
    """
    rows = list(record.history.select_related("history_user").order_by("-history_date", "-history_id")[: NEWEST + 1])  # type: ignore[attr-defined]
    states = _states(record, rows)
    is_cut = len(rows) > NEWEST
    pairs = [(state, states[at + 1] if at + 1 < len(states) else None) for at, state in enumerate(states)]
    steps = squashed(pairs[:NEWEST] if is_cut else pairs)
    names = _names(record, states, reader, guarded)
    changes = [_change(new, old, names) for new, old in steps]
    return History([change for change in changes if change.differences or change.sign != "~"], is_cut)


def merged(changes: Iterable[Change], more: Iterable[Change]) -> list[Change]:
    """Two lists of changes as one, newest first; what belongs to one action of one person stands together."""
    result: list[Change] = []
    for change in sorted([*changes, *more], key=lambda change: change.moment, reverse=True):
        last = result[-1] if result else None
        if last and last.who == change.who and last.moment - change.moment <= ONE_ACTION and "t" != last.sign != "r":
            both = (
                change.differences + last.differences if change.sign == "+" else last.differences + change.differences
            )
            result[-1] = Change(last.moment, last.who, change.sign if change.sign == "+" else last.sign, both)
        else:
            result.append(change)
    return result[:NEWEST]


def squashed(pairs: Iterable[tuple[_State, _State | None]]) -> list[tuple[_State, _State | None]]:
    """Steps of one user that follow each other within two seconds as one step, newest first."""
    steps: list[tuple[_State, _State | None]] = []
    last: Any = None
    for new, old in pairs:
        row = new.row
        if (
            last is not None
            and last.history_user_id == row.history_user_id
            and last.history_date - row.history_date <= ONE_ACTION
        ):
            steps[-1] = (steps[-1][0], old)
        else:
            steps.append((new, old))
        last = row
    return steps


def _states(record: models.Model, rows: list[Any]) -> list[_State]:
    many = {m2m.name: m2m for m2m in record.history.model._history_m2m_fields} if rows else {}  # type: ignore[attr-defined]
    ids: dict[tuple[int, str], set[int]] = {}
    selects = []
    for name, m2m in many.items():
        through = getattr(type(rows[0]), f"{type(rows[0])._meta.model_name}_{name}_set", None)
        links = through.rel.related_model.objects.filter(history__in=[row.pk for row in rows])  # type: ignore[union-attr]
        target = m2m.m2m_reverse_field_name()
        selects.append(
            links.order_by()
            .annotate(m2m_name=models.Value(name, models.CharField()), m2m_pk=models.F(f"{target}_id"))
            .values_list("history_id", "m2m_name", "m2m_pk")
        )
    for row_id, name, pk in selects[0].union(*selects[1:], all=True) if selects else ():
        ids.setdefault((row_id, name), set()).add(pk)
    return [_State(row, {name: frozenset(ids.get((row.pk, name), ())) for name in many}) for row in rows]


def _change(new: _State, old: _State | None, names: Mapping[str, Mapping[int, str]]) -> Change:
    differences = [
        Difference(capfirst(str(each.verbose_name)), before, after)
        for each in _fields(new.row)
        if (before := _words(each, old, names)) != (after := _words(each, new, names))
        and not (old is None and new.row.__dict__.get(each.name) is False)  # a new record's "no" says nothing
    ]
    who = new.row.history_user
    return Change(new.row.history_date, str(who) if who else "", _sign(new, old), differences)


def _sign(new: _State, old: _State | None) -> str:
    if old is None:
        return "+"
    was, now = getattr(old.row, "discarded_at", None), getattr(new.row, "discarded_at", None)
    if bool(was) != bool(now):
        return "t" if now else "r"
    return "~"


def _fields(row: Any) -> list[Any]:
    plain = [each for each in type(row).tracked_fields if each.name not in UNSAID | {"discarded_at"}]
    return [*plain, *type(row)._history_m2m_fields]


def _words(each: Any, state: _State | None, names: Mapping[str, Mapping[int, str]]) -> str:
    """A field's value as one reads it on the page; nothing for nothing."""
    if state is None:
        return ""
    if each.many_to_many:
        return ", ".join(sorted(names[each.name].get(pk, "?") for pk in state.many[each.name]))
    value = getattr(state.row, each.attname)
    if value is None or value == "":
        return ""
    if each.is_relation:
        return names[each.name].get(value, "?")
    if each.choices:
        return str(dict(each.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, list):
        in_words = getattr(state.row.instance_type, f"{each.name}_in_words", _list_in_words)
        return str(in_words(value))
    return str(localize(value))


def _list_in_words(rows: list[Any]) -> str:
    """Texts, or pairs such as a question and its answer; a model whose lists hold more says them itself (…_in_words)."""
    return " · ".join(": ".join(map(str, row)) if isinstance(row, list) else str(row) for row in rows)


def _names(record: models.Model, states: list[_State], reader: User, guarded: Guarded) -> dict[str, dict[int, str]]:
    """For each related field the names of the rows it ever held; one query for each related model."""
    by_field: dict[str, set[int]] = {}
    for state in states:
        for each in _fields(state.row):
            if each.many_to_many:
                by_field.setdefault(each.name, set()).update(state.many[each.name])
            elif each.is_relation:
                by_field.setdefault(each.name, set()).update(filter(None, [getattr(state.row, each.attname)]))
    models_of = {
        each.name: each.related_model for state in states[:1] for each in _fields(state.row) if each.is_relation
    }
    wanted: dict[Any, set[int]] = {}
    for name, ids in by_field.items():
        wanted.setdefault(models_of[name], set()).update(ids)
    known = {model: names_of(model, ids, reader, guarded) for model, ids in wanted.items()}
    return {name: known[models_of[name]] for name in by_field}


def names_of(model: Any, ids: set[int], reader: User, guarded: Guarded) -> dict[int, str]:
    if not ids:
        return {}
    manager = model._default_manager
    seen = manager.visible_to(reader) if model in guarded else manager.all()
    found = {row.pk: str(row) for row in seen.filter(pk__in=ids)}
    gone = str(guarded[model]) if model in guarded else _("no longer there")
    return {pk: found.get(pk, gone) for pk in ids}
