"""How a team's clearing goes over time: for the team as a whole, never by person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from relationships.choices import IssueState, Visibility
from relationships.models import ActionItem, Issue, ReviewSeries

WEEKS = 12
BANDS = (7, 14, 28)  # days of age: less than a week, two weeks, four weeks, longer


@dataclass(frozen=True)
class Course:
    """Weeks from the oldest on, each with the issues that came in and went out; the age of what is open; measures."""

    weeks: list[tuple[date, int, int]]
    ages: list[int]  # open issues by BANDS
    kept: int  # measures done by their day, of those whose day lay in these weeks
    late: int  # done after it
    missed: int  # not done


def course_of(series: ReviewSeries, *, at: datetime) -> Course:
    """Made only of what the whole team may read, so that everyone sees the same figures."""
    today = timezone.localdate(at)
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=WEEKS - 1)
    start = timezone.make_aware(datetime.combine(first, datetime.min.time()))
    ours = Issue.objects.kept().filter(team=series.team_id, visibility__in=[Visibility.TEAM, Visibility.EVERYONE])
    came = _by_week(ours.filter(raised_at__gte=start).values_list("raised_at", flat=True))
    went = _by_week(ours.filter(resolved_at__gte=start).values_list("resolved_at", flat=True))
    open_since = ours.exclude(state=IssueState.RESOLVED).values_list("raised_at", flat=True)
    ages = [0] * (len(BANDS) + 1)
    for raised in open_since.iterator(chunk_size=2000):
        days = (today - timezone.localdate(raised)).days
        ages[sum(days >= band for band in BANDS)] += 1
    weeks = [first + timedelta(weeks=number) for number in range(WEEKS)]
    return Course([(week, came[week], went[week]) for week in weeks], ages, *_measures(series, first, today))


def _measures(series: ReviewSeries, first: date, today: date) -> tuple[int, int, int]:
    shared = Q(issue=None, visibility__in=[Visibility.TEAM, Visibility.EVERYONE]) | Q(
        issue__visibility__in=[Visibility.TEAM, Visibility.EVERYONE], issue__discarded_at=None
    )
    due = ActionItem.objects.kept().filter(shared, team=series.team_id, due_on__gte=first, due_on__lt=today)
    kept = late = missed = 0
    for due_on, done_at in due.values_list("due_on", "done_at"):
        if done_at is None:
            missed += 1
        elif due_on and timezone.localdate(done_at) <= due_on:
            kept += 1
        else:
            late += 1
    return kept, late, missed


def _by_week(moments: Iterable[datetime | None]) -> Counter[date]:
    days = (timezone.localdate(moment) for moment in moments if moment)
    return Counter(day - timedelta(days=day.weekday()) for day in days)
