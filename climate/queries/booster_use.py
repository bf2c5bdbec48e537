"""One's own answers on what helped: no row names anybody, so they are tried name by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from climate.models import BoosterUse, MoodBooster, Unreadable
from climate.models.booster_use import is_of
from climate.models.sealed import blind

BATCH = 500


@dataclass(frozen=True)
class OwnUse:
    text: str
    helped: bool
    on: date


def own_names(user: User) -> Iterator[list[str]]:
    """What the rows of `user` can be named, in whichever team and in the trash, too, some at a time.

    Without a key none can be told, and nobody can read them.
    """
    boosters = MoodBooster.objects.values_list("pk", flat=True)
    try:
        names = [name for pk in boosters for name in blind(user.pk, pk)]
    except Unreadable:
        return
    for start in range(0, len(names), BATCH):
        yield names[start : start + BATCH]


def own_uses(user: User) -> list[OwnUse]:
    """The latest first; what cannot be read is left out."""
    found = []
    for names in own_names(user):
        for row in BoosterUse.objects.filter(who__in=names).select_related("booster"):
            try:
                use = row.opened()
            except Unreadable:
                continue
            if use["user"] == user.pk and is_of(row.who, user.pk, row.booster_id):
                found.append(OwnUse(row.booster.text, use["helped"], date.fromisoformat(use["on"])))
    return sorted(found, key=lambda use: use.on, reverse=True)
