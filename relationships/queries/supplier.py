"""What suppliers give: facts with dates, of organisations alone, side by side for a few that one picks."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from partners.models import Partner
from relationships.choices import Direction, IdeaState, IssueState
from relationships.models import Appreciation, Idea, Interaction, Issue
from relationships.queries.idea_facts import IN_TIME, IdeaFacts, idea_facts, organisations

PERIOD = 365  # days that are looked back
DATED = 3  # lines with their day of each kind
MOST = 4  # suppliers beside each other


@dataclass
class Fact:
    """How often, and the latest with their days."""

    count: int = 0
    lines: list[tuple[date, str]] = field(default_factory=list)

    def add(self, moment: datetime, text: str) -> None:
        self.count += 1
        if len(self.lines) < DATED:
            self.lines.append((timezone.localdate(moment), text))


@dataclass
class Gives:
    partner: Partner
    ideas: IdeaFacts = field(default_factory=IdeaFacts)
    gave_energy: Fact = field(default_factory=Fact)
    cost_energy: Fact = field(default_factory=Fact)
    value: Fact = field(default_factory=Fact)
    thanks: Fact = field(default_factory=Fact)
    done: Fact = field(default_factory=Fact)
    held: Fact = field(default_factory=Fact)
    came_back: Fact = field(default_factory=Fact)


def what_they_give(user: User, partners: list[int], *, at: datetime) -> list[Gives]:
    """In the order of their names, of what `user` may read; five queries however many are picked."""
    since = at - timedelta(days=PERIOD)
    found = {
        partner.pk: Gives(partner) for partner in organisations(user).filter(pk__in=partners, is_supplier=True)[:MOST]
    }
    for pk, facts in idea_facts(user, found, since=since).items():
        found[pk].ideas = facts
    for gives, contact in _of(user, Interaction, found, "happened_at", since):
        if contact.energy in ("gave", "cost"):
            fact = gives.gave_energy if contact.energy == "gave" else gives.cost_energy
            fact.add(contact.happened_at, str(contact))
        if contact.value_received:
            gives.value.add(contact.happened_at, contact.value_received)
    for gives, thanks in _of(user, Appreciation, found, "thanked_at", since):
        if thanks.direction == Direction.RECEIVED:
            gives.thanks.add(thanks.thanked_at, thanks.text)
    for gives, idea in _of(user, Idea, found, "received_at", since):
        if idea.state == IdeaState.DONE:
            gives.done.add(idea.received_at, idea.title)
    for gives, issue in _of(user, Issue, found, "raised_at", since):
        if issue.times_reopened:
            gives.came_back.add(issue.raised_at, issue.title)
        elif issue.state == IssueState.RESOLVED and issue.held_on:
            gives.held.add(issue.raised_at, issue.title)
    return list(found.values())


def _of(user: User, model: Any, found: dict[int, Gives], moment: str, since: datetime) -> Any:
    """Each of its entries of the period, the newest first, beside whose it is."""
    name = model._meta.model_name
    entries = model.objects.visible_to(user).filter(**{f"{moment}__gte": since})
    links = model.partners.through.objects.filter(Exists(entries.filter(pk=OuterRef(name))), partner__in=list(found))
    for link in links.select_related(name).order_by(f"-{name}__{moment}"):
        yield found[link.partner_id], getattr(link, name)


__all__ = ["IN_TIME", "MOST", "PERIOD", "Gives", "what_they_give"]
