"""What waits for a user today: their issues, reminders, partners going quiet, thanks, ideas without an answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.access import working_team
from accounts.clock import local_day
from accounts.kept import kept
from accounts.models import Team, User, Visible
from partners.models import Partner
from partners.queries.cadence import cadence_of, cadence_of_tags, take_cadence
from relationships.choices import Cause, Direction, IdeaState
from relationships.models import ActionItem, Appreciation, Idea, Issue, Reminder, Standing
from relationships.queries.gather import Wants, announce_gather, begin_gather
from relationships.queries.partner_list import last_contact_columns, later_of

COMING = 3  # reminders that are not due yet
SHOWN = 6  # lines of each kind; the lists hold the rest


@dataclass(frozen=True)
class Found:
    """What a section has for a user: the data its template reads, and how many things of it wait."""

    data: dict[str, Any] = field(default_factory=dict)
    waiting: int = 0
    is_news: bool = False  # something stands there although nothing waits


@dataclass(frozen=True)
class Section:
    """A card on Today. `place` orders them from the top; `load` answers None where there is nothing to show.

    What is `first` stands above all where there is room for one column, and above the side where there is room for two.

    `wants` names entries that are read together with those of all other sections (see gather); `load` is then given
    them, in no order, behind the user and the moment. `announce` says what `load` will ask by itself (accounts/ahead.py);
    `is_late` that this takes long, or that more is asked then: it is wanted last.
    """

    name: str
    column: Literal["first", "main", "side"]
    place: int
    template: str
    load: Callable[..., Found | None]
    wants: Callable[[User, datetime], Wants] | None = None
    announce: Callable[[User, datetime], None] | None = None
    is_late: bool = False


sections: list[Section] = []


def register_section(section: Section) -> None:
    """Enter a section; apps do it in AppConfig.ready()."""
    sections.append(section)
    sections.sort(key=lambda one: (one.column, one.place))


@dataclass(frozen=True)
class Quiet:
    """A partner past its cadence: days since the last contact that the reader may see, and how many were wanted."""

    partner: Partner
    days: int
    wanted: int
    open_issues: int


def announce_sections(user: User, at: datetime) -> None:
    """What `load_sections` will ask first (accounts/ahead.py)."""
    announce_gather(user, _wanted, at=at)
    _announce(user, at, late=False)


def load_sections(user: User, at: datetime) -> Iterator[tuple[Section, Found]]:
    """What stands on Today, each section as soon as it is known: in another order than they stand in."""
    entries_of = begin_gather(user, _wanted, at=at, meanwhile=lambda: _announce(user, at, late=True))
    yield from _loaded([section for section in sections if not section.wants and not section.is_late], user, at)
    yield from _loaded([section for section in sections if section.wants], user, at, entries_of())
    yield from _loaded([section for section in sections if section.is_late], user, at)


def _announce(user: User, at: datetime, *, late: bool) -> None:
    for section in sections:
        if section.announce and section.is_late == late:
            section.announce(user, at)


def _loaded(some: list[Section], user: User, at: datetime, *entries: Any) -> Iterator[tuple[Section, Found]]:
    for section in some:
        if found := section.load(user, at, *entries):
            yield section, found


def _wanted(*, user: User, at: datetime) -> Wants:
    wants: dict[str, Any] = {}
    for section in sections:
        wants |= section.wants(user, at) if section.wants else {}
    return wants


def my_issues(user: User, at: datetime) -> QuerySet[Issue]:
    """The open issues one owns, oldest first."""
    mine = Issue.objects.visible_to(user).open(at=at).filter(owner=user.pk)
    return mine.order_by("raised_at", "pk")


def my_issues_to_check(user: User, at: datetime) -> QuerySet[Issue]:
    """Resolved ones whose day to ask has come, unless a rule has asked: then its reminder does, or has been dealt with."""
    asked = Reminder.objects.filter(cause=Cause.CHECK, issue=OuterRef("pk"), created_at__gte=OuterRef("resolved_at"))
    mine = Issue.objects.visible_to(user).to_check(at=at).filter(owner=user.pk)
    return mine.filter(~Exists(asked.filter(Q(user=user.pk) | Q(handed_on_by=user.pk)))).order_by("check_on", "pk")


@kept
def my_reminders(*, user: User, at: datetime) -> QuerySet[Reminder]:
    """What is due, and what comes within a week."""
    coming = Reminder.objects.visible_to(user).waiting().filter(due_at__lte=at + timedelta(days=7))
    return coming.with_targets().order_by("due_at", "pk")[: SHOWN * 2]


def going_quiet(user: User, team: Team | None, at: datetime) -> list[Quiet]:
    """Partners in one's care past "at most", checked against the last contact that one may see oneself."""
    if team is None:
        return []
    today = timezone.localdate(at)
    quiet = []
    for row in _past_their_cadence(user=user, team=team.pk, today=today):
        wanted = cadence_of(take_cadence(row.partner, row)).at_most or 0
        since = later_of(row) or row.partner.created_at
        days = (today - local_day(since)).days
        if days > wanted:
            quiet.append(Quiet(row.partner, days, wanted, row.open_issues))
    return quiet[:SHOWN]


def announce_going_quiet(user: User, at: datetime) -> None:
    if team := working_team(user):
        _past_their_cadence.announce(user=user, team=team.pk, today=timezone.localdate(at))


@kept
def _past_their_cadence(*, user: User, team: int, today: date) -> QuerySet[Standing]:
    ours = Standing.objects.filter(team=team, overdue_on__lt=today)
    past = ours.filter(partner__caretaker=user.pk).filter(Visible(Partner, user, "partner"))
    # The inner SELECT has the subqueries of the annotations run for the few rows that are shown and no more; it asks for
    # partners, which stand in the index by the day on which they were due.
    few = ours.filter(partner__in=past.order_by("overdue_on", "partner").values("partner")[: SHOWN * 2])
    rows = few.annotate(**last_contact_columns(user), **cadence_of_tags("partner"))
    return rows.select_related("partner").order_by("overdue_on", "partner")


def fresh_thanks(user: User, at: datetime) -> QuerySet[Appreciation]:
    """Thanks of the last two weeks that came to us, or to oneself from a colleague."""
    to_me = Q(direction=Direction.GIVEN) & Exists(Partner.objects.filter(appreciations=OuterRef("pk"), user=user.pk))
    thanks = Appreciation.objects.visible_to(user).filter(thanked_at__gte=at - timedelta(days=14))
    thanks = thanks.filter(Q(direction=Direction.RECEIVED) | to_me)
    return thanks.order_by("-thanked_at", "-pk")


def unanswered_ideas(user: User) -> QuerySet[Idea]:
    """Ideas of one's own teams that nobody has answered yet, the oldest first."""
    ideas = Idea.objects.visible_to(user).filter(answered_on=None, team__memberships__user=user.pk)
    return ideas.exclude(state=IdeaState.DONE).order_by("received_at", "pk")


def anything_at_all(user: User) -> bool:
    """Whether there is a partner to be seen; if not, Today shows the first step."""
    return bool(Partner.objects.visible_to(user).exists())


def in_lines(entries: Any, user: User) -> list[dict[str, Any]]:
    """Entries with the partners as `user` reads them."""
    return [{"entry": entry, "partners": list(entry.partners_for(user))} for entry in entries]


# --- The sections of this app ---


def issues_section(user: User, at: datetime, entries: dict[str, list[Any]]) -> Found:
    issues = sorted(entries["my_issues"], key=lambda issue: (issue.raised_at, issue.pk))
    lines = in_lines(issues[:SHOWN], user)
    for line in lines:
        issue = line["entry"]
        line |= {"age": issue.age_days(at=at), "overdue": issue.is_overdue(at=at)}
    return Found({"lines": lines, "more": len(issues) > SHOWN}, waiting=len(lines))


def check_section(user: User, at: datetime, entries: dict[str, list[Any]]) -> Found | None:
    lines = in_lines(sorted(entries["my_issues_to_check"], key=lambda issue: (issue.check_on, issue.pk)), user)
    return Found({"lines": lines}, waiting=len(lines)) if lines else None


def quiet_section(user: User, at: datetime) -> Found | None:
    lines = going_quiet(user, working_team(user), at)
    return Found({"lines": lines}, waiting=len(lines)) if lines else None


def ideas_section(user: User, at: datetime, entries: dict[str, list[Any]]) -> Found | None:
    lines = in_lines(sorted(entries["unanswered_ideas"], key=lambda idea: (idea.received_at, idea.pk)), user)
    return Found({"lines": lines}, waiting=len(lines)) if lines else None


def reminders_section(user: User, at: datetime) -> Found:
    reminders = my_reminders(user=user, at=at)
    due = [reminder for reminder in reminders if reminder.due_at <= at]
    coming = [reminder for reminder in reminders if reminder.due_at > at][:COMING]
    return Found({"due": due, "coming": coming}, waiting=len(due), is_news=bool(coming))


def announce_reminders(user: User, at: datetime) -> None:
    my_reminders.announce(user=user, at=at)


def measures_section(user: User, at: datetime) -> Found | None:
    """One's own measures that are overdue, due within a week, or without a date."""
    today = timezone.localdate(at)
    lines = _my_measures(user=user, until=today + timedelta(days=7))
    due = sum(1 for item in lines if item.due_on and item.due_on <= today)
    return Found({"lines": lines, "today": today}, waiting=due, is_news=True) if lines else None


def announce_measures(user: User, at: datetime) -> None:
    _my_measures.announce(user=user, until=timezone.localdate(at) + timedelta(days=7))


@kept
def _my_measures(*, user: User, until: date) -> QuerySet[ActionItem]:
    mine = ActionItem.objects.visible_to(user).open().filter(owner=user.pk).exclude(due_on__gt=until)
    return mine.select_related("owner", "issue", "partner").order_by("due_on", "pk")[:SHOWN]


def thanks_section(user: User, at: datetime, entries: dict[str, list[Any]]) -> Found | None:
    newest = sorted(entries["fresh_thanks"], key=lambda thanks: (thanks.thanked_at, thanks.pk), reverse=True)
    lines = in_lines(newest, user)
    return Found({"lines": lines}, is_news=True) if lines else None


def _want_issues(user: User, at: datetime) -> Wants:
    return {"my_issues": my_issues(user, at)[: SHOWN + 1]}


def _want_checks(user: User, at: datetime) -> Wants:
    return {"my_issues_to_check": my_issues_to_check(user, at)[:SHOWN]}


def _want_ideas(user: User, at: datetime) -> Wants:
    return {"unanswered_ideas": unanswered_ideas(user)[:4]}


def _want_thanks(user: User, at: datetime) -> Wants:
    return {"fresh_thanks": fresh_thanks(user, at)[:3]}


OWN_SECTIONS = (
    Section("issues", "main", 10, "relationships/today/issues.html", issues_section, _want_issues),
    Section("check", "main", 5, "relationships/today/check.html", check_section, _want_checks),
    Section(
        "quiet",
        "main",
        30,
        "relationships/today/quiet.html",
        quiet_section,
        announce=announce_going_quiet,
        is_late=True,
    ),
    Section("measures", "main", 20, "relationships/today/measures.html", measures_section, announce=announce_measures),
    Section("ideas", "main", 40, "relationships/today/ideas.html", ideas_section, _want_ideas),
    Section(
        "reminders", "side", 10, "relationships/today/reminders.html", reminders_section, announce=announce_reminders
    ),
    Section("thanks", "side", 40, "relationships/today/thanks.html", thanks_section, _want_thanks),
)
