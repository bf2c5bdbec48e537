"""Search that is quick for rare words and for common ones, which no one plan is.

A rare word has few rows, which an index finds. Of a common one the first page is soon read off in the order of the list.
So the ids are asked for first, up to as many as are few. Both questions are kept (accounts/kept.py): what is typed is told.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

from django.core.cache import cache
from django.db.models import Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce

from accounts.kept import Among, kept

RowsT = TypeVar("RowsT", bound=QuerySet[Any])
FEW = 1_000
FEW_IN_A_LIST = 3  # times as many: a list counts them all, where others show the first that they meet
STILL_MANY = 300  # seconds

# What may be told of a search beside the ways that it knows itself: there is nothing to look for, nothing can be found,
# or the ids are known.
ALL, NONE, AMONG = "all", "none", "among"
# An alias of the rows: their id as a table tells it that is joined to them, and leaves fewer of them than their own.
SOUGHT = "sought_pk"


@dataclass(frozen=True)
class Asked:
    """What was typed, made out: `way` is part of a question that is kept, `told` is what it is told."""

    way: Hashable
    told: dict[str, Any]


class Search:
    """How rows of one model are found by what is typed; each kind of search says how it reads and finds."""

    model: type[Model]
    fields: tuple[str, ...]  # that are looked into
    look: str  # the lookup of a word in a field

    def words(self, typed: str) -> list[str]:
        return typed.split()

    def read(self, typed: str) -> tuple[Hashable, list[str]]:
        """The way, and the texts that are told: each word has to be found in some field."""
        words = self.words(typed)
        return len(words), words

    def condition(self, way: Hashable, texts: list[str], fields: list[str]) -> Q:
        """Of a row; `fields` are the names of `self.fields`."""
        found = Q()
        for text in texts:
            found &= Q(*[(f"{field}__{self.look}", text) for field in fields], _connector=Q.OR)
        return found

    def ids(self, way: Hashable, texts: list[str]) -> QuerySet[Any]:
        """As an index finds them; may hold what the reader must not see, and the same twice."""
        rows = self.model._default_manager.filter(self.condition(way, texts, list(self.fields)))
        return rows.order_by().values_list("pk")

    # --- What lists ask ---

    def asked(self, typed: str, *, in_a_list: bool = False) -> Asked:
        """One query, but for a word of which it is known that it is common."""
        few = FEW * FEW_IN_A_LIST if in_a_list else FEW
        if not typed.strip():
            return Asked(ALL, {})
        way, texts = (NONE, []) if "\x00" in typed else self.read(typed)
        if not texts:
            return Asked(NONE, {})
        told = {f"text{place}": text for place, text in enumerate(texts)}
        which = repr((type(self).__name__, self.model._meta.label, self.fields, way, texts, in_a_list))
        name = f"common:{sha256(which.encode()).hexdigest()}"
        if cache.get(name):
            return Asked(way, told)
        ids = _ids(self, way, few + 1, **told)
        if len(ids) <= few:
            return Asked(AMONG, {"ids": [row[0] for row in ids]})
        cache.set(name, True, timeout=STILL_MANY)
        return Asked(way, told)

    def narrow(self, rows: RowsT, way: Hashable, told: dict[str, Any]) -> RowsT:
        """What `asked` leaves of the rows."""
        if way == ALL:
            return rows
        if way == NONE:
            return rows.none()
        if way == AMONG:
            return rows.filter(Among(SOUGHT if SOUGHT in rows.query.annotations else "pk", told["ids"]))
        names = {f"looked_into_{field}": one_by_one(field) for field in self.fields}
        return rows.alias(**names).filter(self.condition(way, _texts(told), list(names)))

    def matching(self, rows: RowsT, typed: str) -> RowsT:
        asked = self.asked(typed)
        return self.narrow(rows, asked.way, asked.told)


def one_by_one(field: str) -> Coalesce:
    """The field under a name at which no index is found, so that rows are looked at in the order of the list."""
    return Coalesce(field, Value(""), output_field=TextField())


def _texts(told: dict[str, Any]) -> list[str]:
    return [value for name, value in told.items() if name.startswith("text")]


@kept
def _ids(search: Search, way: Hashable, most: int, **told: str) -> QuerySet[Any]:
    return search.ids(way, _texts(told))[:most]


SHORT = 2  # letters of a word that is looked for at the beginnings of words alone, as any text holds it somewhere
BEFORE_A_WORD = (" ", "\n", "(")
MOST_SHORT = 3  # that are looked for at once: each goes through much of an index, and leaves hardly any fewer
THREE_TOGETHER = re.compile(r"[^\W_]{3}")  # letters or digits, by which an index finds texts that hold them


class WordSearch(Search):
    """Each word somewhere in one of the fields, in upper or lower case; one of one or two letters where a word begins so.

    So is one that signs part into pieces as short, such as "q&a". A letter alone says nothing beside other words, nor do
    more than MOST_SHORT short ones. The way is how many long words there are and how many short ones; they are told in this
    order.
    """

    look = "icontains"

    def __init__(self, model: type[Model], *fields: str) -> None:
        self.model, self.fields = model, fields

    def read(self, typed: str) -> tuple[Hashable, list[str]]:
        words = list(dict.fromkeys(map(bare, words_of(typed))))
        words = [word for word in words if len(word) > 1] or words[:1]
        long = [word for word in words if THREE_TOGETHER.search(word) or not any(map(str.isalnum, word))]
        short = [word for word in words if word not in long][:MOST_SHORT]
        return (len(long), len(short)), [*long, *short]

    def condition(self, way: Any, texts: list[str], fields: list[str]) -> Q:
        long, _short = way
        found = super().condition(way, texts[:long], fields)
        for text in texts[long:]:
            found &= Q(*[where for field in fields for where in _begins_a_word(field, text)], _connector=Q.OR)
        return found


def words_of(typed: str) -> list[str]:
    """But for signs alone, such as "&" and "%", which are looked for only within words."""
    return [word for word in typed.split() if bare(word)]


def bare(word: str) -> str:
    """Without the signs around it."""
    spoken = [place for place, character in enumerate(word) if _says_something(character)]
    return word[spoken[0] : spoken[-1] + 1] if spoken else ""


def is_short(word: str) -> bool:
    """Of one or two letters."""
    return len(word) <= SHORT


def _begins_a_word(field: str, text: str) -> list[tuple[str, str]]:
    """As texts that hold what lies before it, too: an index of three letters finds two and a blank."""
    return [(f"{field}__istartswith", text), *((f"{field}__icontains", before + text) for before in BEFORE_A_WORD)]


def _says_something(character: str) -> bool:
    """A letter, a digit or a picture."""
    return character.isalnum() or ord(character) >= 0x1F000
