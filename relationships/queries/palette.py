"""What the palette finds as one types: partners and issues one may see."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When

from accounts.models import User
from accounts.queries.few import found_among
from partners.models import Partner
from partners.queries.search import beginning_first, matching
from relationships.choices import IssueState
from relationships.models import Issue

SHOWN, LONGEST = 6, 100


@dataclass(frozen=True)
class Found:
    partners: list[Partner]
    issues: list[Issue]


def find(user: User, typed: str) -> Found:
    """The first few of each, in five queries at most; nothing for nothing typed."""
    typed = typed[:LONGEST].strip()
    if not typed or "\x00" in typed:
        return Found([], [])
    partners = beginning_first(matching(Partner.objects.visible_to(user), typed), typed, SHOWN)
    words = Q()
    for word in typed.split():
        words &= Q(title__icontains=word)
    resolved = Case(When(state=IssueState.RESOLVED, then=Value(1)), default=0, output_field=IntegerField())
    named = Issue.objects.filter(words).order_by().values_list("pk")
    issues = found_among(Issue.objects.visible_to(user), named, words).order_by(resolved, "-raised_at", "-pk")
    return Found(partners, list(issues[:SHOWN]))
