"""Practice examples as one user reads them, and drafts made of what went well."""

import re
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.access import working_team
from accounts.models import User
from climate.models import ExampleMark, PracticeExample
from partners.models import Partner
from relationships.models import Interaction, Issue

FEWEST = 5  # marks, below whom a figure would tell who they are
SHORTEST = 4  # signs of a name that is looked for: shorter ones are words, too


def examples_of_team(user: User) -> QuerySet[PracticeExample]:
    """Those of the team one is working in."""
    team = working_team(user)
    rows = PracticeExample.objects.visible_to(user)
    return with_marks(rows.filter(team=team.pk) if team else rows.none(), user)


def with_marks(rows: QuerySet[PracticeExample], user: User) -> QuerySet[PracticeExample]:
    mine = ExampleMark.objects.filter(example=OuterRef("pk"), user=user.pk)
    return rows.annotate(helped_me=Exists(mine), marked=Count("marks"))


def shown_marks(example: Any) -> int:
    """How many it helped, from five on."""
    return example.marked if example.marked >= FEWEST else 0


def searched(rows: QuerySet[PracticeExample], text: str) -> QuerySet[PracticeExample]:
    """Each word somewhere in it."""
    for word in text.split()[:8]:
        rows = rows.filter(Q(title__icontains=word) | Q(story__icontains=word) | Q(lesson__icontains=word))
    return rows


def names_in(text: str, user: User) -> list[str]:
    """Partners that `user` sees and whose whole name stands in the text."""
    words = re.findall(r"\w+", text.casefold())
    if not words:
        return []
    spoken = " ".join(words)
    rows = Partner.objects.visible_to(user).values_list("name", flat=True)
    return sorted({name for name in rows.iterator() if len(name) >= SHORTEST and _stands_in(name, spoken)})


def _stands_in(name: str, spoken: str) -> bool:
    """As whole words: "Lindner" does not stand in "Lindnerstraße"."""
    words = " ".join(re.findall(r"\w+", name.casefold()))
    return bool(words) and f" {words} " in f" {spoken} "


def draft_of_issue(user: User, pk: str) -> dict[str, str]:
    """From a solved issue that the whole team reads; its partners are not named."""
    rows = Issue.objects.visible_to(user).filter(state="resolved", visibility__in=["team", "everyone"])
    issue = rows.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None
    return _draft(user, issue, issue.title, [issue.text, issue.agreement, issue.result]) if issue else {}


def draft_of_contact(user: User, pk: str) -> dict[str, str]:
    rows = Interaction.objects.visible_to(user).filter(visibility__in=["team", "everyone"])
    contact = rows.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None
    return _draft(user, contact, "", [contact.text, contact.value_given, contact.value_received]) if contact else {}


def _draft(user: User, entry: Any, title: str, texts: list[str]) -> dict[str, str]:
    story = "\n\n".join(text for text in texts if text)
    names = {partner.name for partner in entry.partners.all()} | set(names_in(f"{title} {story}", user))
    for name in sorted(names, key=len, reverse=True):
        title, story = (re.sub(re.escape(name), "…", text, flags=re.IGNORECASE) for text in (title, story))
    return {"title": title, "story": story}
