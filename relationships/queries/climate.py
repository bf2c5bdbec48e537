"""The climate score of organisations and of groups of five or more: docs/climate.md says it in words.

What it is made of is what the whole team may read. A score is counted as of a day, from what had happened until then, so
that yesterday's can be counted again today and its course be drawn without having been stored.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    Window,
)
from django.db.models.functions import Cast, RowNumber
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


def may_be_scored() -> QuerySet[Partner]:
    """The organisations and groups: never a person, nor whom nobody has looked at yet."""
    kinds = Q(kind=PartnerKind.ORGANISATION, natural_person=NaturalPerson.NO) | Q(kind=PartnerKind.GROUP)
    return Partner.objects.filter(kinds, is_colleague=False)


def is_scored(kind: str, member_count: int) -> bool:
    """Whether one that may be scored has a climate at all."""
    return kind != PartnerKind.GROUP or member_count >= GROUP_FROM


def scored_rows(partners: Any) -> QuerySet[Any]:
    """Of these partners those that may be scored, their kind as the word and the number of their members, for `one_of`."""
    rows = may_be_scored().filter(Among("pk", partners)).annotate(members_count=Count("members"))
    return one_of(rows, "scored", partner="pk", number="members_count", word="kind")


def gather_ingredients(
    team: int, partners: list[int], *, today: date, whole_course: bool = False
) -> dict[int, Ingredients]:
    """For the score of today and of the days just before; with `whole_course` of any day. One query."""
    found: dict[int, Ingredients] = defaultdict(Ingredients)
    told = {"team": team, "partners": partners, "since": timezone.now() - timedelta(days=2 * WINDOW)}
    rows = sorted(_ingredients(whole_course, **told), key=lambda row: (row[2], repr(row)))
    for what, partner, moment, until, number, second, word in rows:
        day, last_day = day_of(moment), day_of(until) if until else None
        match what:
            case "contact":
                found[partner].contacts.append((day, number, second, word))
            case "issue":
                settled = last_day if word == IssueState.RESOLVED else None
                if word != IssueState.PARKED or whole_course:
                    found[partner].issues.append((number, day, settled))
            case "thanks":
                found[partner].thanks.append((word, day))
            case "idea":
                found[partner].ideas.append((day, date.fromisoformat(word) if word else None))
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
def _ingredients(whole_course: bool, *, team: int, partners: Any, since: datetime) -> Any:
    told = (whole_course, team, partners, since)
    return _contacts(*told).union(_issues(*told), _thanks(*told), _ideas(*told), all=True)


def _contacts(whole_course: bool, team: int, partners: Any, since: datetime) -> Any:
    """The last contacts whose mood is the partner's own: no person and no group sat beside it (as queries.briefing)."""
    links = Interaction.partners.through.objects
    persons = links.filter(interaction=OuterRef("interaction")).exclude(partner=OuterRef("partner")).exclude(NO_PERSON)
    told = ~Q(interaction__mood_after=None) | ~Q(interaction__mood_before=None) | ~Q(interaction__energy="")
    rows = _links(Interaction, team, partners).filter(told, ~Exists(persons))
    if not whole_course:
        newest = Window(
            RowNumber(),
            partition_by=F("partner"),
            order_by=[F("interaction__happened_at").desc(), F("interaction").desc()],
        )
        rows = rows.annotate(place=newest).filter(place__lte=CONTACTS)
    return one_of(rows, "contact", moment="interaction__happened_at", number="interaction__mood_before",
                  second="interaction__mood_after", word="interaction__energy")  # fmt: skip


def _issues(whole_course: bool, team: int, partners: Any, since: datetime) -> Any:
    rows = _links(Issue, team, partners)
    if not whole_course:
        rows = rows.filter(issue__state__in=ACTIVE)
    return one_of(rows, "issue", moment="issue__raised_at", until="issue__resolved_at", number="issue__severity",
                  word="issue__state")  # fmt: skip


def _thanks(whole_course: bool, team: int, partners: Any, since: datetime) -> Any:
    rows = _links(Appreciation, team, partners)
    if not whole_course:
        rows = rows.filter(appreciation__thanked_at__gte=since)
    return one_of(rows, "thanks", moment="appreciation__thanked_at", word="appreciation__direction")


def _ideas(whole_course: bool, team: int, partners: Any, since: datetime) -> Any:
    rows = _links(Idea, team, partners)
    if not whole_course:
        rows = rows.filter(idea__received_at__gte=since)
    return one_of(rows, "idea", moment="idea__received_at", word=Cast("idea__answered_on", CharField()))


def one_of(rows: QuerySet[Any], what: str, *, partner: str = "partner", **columns: Any) -> QuerySet[Any]:
    """A part of a union about partners: what it is, the partner, two moments, two numbers, a word, as far as it has them."""
    nothing = {
        "moment": Cast(Value(None), DateTimeField()),
        "until": Cast(Value(None), DateTimeField()),
        "number": Cast(Value(None), IntegerField()),
        "second": Cast(Value(None), IntegerField()),
        "word": Cast(Value(None), CharField()),
    }
    given = {name: F(column) if isinstance(column, str) else column for name, column in columns.items()}
    named = {f"of_{name}": value for name, value in (nothing | given).items()}
    return rows.order_by().annotate(what=Value(what, CharField()), **named).values_list("what", partner, *named)


def _links(model: Any, team: int, partners: Any) -> Any:
    """Of these partners, what the whole of the team may read."""
    name = model._meta.model_name
    shared = Exists(model.objects.seen_by_whole_team(team).filter(pk=OuterRef(name)))
    return model.partners.through.objects.filter(shared, Among("partner", partners))
