"""The issues that one could go on in."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from relationships.models import Issue

SHOWN = 12


def merge_candidates(user: User, issue: Issue, typed: str = "") -> QuerySet[Issue]:
    """Unresolved, with the same team and readers; those with the same partners first, then the latest worked on."""
    words = Q()
    for word in typed.replace("\x00", "").split():
        words &= Q(title__icontains=word)
    same = Issue.partners.through.objects.filter(issue=OuterRef("pk"), partner__in=issue.partners.values("pk"))
    rows = Issue.objects.visible_to(user).unresolved().filter(words, team=issue.team_id, visibility=issue.visibility)
    return rows.exclude(pk=issue.pk).annotate(same=Exists(same)).order_by("-same", "-last_activity_at", "-pk")
