"""The climate score of organisations and of groups of five or more: docs/climate.md says it in words.

What it is made of is what the whole team may read. A score is counted as of a day, from what had happened until then, so
that yesterday's can be counted again today and its course be drawn without having been stored.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from accounts.kept import Among, kept
from partners.choices import NaturalPerson, PartnerKind
from partners.models import Partner
from relationships.choices import Direction, IssueState
from relationships.models import Appreciation, Idea, Interaction, Issue
from relationships.models.issue import ACTIVE
from relationships.models.standing import NO_CLIMATE
from relationships.queries.briefing import GROUP_FROM

START = 50
CONTACTS = 5  # the last ones count
LOW = 2  # the mood
PER_MOOD_STEP, PER_LIFT_STEP, MOST_LIFT = 8, 4, 8
PER_ENERGY, MOST_ENERGY = 2, 8
OF_ISSUE = {1: 2, 2: 5, 3: 9}  # by severity
ISSUE_WEEKS, MOST_ISSUES = 4, 40  # one more for each week open, up to so many; of all issues together
IN_TOUCH, DAYS_PAST, MOST_PAST = 6, 5, 15
WINDOW = 180  # days for which thanks and ideas count
OF_THANKS = {Direction.GIVEN: (2, 6), Direction.RECEIVED: (3, 9)}  # each, and of all together
OF_IDEA, MOST_IDEAS, IDEA_WAITS = 3, 9, 14
NO_PERSON = Q(partner__kind=PartnerKind.ORGANISATION, partner__natural_person=NaturalPerson.NO)

Reason = list[Any]  # [points, kind, what the words about it need]


@dataclass
class Ingredients:
    """Of one partner and team, with the days on which things happened."""

    contacts: list[tuple[date, int | None, int | None, str]] = field(default_factory=list)
    issues: list[tuple[int, date, date | None]] = field(default_factory=list)  # severity, raised, settled
    thanks: list[tuple[str, date]] = field(default_factory=list)
    ideas: list[tuple[date, date | None]] = field(default_factory=list)  # received, answered
    ideal: int | None = None
    at_most: int | None = None
    last_contact: date | None = None

    @property
    def arrives_low(self) -> int:
        """To how many of the last five contacts they came in a low mood; nothing from fewer."""
        latest = sorted((row for row in self.contacts if row[1]), key=lambda row: row[0], reverse=True)[:CONTACTS]
        return sum(1 for row in latest if (row[1] or 0) <= LOW) if len(latest) == CONTACTS else 0


@kept
def _scored_rows(*, partners: Any) -> Any:
    """The organisations and groups that may have one, each group with the number of its members."""
    kinds = Q(kind=PartnerKind.ORGANISATION, natural_person=NaturalPerson.NO) | Q(kind=PartnerKind.GROUP)
    rows = Partner.objects.filter(kinds, Among("pk", partners), is_colleague=False).order_by()
    return rows.annotate(n=Count("members")).values_list("pk", "kind", "n")


def scored(partners: Iterable[int]) -> set[int]:
    """Those of these partners that have a climate at all: never a person, nor whom nobody has looked at yet."""
    found = _scored_rows(partners=partners)
    return {pk for pk, kind, members in found if kind != PartnerKind.GROUP or members >= GROUP_FROM}


def gather_ingredients(
    team: int, partners: list[int], *, today: date, whole_course: bool = False
) -> dict[int, Ingredients]:
    """For the score of today and of the days just before; with `whole_course` of any day. Four queries."""
    found: dict[int, Ingredients] = defaultdict(Ingredients)
    told = {"team": team, "partners": partners, "since": timezone.now() - timedelta(days=2 * WINDOW)}
    for partner, moment, before, after, energy in _contacts(whole_course, **told):
        found[partner].contacts.append((day_of(moment), before, after, energy))
    for partner, severity, raised, resolved, state in _issues(whole_course, **told):
        settled = resolved if state == IssueState.RESOLVED else None
        if state != IssueState.PARKED or whole_course:
            found[partner].issues.append((severity, day_of(raised), day_of(settled) if settled else None))
    for partner, direction, moment in _thanks(whole_course, **told):
        found[partner].thanks.append((direction, day_of(moment)))
    for partner, moment, answered in _ideas(whole_course, **told):
        found[partner].ideas.append((day_of(moment), answered))
    return found


def days_of_contacts(team: int, partner: int) -> list[date]:
    """Of all contacts with a partner, those with its people included, as its last contact is counted; two queries."""
    shared = Exists(Interaction.objects.seen_by_whole_team(team).filter(pk=OuterRef("interaction")))
    moments: list[datetime] = []
    for through in (Interaction.partners.through, Interaction.organisations.through):
        links = through._default_manager.filter(shared, partner=partner)
        moments += links.values_list("interaction__happened_at", flat=True)
    return [day_of(moment) for moment in moments]


def score(of: Ingredients, *, on: date) -> tuple[int, list[Reason]]:
    """The score as of a day, and its reasons, the weightiest first; no score where there is nothing to go by."""
    contacts = sorted((row for row in of.contacts if row[0] <= on), key=lambda row: row[0], reverse=True)[:CONTACTS]
    issues = [
        (severity, raised)
        for severity, raised, settled in of.issues
        if raised <= on and not (settled and settled <= on)
    ]
    since = on - timedelta(days=WINDOW)
    thanks = [direction for direction, day in of.thanks if since < day <= on]
    ideas = [(day, answered) for day, answered in of.ideas if since < day <= on]
    if not (contacts or issues or thanks or ideas):
        return NO_CLIMATE, []
    reasons = [
        *_of_contacts(contacts),
        *_of_issues(issues, on),
        *_of_touch(of, on),
        *_of_thanks(thanks),
        *_of_ideas(ideas, on),
    ]
    reasons = sorted((row for row in reasons if row[0]), key=lambda row: (-abs(row[0]), row[1]))
    return max(0, min(100, START + sum(row[0] for row in reasons))), reasons


def day_of(moment: datetime) -> date:
    """By the clock of the installation, as all of a standing."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def _of_contacts(contacts: list[tuple[date, int | None, int | None, str]]) -> Iterable[Reason]:
    moods = [after for _day, _before, after, _energy in contacts if after]
    lifts = [after - before for _day, before, after, _energy in contacts if before and after]
    if moods:
        yield [round((sum(moods) / len(moods) - 3) * PER_MOOD_STEP), "mood", {"contacts": len(moods)}]
    if lifts:
        points = round(sum(lifts) / len(lifts) * PER_LIFT_STEP)
        yield [_within(points, MOST_LIFT), "lift", {"contacts": len(lifts)}]
    gave = sum({"gave": 1, "cost": -1}.get(energy, 0) for *_rest, energy in contacts)
    yield [_within(gave * PER_ENERGY, MOST_ENERGY), "energy", {}]


def _of_issues(issues: list[tuple[int, date]], on: date) -> Iterable[Reason]:
    """Each with its own reason, the worst first, until the most that issues take away is reached."""
    left = MOST_ISSUES
    weighed = [
        (OF_ISSUE[severity] + min((on - raised).days // 7, ISSUE_WEEKS), severity, (on - raised).days)
        for severity, raised in issues
    ]
    for points, severity, days in sorted(weighed, reverse=True):
        taken = min(points, left)
        left -= taken
        if taken:
            yield [-taken, "issue", {"severity": severity, "days": days}]


def _of_touch(of: Ingredients, on: date) -> Iterable[Reason]:
    if not of.last_contact or of.last_contact > on:
        return
    days = (on - of.last_contact).days
    if of.at_most and days > of.at_most:
        yield [-min(-(-(days - of.at_most) // DAYS_PAST), MOST_PAST), "past", {"days": days, "wanted": of.at_most}]
    elif (of.ideal or of.at_most) and days <= (of.ideal or of.at_most or 0):
        yield [IN_TOUCH, "in_touch", {"days": days}]


def _of_thanks(thanks: list[str]) -> Iterable[Reason]:
    for direction, (each, most) in OF_THANKS.items():
        count = thanks.count(direction)
        yield [min(count * each, most), f"thanks_{direction}", {"count": count}]


def _of_ideas(ideas: list[tuple[date, date | None]], on: date) -> Iterable[Reason]:
    waiting = [day for day, answered in ideas if not (answered and answered <= on) and (on - day).days > IDEA_WAITS]
    yield [min(len(ideas) * OF_IDEA, MOST_IDEAS), "ideas", {"count": len(ideas)}]
    yield [-min(len(waiting) * OF_IDEA, MOST_IDEAS), "unanswered", {"count": len(waiting)}]


def _within(points: int, most: int) -> int:
    return max(-most, min(most, points))


@kept
def _contacts(all_of_them: bool, *, team: int, partners: Any, since: datetime) -> Any:
    """The last contacts whose mood is the partner's own: no person and no group sat beside it (as queries.briefing)."""
    links = Interaction.partners.through.objects
    persons = links.filter(interaction=OuterRef("interaction")).exclude(partner=OuterRef("partner")).exclude(NO_PERSON)
    told = ~Q(interaction__mood_after=None) | ~Q(interaction__mood_before=None) | ~Q(interaction__energy="")
    rows = _links(Interaction, team, partners).filter(told, ~Exists(persons))
    if not all_of_them:
        newest = Window(
            RowNumber(),
            partition_by=F("partner"),
            order_by=[F("interaction__happened_at").desc(), F("interaction").desc()],
        )
        rows = rows.annotate(place=newest).filter(place__lte=CONTACTS)
    return rows.order_by("interaction__happened_at", "interaction").values_list(
        "partner",
        "interaction__happened_at",
        "interaction__mood_before",
        "interaction__mood_after",
        "interaction__energy",
    )


@kept
def _issues(all_of_them: bool, *, team: int, partners: Any, since: datetime) -> Any:
    rows = _links(Issue, team, partners)
    if not all_of_them:
        rows = rows.filter(issue__state__in=ACTIVE)
    return rows.values_list("partner", "issue__severity", "issue__raised_at", "issue__resolved_at", "issue__state")


@kept
def _thanks(all_of_them: bool, *, team: int, partners: Any, since: datetime) -> Any:
    rows = _links(Appreciation, team, partners)
    if not all_of_them:
        rows = rows.filter(appreciation__thanked_at__gte=since)
    return rows.values_list("partner", "appreciation__direction", "appreciation__thanked_at")


@kept
def _ideas(all_of_them: bool, *, team: int, partners: Any, since: datetime) -> Any:
    rows = _links(Idea, team, partners)
    if not all_of_them:
        rows = rows.filter(idea__received_at__gte=since)
    return rows.values_list("partner", "idea__received_at", "idea__answered_on")


def _links(model: Any, team: int, partners: Any) -> Any:
    """Of these partners, what the whole of the team may read."""
    name = model._meta.model_name
    shared = Exists(model.objects.seen_by_whole_team(team).filter(pk=OuterRef(name)))
    return model.partners.through.objects.filter(shared, Among("partner", partners))
