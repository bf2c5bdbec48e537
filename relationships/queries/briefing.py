"""Before the contact: ten seconds on how they left last time, what is open, what they need, what we owe."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import AmongThose, ExistsForEach, User
from partners.choices import NaturalPerson, PartnerKind
from partners.models import Partner
from relationships.choices import Direction, IdeaState
from relationships.models import Appreciation, Idea, Interaction, Issue, links_with
from relationships.queries.gather import Wants
from relationships.queries.timeline import entries_with

OPEN_SHOWN, OWED_SHOWN, CHART = 8, 3, 10
GROUP_FROM = 5  # a smaller group is its members, and people are never graded


@dataclass(frozen=True)
class Briefing:
    """What is at hand before a contact; anything may be missing."""

    last_contact: Interaction | None = None
    mood_after: int | None = None
    open_issues: list[Issue] = field(default_factory=list)
    more_open: bool = False
    unanswered: list[Idea] = field(default_factory=list)
    thanks_given: Appreciation | None = None
    thanks_received: Appreciation | None = None
    moods: list[Interaction] = field(default_factory=list)

    @property
    def theirs(self) -> list[str]:
        """How they may see what is open."""
        return [issue.partner_view for issue in self.open_issues if issue.partner_view][:OWED_SHOWN]

    @property
    def needs(self) -> list[str]:
        return [issue.need for issue in self.open_issues if issue.need][:OWED_SHOWN]

    @property
    def wishes(self) -> list[str]:
        return [issue.wish for issue in self.open_issues if issue.wish][:OWED_SHOWN]

    @property
    def says_something(self) -> bool:
        return any([self.last_contact, self.open_issues, self.unanswered, self.thanks_given, self.thanks_received])


def briefing_wants(
    user: User,
    partner: Partner,
    *,
    at: datetime,
    with_chart: bool,
    with_last: bool = True,
    with_many_open: bool = False,
) -> Wants:
    """What the briefing, the card of open issues and the chart ask of `gather`; `with_last`, the last contact.

    The oldest of many open issues are met soon among those of everybody, by their age; few are sought among the partner's.
    """
    links = Issue.partners.through.objects.filter(partner=partner.pk)
    theirs: Any = (
        ExistsForEach(links.filter(issue=OuterRef("pk"))) if with_many_open else AmongThose("pk", links.values("issue"))
    )
    issues = Issue.objects.visible_to(user).open(at=at).filter(theirs).order_by("raised_at", "pk")
    ideas = entries_with(Idea, partner, user).filter(state__in=[IdeaState.NEW, IdeaState.LOOKING], answer="")
    thanks = entries_with(Appreciation, partner, user).order_by("-thanked_at", "-pk")
    wants = {
        "open_issues": issues[: OPEN_SHOWN + 1],
        "unanswered": ideas.order_by("received_at", "pk")[:OWED_SHOWN],
        "thanks_given": thanks.filter(direction=Direction.GIVEN)[:1],
        "thanks_received": thanks.filter(direction=Direction.RECEIVED)[:1],
    }
    if with_last:
        wants["last_contact"] = Interaction.objects.newest(1, user, *links_with(partner))
    if with_chart:
        wants["moods"] = Interaction.objects.newest(CHART, user, _links_with_its_mood(partner))
    return wants


def briefing_from(found: dict[str, list[Any]], partner: Partner) -> Briefing:
    """The last contact is the one that was wanted as such, or the newest of the story."""
    last = max([*found["last_contact"], *found["contact"]], key=lambda one: (one.happened_at, one.pk), default=None)
    open_issues = sorted(found["open_issues"], key=lambda issue: (issue.raised_at, issue.pk))
    return Briefing(
        last_contact=last,
        mood_after=last.mood_after if last and _stands_for(last, partner) else None,
        open_issues=open_issues[:OPEN_SHOWN],
        more_open=len(open_issues) > OPEN_SHOWN,
        unanswered=sorted(found["unanswered"], key=lambda idea: (idea.received_at, idea.pk)),
        thanks_given=next(iter(found["thanks_given"]), None),
        thanks_received=next(iter(found["thanks_received"]), None),
        moods=sorted(found.get("moods", []), key=lambda contact: (contact.happened_at, contact.pk)),
    )


def may_chart_moods(partner: Partner, *, member_count: int) -> bool:
    """Whether moods with this partner may be drawn over time at all.

    Yes for an organisation that somebody has said is no natural person, and for a group of five or more. Never for a
    person, a one-person business, what nobody has looked at yet, a smaller group, a colleague.
    """
    if partner.is_colleague:
        return False
    if partner.kind == PartnerKind.GROUP:
        return member_count >= GROUP_FROM
    return partner.kind == PartnerKind.ORGANISATION and partner.natural_person == NaturalPerson.NO


def contacts_with_its_mood(user: User, partner: Partner) -> QuerySet[Interaction]:
    """The contacts whose mood is the mood of the partner as a whole, and nobody's own.

    Counted is a contact with the partner itself among its partners, and beside it nobody but organisations that are no
    natural person. Left out is what else the story tells: contacts with people who stood for the organisation (they
    count for its last contact, never for its moods), contacts where such a person sat beside it (the mood noted may be
    theirs), and contacts with a group beside it (which may be two people).
    """
    links = _links_with_its_mood(partner)
    return (
        Interaction.objects.visible_to(user).filter(pk__in=links.values("interaction")).order_by("-happened_at", "-pk")
    )


def _links_with_its_mood(partner: Partner) -> QuerySet[Any]:
    links = Interaction.partners.through.objects
    no_person = Q(partner__kind=PartnerKind.ORGANISATION, partner__natural_person=NaturalPerson.NO)
    others = links.filter(interaction=OuterRef("interaction")).exclude(partner=partner.pk).exclude(no_person)
    return links.filter(partner=partner.pk, interaction__mood_after__isnull=False).exclude(Exists(others))


def _stands_for(contact: Interaction, partner: Partner) -> bool:
    """Whether the mood of a contact is said of the partner: it was there itself, not only through its people."""
    return any(row.pk == partner.pk for row in contact.partners.all())
