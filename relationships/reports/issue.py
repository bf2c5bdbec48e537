"""The issues of a list as a file: what a meeting wants to see, with every row that the list's filters leave."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from relationships.choices import IssueState, Visibility
from relationships.models import Issue
from relationships.reports.reading import Reading
from relationships.reports.table import Column, Table

CHUNK = 500


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One issue as it stands at the moment of the report, for one reader."""

    issue: Issue
    partners: list[str]
    age: int
    quiet: int
    overdue: bool

    @property
    def narrow(self) -> bool:
        """Whether fewer than its team may read it; the paper says so, since paper is passed on."""
        return self.issue.visibility in (Visibility.PRIVATE, Visibility.INVOLVED)


def open_issues(
    issues: QuerySet[Issue],
    *,
    user: User,
    filters_in_words: Sequence[str],
    at: datetime,
    sort: str = "age",
    language: str | None = None,
) -> Table:
    """The content of the issue list: `issues` is visible to `user`, filtered and ordered, and no page of it.

    `sort` names the list's sort (as the page's or the API's parameter does) and so what a PDF is grouped by.
    """
    reading = Reading.of(user, at=at, language=language)
    with reading.applied():
        has_resolved = issues.order_by().filter(state=IssueState.RESOLVED).exists()
        return Table(
            name=_("issues") if has_resolved else _("open-issues"),
            title=_("Issues") if has_resolved else _("Open issues"),
            columns=columns_of_issues(),
            rows=partial(_lines, issues, user, at),
            reading=reading,
            template="reports/issues.html",
            filters=[str(words) for words in filters_in_words],
            group=group_of(sort, at, has_resolved=has_resolved),
        )


def _lines(issues: QuerySet[Issue], user: User, at: datetime) -> Iterator[IssueLine]:
    loaded = issues.select_related("owner", "team").with_partners(user)  # type: ignore[attr-defined]
    for issue in loaded.iterator(chunk_size=CHUNK):
        yield line_of(issue, user, at)


def line_of(issue: Issue, user: User, at: datetime) -> IssueLine:
    """An issue whose partners are loaded by `with_partners(user)`."""
    partners = [partner.name if partner else _("another partner") for partner in issue.partners_for(user)]
    return IssueLine(issue, partners, issue.age_days(at=at), issue.quiet_days(at=at), overdue=issue.is_overdue(at=at))


def columns_of_issues() -> list[Column]:
    return [
        Column("number", _("Number"), lambda line: line.issue.pk, "number", 9),
        Column("title", _("Issue"), lambda line: line.issue.title, width=44),
        Column("partners", _("Partners"), lambda line: "; ".join(line.partners), width=30),
        Column("kind", _("Kind"), lambda line: str(line.issue.get_kind_display()), width=14),
        Column("severity", _("Severity"), lambda line: str(line.issue.get_severity_display()), width=10),
        Column("state", _("State"), lambda line: str(line.issue.get_state_display()), width=11),
        Column("owner", _("Owner"), lambda line: str(line.issue.owner), width=20),
        Column("raised", _("Raised"), lambda line: timezone.localdate(line.issue.raised_at), "date", 12),
        Column("age_days", _("Open for (days)"), lambda line: line.age, "number", 10),
        Column("quiet_days", _("Quiet for (days)"), lambda line: line.quiet, "number", 10),
        Column("due", _("Due"), lambda line: line.issue.due_on, "date", 12),
        Column("overdue", _("Overdue"), lambda line: _("yes") if line.overdue else "", width=9),
        Column("parked_until", _("Parked until"), lambda line: line.issue.parked_until, "date", 12),
        Column("horizon", _("Horizon"), lambda line: str(line.issue.get_horizon_display()), width=12),
        Column("text", _("What happened"), lambda line: line.issue.text, width=50),
        Column("effect", _("What it does to us"), lambda line: line.issue.effect, width=40),
        Column("need", _("What we need"), lambda line: line.issue.need, width=40),
        Column("agreement", _("Agreement"), lambda line: line.issue.agreement, width=40),
        Column("resolved", _("Resolved"), lambda line: _day(line.issue.resolved_at), "date", 12),
        Column("result", _("Result"), lambda line: line.issue.result, width=40),
        Column("team", _("Team"), lambda line: line.issue.team.name, width=18),
        Column("visibility", _("Who reads it"), lambda line: str(line.issue.get_visibility_display()), width=16),
    ]


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


# --- What a printed list is grouped by -------------------------------------------------------------------------------


def group_of(sort: str, at: datetime, *, has_resolved: bool) -> Callable[[IssueLine], str]:
    """By age only where all are open: the age of a resolved issue stands still, and its bands would come in turns."""
    by: dict[str, Callable[[IssueLine], str]] = {
        "age": _age_band, "newest": _age_band, "raised_at": _age_band,
        "quiet": _quiet_band, "last_activity_at": _quiet_band,
        "severity": _severity_band,
        "due": partial(_due_band, at), "due_on": partial(_due_band, at),
    }  # fmt: skip
    group = by.get(sort.removeprefix("-"))
    return group if group and not (has_resolved and group is _age_band) else lambda line: ""


def _age_band(line: IssueLine) -> str:
    return _band(line.age, _("Open for four weeks or longer"), _("Two to four weeks"), _("One to two weeks"), _("New this week"))  # fmt: skip


def _quiet_band(line: IssueLine) -> str:
    return _band(line.quiet, _("Quiet for four weeks or longer"), _("Quiet for two to four weeks"), _("Quiet for one to two weeks"), _("Something happened this week"))  # fmt: skip


def _band(days: int, *names: str) -> str:
    """The first name from four weeks on, then from two, from one, and the last for less."""
    return next((name for limit, name in zip((28, 14, 7), names, strict=False) if days >= limit), names[-1])


def _severity_band(line: IssueLine) -> str:
    return _("Severity: %s") % line.issue.get_severity_display()


def _due_band(at: datetime, line: IssueLine) -> str:
    due, today = line.issue.due_on, timezone.localdate(at)
    if due is None:
        return _("Without a date")
    if due < today:
        return _("The date has passed")
    return _("Due within a week") if due <= today + timedelta(days=7) else _("Due later")
