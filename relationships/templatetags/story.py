"""What the lines of a story need to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.addresses import address
from accounts.models import User
from accounts.templatetags.rapport_dates import short_date
from partners.models import Partner
from relationships.choices import Visibility
from relationships.models import Entry
from relationships.queries.timeline import Item

register = template.Library()


@dataclass(frozen=True)
class StoryLine:
    """What a line shows, and all that it can show."""

    address: str
    title: str
    when: str
    about: str
    kind: str
    kind_words: str
    text: str
    before: int | None = None
    after: int | None = None
    given: str = ""
    received: str = ""
    state_words: str = ""
    answer: str = ""
    quote: bool = False


@register.simple_tag(takes_context=True)
def story_lines(context: Any, items: Iterable[Item], partner: Partner) -> list[StoryLine]:
    user = context["request"].user
    return [
        StoryLine(
            when=short_date(item.moment), about=_about(item.entry, partner, user), **_OF_KIND[item.kind](item.entry)
        )
        for item in items
    ]


def _contact(entry: Any) -> dict[str, Any]:
    return {
        "address": address("relationships:interaction_detail", entry.pk), "title": str(entry),
        "kind": "neutral", "kind_words": _("Contact"), "text": entry.text, "before": entry.mood_before,
        "after": entry.mood_after, "given": entry.value_given, "received": entry.value_received,
    }  # fmt: skip


def _raised(entry: Any) -> dict[str, Any]:
    return {
        "address": address("relationships:issue_detail", entry.pk), "title": entry.title, "kind": entry.kind,
        "kind_words": entry.get_kind_display(), "text": entry.text,
    }  # fmt: skip


def _resolved(entry: Any) -> dict[str, Any]:
    return _raised(entry) | {"kind": "resolved", "kind_words": entry.get_state_display(), "text": entry.result}


def _thanks(entry: Any) -> dict[str, Any]:
    return {
        "address": address("relationships:appreciation_detail", entry.pk), "title": entry.get_direction_display(),
        "kind": "good", "kind_words": _("Thanks"), "text": entry.text, "quote": True,
    }  # fmt: skip


def _idea(entry: Any) -> dict[str, Any]:
    return {
        "address": address("relationships:idea_detail", entry.pk), "title": entry.title, "kind": "idea",
        "kind_words": _("Idea"), "text": entry.text, "state_words": entry.get_state_display(), "answer": entry.answer,
    }  # fmt: skip


_OF_KIND = {"contact": _contact, "raised": _raised, "resolved": _resolved, "thanks": _thanks, "idea": _idea}


def _about(entry: Any, partner: Partner, user: User) -> str:
    """Who else it was with, as the reader may know them; who wrote it, and who reads it where that is not the team."""
    with_others = ", ".join(_others(entry, partner, user))
    said = [f"{pgettext('a contact with others', 'with')} {with_others}"] if with_others else []
    said.append(str(entry.author))
    if entry.visibility != Visibility.TEAM:
        said.append(entry.get_visibility_display())
    return " · ".join(said)


@register.simple_tag(takes_context=True)
def others(context: Any, entry: Entry, partner: Partner) -> list[str]:
    """Who else an entry was with, as the reader may know them."""
    return _others(entry, partner, context["request"].user)


def _others(entry: Entry, partner: Partner, user: User) -> list[str]:
    rows = entry.partners_for(user)
    return [row.name if row else _("another partner") for row in rows if row is None or row.pk != partner.pk]
