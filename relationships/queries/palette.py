"""What the palette finds as one types: partners and issues one may see."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When

from accounts.models import User
from partners.models import Partner
from partners.names import fold
from partners.queries.search import matching
from relationships.choices import IssueState
from relationships.models import Issue

SHOWN, LONGEST = 6, 100


@dataclass(frozen=True)
class Found:
    partners: list[Partner]
    issues: list[Issue]


def find(user: User, typed: str) -> Found:
    """The first few of each, in two queries; nothing for nothing typed."""
    typed = typed[:LONGEST].strip()
    if not typed or "\x00" in typed:
        return Found([], [])
    begins = Case(When(sort_key__startswith=fold(typed), then=Value(0)), default=1, output_field=IntegerField())
    partners = matching(Partner.objects.visible_to(user), typed).order_by(begins, "sort_key", "pk")
    words = Q()
    for word in typed.split():
        words &= Q(title__icontains=word)
    resolved = Case(When(state=IssueState.RESOLVED, then=Value(1)), default=0, output_field=IntegerField())
    issues = Issue.objects.visible_to(user).filter(words).order_by(resolved, "-raised_at", "-pk")
    return Found(list(partners[:SHOWN]), list(issues[:SHOWN]))
