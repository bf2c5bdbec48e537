"""The issues that a contact may belong to."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.access import teams_of
from accounts.models import User
from relationships.models import Interaction, Issue

SHOWN = 12


def link_candidates(user: User, contact: Interaction, typed: str = "") -> QuerySet[Issue]:
    """Unresolved and one's own to work on, not linked yet; those with the same partners first, then the latest."""
    words = Q()
    for word in typed.replace("\x00", "").split():
        words &= Q(title__icontains=word)
    people = Issue.people_involved.through.objects.filter(issue=OuterRef("pk"), user=user.pk)
    works = Q(author=user.pk) | Q(owner=user.pk) | Q(team__in=[team.pk for team in teams_of(user)]) | Exists(people)
    same = Issue.partners.through.objects.filter(issue=OuterRef("pk"), partner__in=contact.partners.values("pk"))
    linked = Issue.interactions.through.objects.filter(issue=OuterRef("pk"), interaction=contact.pk)
    rows = Issue.objects.visible_to(user).unresolved().filter(words, works).exclude(Exists(linked))
    return rows.annotate(same=Exists(same)).order_by("-same", "-last_activity_at", "-pk")
