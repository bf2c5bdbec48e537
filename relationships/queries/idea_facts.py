"""What became of the ideas that organisations gave us: facts with no ranking, of no person."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User, Visible
from partners.choices import NaturalPerson, PartnerKind
from partners.models import Partner
from relationships.choices import IdeaState
from relationships.models import Idea

IN_TIME = 14  # days within which an answer should be given
SUPPLIERS_SHOWN = 200


@dataclass
class IdeaFacts:
    given: int = 0
    done: int = 0
    answered: int = 0
    answered_in_time: int = 0
    partner: Partner | None = field(default=None, compare=False)


def idea_facts(user: User, partners: Iterable[int], *, since: Any = None) -> dict[int, IdeaFacts]:
    """Of each of these partners what its ideas became, as far as `user` reads them; one query."""
    ids = list(partners)
    ideas = Idea.objects.visible_to(user)
    if since:
        ideas = ideas.filter(received_at__gte=since)
    links = Idea.partners.through.objects.filter(partner__in=ids)
    links = links.filter(Exists(ideas.filter(pk=OuterRef("idea"))))
    facts = {pk: IdeaFacts() for pk in ids}
    rows = links.values_list("partner", "idea__state", "idea__received_at", "idea__answered_on")
    for partner, state, received_at, answered_on in rows:
        one = facts[partner]
        one.given += 1
        one.done += state == IdeaState.DONE
        one.answered += bool(answered_on)
        in_time = timezone.localdate(received_at) + timedelta(days=IN_TIME)
        one.answered_in_time += bool(answered_on and answered_on <= in_time)
    return facts


def suppliers_with_ideas(user: User) -> list[IdeaFacts]:
    """The organisations among the suppliers that gave us ideas, by name."""
    given = Idea.partners.through.objects.filter(Visible(Idea, user, "idea"))
    suppliers = list(organisations(user).filter(is_supplier=True, pk__in=given.values("partner"))[:SUPPLIERS_SHOWN])
    facts = idea_facts(user, [partner.pk for partner in suppliers])
    for partner in suppliers:
        facts[partner.pk].partner = partner
    return [facts[partner.pk] for partner in suppliers]


def organisations(user: User) -> QuerySet[Partner]:
    """Those that somebody has said are no natural person, by name."""
    no_person = Partner.objects.visible_to(user).filter(kind=PartnerKind.ORGANISATION, natural_person=NaturalPerson.NO)
    return no_person.order_by("sort_key", "pk")
