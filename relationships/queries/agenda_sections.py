"""The sections that this app brings to every meeting; entered in relationships.apps."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.clock import local_day
from accounts.kept import kept
from accounts.models import ExistsForEach
from accounts.queries.user_name import user_name
from relationships.choices import Energy, IdeaState, SeriesKind, Visibility
from relationships.models import ActionItem, Appreciation, Idea, Interaction, Standing
from relationships.models.standing import NEVER
from relationships.queries.agenda import (
    AgendaSection,
    Found,
    Table,
    announce_issues,
    announce_points,
    issues_for,
    waiting_points,
)
from relationships.queries.circle import Circle, named_on_the_wall

FEW = 6
MEASURES, FIRST_MEASURES = 40, 10  # in all, and before one asks for all
OF_A_MEASURE = (
    "text",
    "due_on",
    "done_at",
    "partner",
    "owner__name",
    "owner__email",
    "issue__title",
)  # all that its line shows


def good_start(team: int, since: datetime) -> dict[str, QuerySet[Any]]:
    """Thanks since last time, and contacts that gave us energy: something to begin with."""
    thanks: Any = Appreciation.objects.seen_by_whole_team(team)
    contacts = Interaction.objects.seen_by_whole_team(team).filter(happened_at__gt=since, energy=Energy.GAVE)
    return {
        "thanks": thanks.filter(thanked_at__gt=since).order_by("-thanked_at", "-pk")[:FEW],
        "contacts": contacts.order_by("-happened_at", "-pk")[:3],
    }


def measures_due(table: Table) -> Found:
    """Open measures of the team whose day has come by the meeting; those of an issue as far as that is read."""
    count, day = _of_measures(table)
    found = _measures_until(count + 1, day=day, **table.circle.told())
    return Found(data={"measures": found[:count], "day": day, "more": table.is_short and len(found) > count})


def announce_measures(table: Table) -> None:
    count, day = _of_measures(table)
    _measures_until.announce(count + 1, day=day, **table.circle.told())


def _of_measures(table: Table) -> tuple[int, date]:
    """How many are shown, and until when they are due."""
    day = max(timezone.localdate(table.review.starts_at), timezone.localdate(table.at))
    return FIRST_MEASURES if table.is_short else MEASURES, day


@kept
def _measures_until(count: int, *, day: date, team: int, members: Any) -> QuerySet[ActionItem]:
    circle = Circle(team, members)
    alone = Q(issue=None, visibility__in=[Visibility.TEAM, Visibility.EVERYONE])
    of_issue = Exists(circle.issues().filter(pk=OuterRef("issue")))
    items = ActionItem.objects.kept().open().filter(Q(alone) | of_issue, team=circle.team_id, due_on__lte=day)
    return items.select_related("owner", "issue").only(*OF_A_MEASURE).order_by("due_on", "pk")[:count]


def issues(table: Table) -> Found:
    """What is open, the most wanted first; once the meeting runs, its points stand in their place."""
    if not table.review.is_planned:
        return Found()
    shared, own, more = issues_for(table)
    return Found({"issues": shared}, {"own": own, "more": more and table.is_short})


def announce_open(table: Table) -> None:
    if table.review.is_planned:
        announce_issues(table)


def announce_own(table: Table) -> None:
    if table.review.is_planned:
        announce_points(table.series, table.user)


def points(table: Table) -> Found:
    return Found(data={"points": waiting_points(table.series, table.user)}) if table.review.is_planned else Found()


@dataclass(frozen=True)
class QuietPartner:
    """Past the cadence of its team: how many days ago the last contact was, None where there was none."""

    pk: int
    name: str
    kind: str
    caretaker: str
    open_issues: int
    days: int | None


def quiet_partners(table: Table) -> Found:
    """Partners past their cadence, those with an open issue first; made of Standings, which the whole team may read."""
    today = timezone.localdate(table.at)
    rows = _past_their_cadence(team=table.circle.team_id, today=today)
    lines = [
        QuietPartner(*known, days=None if last == NEVER else (today - local_day(last)).days) for *known, last in rows
    ]
    return Found(data={"quiet": lines})


def announce_quiet(table: Table) -> None:
    _past_their_cadence.announce(team=table.circle.team_id, today=timezone.localdate(table.at))


@kept
def _past_their_cadence(*, team: int, today: date) -> QuerySet[Any]:
    named = ExistsForEach(named_on_the_wall(team=team).filter(pk=OuterRef("partner")))
    rows = Standing.objects.filter(named, team=team, overdue_on__lt=today).order_by("-open_issues", "overdue_on", "pk")
    caretaker = Coalesce(user_name("partner__caretaker"), Value(""))
    return rows.values_list("partner", "partner__name", "partner__kind", caretaker, "open_issues", "last_contact_at")[
        :10
    ]


def new_ideas(team: int, since: datetime) -> dict[str, QuerySet[Any]]:
    ideas = Idea.objects.seen_by_whole_team(team).filter(state=IdeaState.NEW)
    return {"ideas": ideas.order_by("-received_at", "-pk")[:FEW]}


def nothing(table: Table) -> Found:
    return Found()


_FOLDER = "relationships/agenda"
OWN_SECTIONS = (
    AgendaSection(
        "good_start", _("A good start"), 10, 5, f"{_FOLDER}/good_start.html", nothing, brief=good_start,
        hint=_("Each tells of something that went well since last time."),
    ),
    AgendaSection("measures", _("Measures that are due"), 20, 5, f"{_FOLDER}/measures.html", measures_due, announce=announce_measures),
    AgendaSection(
        "topic", _("Topic of the training"), 30, 30, f"{_FOLDER}/topic.html", nothing, kinds=(SeriesKind.TRAINING,),
        hint=_("One passes on what works; the others try it."),
    ),
    AgendaSection(
        "issues", _("Open issues"), 40, 35, f"{_FOLDER}/issues.html", issues, kinds=(SeriesKind.CLEARING,),
        by_item=True, announce=announce_open,
    ),
    AgendaSection("points", _("Points of our own"), 50, 5, f"{_FOLDER}/points.html", points, by_item=True, announce=announce_own),
    AgendaSection(
        "quiet", _("Partners going quiet"), 60, 5, f"{_FOLDER}/quiet.html", quiet_partners,
        kinds=(SeriesKind.CLEARING,), announce=announce_quiet,
    ),
    AgendaSection(
        "ideas", _("New ideas"), 70, 5, f"{_FOLDER}/ideas.html", nothing, kinds=(SeriesKind.CLEARING,),
        brief=new_ideas,
    ),
    AgendaSection(
        "conclusion", _("Conclusion"), 90, 5, f"{_FOLDER}/conclusion.html", nothing,
        hint=_("What was agreed is read out, and each rates the meeting."),
    ),
)  # fmt: skip
