"""Find partners by what one types: a part of the name, a number, an e-mail, a phone."""

from collections.abc import Hashable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import GreaterThan

from accounts.kept import kept
from accounts.models import AmongThose, User, Visible
from accounts.queries.search import NONE, Search, is_short, one_by_one, words_of
from partners.models import ContactPoint, ExternalNumber, Partner
from partners.names import fold

BEGINNING = "beginning"  # the way of one letter or two


class PartnerSearch(Search):
    """Partners whose name holds every word, or that bear the whole as a number, in an e-mail or a phone.

    One letter or two find names with a word that begins so: any name holds so short a text somewhere.
    """

    model, fields, look = Partner, ("sort_key",), "contains"

    def read(self, typed: str) -> tuple[Hashable, list[str]]:
        words = words_of(fold(typed))
        if not words:
            return NONE, []
        text = typed.strip()
        return (BEGINNING, words[:1]) if is_short(text) else (len(words), [*words, text])

    def condition(self, way: Hashable, texts: list[str], fields: list[str]) -> Q:
        if way == BEGINNING:
            # Said so that PostgreSQL expects it of many, and reads them off in the order of the list.
            name, begins = [Concat(Value(" "), text) for text in (F(fields[0]), Value(texts[0]))]
            return Q(GreaterThan(StrIndex(name, begins), 0))
        *words, text = texts
        found = super().condition(way, words, fields)
        by_number = Q(AmongThose("pk", _numbers(text).order_by().values("partner")))
        return found | by_number | Q(Exists(_points(text).filter(partner=OuterRef("pk"))))

    def ids(self, way: Hashable, texts: list[str]) -> QuerySet[Any]:
        if way == BEGINNING:
            begins = Q(sort_key__startswith=texts[0]) | Q(sort_key__contains=f" {texts[0]}")
            return Partner.objects.filter(begins).order_by().values_list("pk")
        *words, text = texts
        by_name = Partner.objects.filter(super().condition(way, words, list(self.fields))).order_by().values_list("pk")
        # Twice the same does no harm, and looking for it would read all there are.
        others = [rows.order_by().values_list("partner") for rows in (_numbers(text), _points(text))]
        return by_name.union(*others, all=True)


PARTNERS = PartnerSearch()


def _numbers(text: str) -> QuerySet[ExternalNumber]:
    return ExternalNumber.objects.shown().filter(number=text)


def _points(text: str) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(value__icontains=text)


def suggested(user: User, typed: str, *, count: int, kind: str | None = None) -> list[Partner]:
    """The first `count` that `user` sees of those that fit: whose name begins with `typed`, then the others, each by name.

    Each with its organisation and whether that one is seen. Three queries at most, each read off an index, where one sort
    of all would read them all.
    """
    asked = PARTNERS.asked(typed)
    if asked.way == NONE:
        return []
    begin = fold(typed)
    found: list[Partner] = []
    for begins in (True, False):
        if len(found) < count:
            found += _suggested(asked.way, kind, begins, user=user, begin=begin, behind=_behind(begin), **asked.told)
    return found[:count]


MOST_SUGGESTED = 12


@kept
def _suggested(
    way: Hashable, kind: str | None, begins: bool, *, user: User, begin: str, behind: str | None, **told: Any
) -> QuerySet[Partner]:
    rows = PARTNERS.narrow(Partner.objects.visible_to(user), way, told)
    if kind:
        rows = rows.filter(kind=kind)
    # Where in the index by name those that begin so stand, and only there are they looked for.
    here = Q(as_sorted__startswith=begin, sort_key__gte=begin) & (Q(sort_key__lt=behind) if behind else Q())
    rows = rows.alias(as_sorted=one_by_one("sort_key")).filter(here if begins else ~here)
    seen = Visible(Partner, user, "organisation")
    rows = rows.select_related("organisation").annotate(organisation_is_seen=seen)
    return rows.order_by("sort_key", "pk")[:MOST_SUGGESTED]


def _behind(begin: str) -> str | None:
    """What comes after all names that begin so in any collation of letters; None where that cannot be told."""
    if not begin or begin[-1] not in "abcdefghijklmnopqrstuvwxy0123456789":
        return None
    following = "a" if begin[-1] == "9" else chr(ord(begin[-1]) + 1)
    return begin[:-1] + following
