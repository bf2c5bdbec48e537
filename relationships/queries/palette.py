"""What the palette finds as one types: partners and issues one may see."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.kept import kept
from accounts.models import User
from accounts.queries.search import WordSearch
from partners.models import Partner
from partners.queries.search import suggested
from relationships.choices import IssueState
from relationships.models import Issue

SHOWN, LONGEST = 6, 100
NAMED = WordSearch(Issue, "title")


@dataclass(frozen=True)
class Found:
    partners: list[Partner]
    issues: list[Issue]


def find(user: User, typed: str) -> Found:
    """The first few of each, in six queries at most; nothing for nothing typed."""
    typed = typed[:LONGEST].strip()
    if not typed or "\x00" in typed:
        return Found([], [])
    return Found(suggested(user, typed, count=SHOWN), _issues(user, typed))


def _issues(user: User, typed: str) -> list[Issue]:
    """Those that are not resolved, then the others, the newest first: each read off an index."""
    asked = NAMED.asked(typed)
    found: list[Issue] = []
    for resolved in (False, True):
        if len(found) < SHOWN:
            found += _newest(asked.way, resolved, user=user, **asked.told)
    return found[:SHOWN]


@kept
def _newest(way: Hashable, resolved: bool, *, user: User, **told: Any) -> QuerySet[Issue]:
    rows = NAMED.narrow(Issue.objects.visible_to(user), way, told)
    rows = rows.filter(state=IssueState.RESOLVED) if resolved else rows.unresolved()
    return rows.order_by("-raised_at", "-pk")[:SHOWN]
