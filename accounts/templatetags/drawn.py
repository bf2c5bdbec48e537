"""Templates drawn of what they are given alone, and kept by it; and where a page takes in what it waited for."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from secrets import token_hex
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from accounts.clock import local_day

register = template.Library()


@register.simple_tag(takes_context=True)
def take_later(context: Context) -> str:
    """Put here what a view hands over as `later`, a function of the context that gives more of it: what stands before is
    drawn while PostgreSQL looks for the rest (accounts/views/ahead.py).
    """
    for values in context.dicts:
        if "later" in values:
            values.update(values.pop("later")(context))
    return ""


@register.simple_tag
def drawn_once(template_name: str) -> str:
    """A template that needs nothing but a language, which is the same on every page: drawn once in each."""
    return _drawn(get_language(), template_name, ())


# Stands for a row's number in what is drawn for any of them.
ANY_NUMBER = str(2**62 + 64)


@register.simple_tag(takes_context=True)
def for_number(context: Mapping[str, Any], template_name: str, number: int, **given: Any) -> str:
    """The template drawn with `number` and what is given, all hashable.

    Lines of a list mostly offer the same and differ in their number alone; so it is drawn for any number and kept.
    """
    drawn = _drawn(get_language(), template_name, tuple(sorted(given.items())))
    return with_token(context, drawn.replace(ANY_NUMBER, str(int(number))))


# Stands for the token of a form in what is drawn for any visitor; nobody can have written it.
ANY_TOKEN = token_hex()


@register.simple_tag(takes_context=True)
def drawn_of(context: Mapping[str, Any], template_name: str, line: Any, **given: str) -> str:
    """The template drawn of `line` alone, a frozen dataclass of plain values, and of what is given; kept by these values.

    It can show nothing but what it is given, so whoever is given the same may be shown the same. Its forms get the
    visitor's own token. A moment in `line` is a local one without a zone: two that are equal look different elsewhere.
    """
    return drawn_each(context, template_name, (line,), **given)


@register.simple_tag(takes_context=True)
def drawn_each(context: Mapping[str, Any], template_name: str, lines: Iterable[Any], **given: str) -> str:
    """The same of each line, one after the other."""
    language, today, more = get_language(), local_day(), tuple(sorted(given.items()))
    return with_token(context, "".join([_drawn_of(language, today, template_name, line, more) for line in lines]))


def with_token(context: Mapping[str, Any], drawn: str) -> SafeString:
    """What was drawn for any visitor, with this one's token in its forms."""
    if ANY_TOKEN in drawn:
        drawn = drawn.replace(ANY_TOKEN, str(context["csrf_token"]))
    return mark_safe(drawn)  # noqa: S308 - escaped templates and a token


@lru_cache(maxsize=4_096)  # a line takes some two kilobytes
def _drawn_of(language: str, today: date, template_name: str, line: Any, given: tuple[tuple[str, str], ...]) -> str:
    return drawn_alone(template_name, line, **dict(given))


def drawn_alone(template_name: str, line: Any, **given: str) -> str:
    """The template drawn of `line` and what is given, for any visitor."""
    return render_to_string(template_name, {"line": line, "csrf_token": ANY_TOKEN, **given})


@lru_cache(maxsize=256)
def _drawn(language: str, template_name: str, given: tuple[tuple[str, Any], ...]) -> str:
    return render_to_string(template_name, {"number": ANY_NUMBER, "csrf_token": ANY_TOKEN, **dict(given)})
