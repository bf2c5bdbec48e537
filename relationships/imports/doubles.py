"""Partners that may be one and the same: by name without legal form, by e-mail, by phone. Named, never merged."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from partners.choices import ContactPointKind
from partners.models import ContactPoint, ExternalNumber, Partner
from partners.names import bare_name
from relationships.imports.report import Double

BATCH = 500
# A phone is told by its end, however it begins: +49 551 …, 0551 …
TELLING_DIGITS = 8
# What so many share is a switchboard or a placeholder.
TOO_MANY = 20

Groups = dict[str, list[int]]


def likely_doubles(user: User, touched: set[int]) -> list[Double]:
    """Groups of partners that `user` sees, at least one of them `touched`, that share what doubles share.

    Passes over what is visible without keeping it: memory grows with `touched` alone.
    """
    if not touched:
        return []
    visible = Partner.objects.visible_to(user)
    points = ContactPoint.objects.visible_to(user)
    emails = points.filter(kind=ContactPointKind.EMAIL).values_list("partner", "value")
    phones = points.filter(kind=ContactPointKind.PHONE).values_list("partner", "value")
    told: dict[frozenset[int], str] = {}
    for group in _sharing(visible.values_list("pk", "name"), bare_name, touched).values():
        told[frozenset(group)] = _("the same name")
    for rows, key, why in (
        (emails, _email_key, _("the same e-mail")),
        (phones, _phone_key, _("the same phone")),
    ):
        for group in _without_colleagues(_sharing(rows, key, touched), keep_people=key is _email_key):
            told.setdefault(frozenset(group), why)
    return _named(told)


def _email_key(value: str) -> str:
    return value.casefold()


def _phone_key(value: str) -> str:
    digits = re.sub(r"\D", "", value)
    return digits[-TELLING_DIGITS:] if len(digits) >= TELLING_DIGITS else ""


def _sharing(rows: QuerySet[Any, Any], key: Callable[[str], str], touched: set[int]) -> Groups:
    first: dict[str, int] = {found: 0 for pk, value in rows.iterator() if pk in touched and (found := key(value))}
    groups: dict[str, set[int]] = {}
    for pk, value in rows.iterator() if first else ():
        if (found := key(value)) in first:
            before = first[found] = first[found] or pk
            if before != pk:
                groups.setdefault(found, {before}).add(pk)
    return {found: sorted(group) for found, group in groups.items() if len(group) <= TOO_MANY}


def _without_colleagues(groups: Groups, *, keep_people: bool) -> Iterator[list[int]]:
    """An organisation shares its numbers with its people, and they share its phone (but hardly an e-mail)."""
    employer = _employers({pk for group in groups.values() for pk in group})
    for group in groups.values():
        left = [pk for pk in group if pk not in {employer[each] for each in group}]
        houses = left if keep_people else {employer[pk] or pk for pk in left}
        if len(houses) > 1:
            yield left


def _employers(ids: set[int]) -> dict[int, int | None]:
    found: dict[int, int | None] = {}
    for chunk in _chunks(ids):
        found |= dict(Partner.objects.filter(pk__in=chunk).values_list("pk", "organisation"))
    return found


def _named(told: dict[frozenset[int], str]) -> list[Double]:
    """With the numbers they bear, since the names may well be the same."""
    ids = {pk for group in told for pk in group}
    names: dict[int, str] = {}
    for chunk in _chunks(ids):
        names |= dict(Partner.objects.filter(pk__in=chunk).values_list("pk", "name"))
        numbers = ExternalNumber.objects.shown().filter(partner__in=chunk).order_by("-source", "-number")
        for pk, number in dict(numbers.values_list("partner", "number")).items():
            names[pk] += f" ({number})"
    return sorted((Double(sorted(names[pk] for pk in group), why) for group, why in told.items()), key=_by_names)


def _by_names(double: Double) -> list[str]:
    return double.names


def _chunks(ids: set[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    return (ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH))
