"""What actions on sealed rows have in common; and sealing again, after a new key was put in front."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.actions.record import WrongState
from climate.models import BoosterUse, CheckIn, PrivateAnswer, Unreadable
from climate.models.sealed import SealedModel, marks

BATCH = 200


@contextmanager
def refused_if_unreadable() -> Iterator[None]:
    """A row that no key opens is left alone, and whoever asked is told why."""
    try:
        yield
    except Unreadable as error:
        raise WrongState(str(error)) from error


@dataclass
class Count:
    sealed: int = 0
    unreadable: int = 0


def seal_all_again() -> Count:
    """Some rows at a time; what no key opens stays as it is."""
    count = Count()
    for model in (CheckIn, BoosterUse, PrivateAnswer):
        last: Any = None
        while rows := list(_next(model, last)):
            for row in rows:
                _seal_again(row, count)
            last = rows[-1].pk
    return count


def _next(model: Any, last: Any) -> Any:
    rows = model.objects.exclude(key_mark=marks()[0]).order_by("pk")
    return (rows if last is None else rows.filter(pk__gt=last))[:BATCH]


@transaction.atomic
def _seal_again(row: SealedModel, count: Count) -> None:
    """Write only onto the text that was read: what its owner changed meanwhile is sealed with the new key already."""
    before = row.sealed
    try:
        content = row.opened()
    except Unreadable:
        count.unreadable += 1
        return
    row.close(content)
    changed = {"sealed": row.sealed, "key_mark": row.key_mark}
    if isinstance(row, BoosterUse):
        changed["who"] = row.name_of(content["user"])
    count.sealed += type(row)._default_manager.filter(pk=row.pk, sealed=before).update(**changed)
