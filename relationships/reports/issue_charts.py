"""Issues as charts: how many came in and were cleared, and how old the open ones are."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relationships.choices import IssueState
from relationships.models import Issue
from relationships.queries.period import Period
from relationships.reports.charts import BarChart, Series, Steps

# The bands of the meeting: days from which one begins.
BANDS = (0, 7, 14, 28)


def in_and_out(issues: QuerySet[Issue], *, period: Period, at: datetime) -> BarChart:
    """How many were raised and how many resolved, step by step; two queries. `issues` are visible to the reader."""
    raised = _by_day(issues, "raised_at", period)
    resolved = _by_day(issues.filter(state=IssueState.RESOLVED), "resolved_at", period)
    steps = steps_of(period, at, [*raised, *resolved])
    return BarChart(
        title=_("Issues raised and resolved"),
        labels=steps.labels(),
        series=[Series(_("Raised"), counted(steps, raised)), Series(_("Resolved"), counted(steps, resolved))],
        summary=_("%(raised)s raised and %(resolved)s resolved in this time.")
        % {"raised": sum(raised.values()), "resolved": sum(resolved.values())},
        axis=steps.axis(),
    )


def ageing(issues: QuerySet[Issue], *, at: datetime) -> BarChart:
    """How long the unresolved ones have been open, in the bands of the meeting; one query."""
    rows = issues.unresolved().order_by().values_list("raised_at", flat=True)  # type: ignore[attr-defined]
    ages = [(timezone.localdate(at) - timezone.localdate(raised)).days for raised in rows]
    counts = [0] * len(BANDS)
    for age in ages:
        counts[sum(age >= start for start in BANDS[1:])] += 1
    old = counts[-1]
    return BarChart(
        title=_("How long issues have been open"),
        labels=band_names(),
        series=[Series(_("Issues"), counts)],
        summary=ngettext(
            "%(old)s of %(count)s issue has been open for four weeks or longer.",
            "%(old)s of %(count)s issues have been open for four weeks or longer.",
            len(ages),
        )
        % {"old": old, "count": len(ages)},
        axis=_("Open for"),
    )


def band_names() -> list[str]:
    return [_("this week"), _("1 to 2 weeks"), _("2 to 4 weeks"), _("4 weeks or longer")]


def steps_of(period: Period, at: datetime, days: Any) -> Steps:
    """The steps of a period; one without a beginning starts with the first day that there is."""
    until = period.until or timezone.localdate(at)
    since = period.since or min([*days, until])
    return Steps.of(max(min(since, until), until - timedelta(days=36_525)), until)


def counted(steps: Steps, days: dict[date, int]) -> list[int]:
    counts: Counter[int] = Counter()
    for day, count in days.items():
        place = steps.place(day)
        if place is not None:
            counts[place] += count
    return [counts[place] for place in range(len(steps.starts))]


def _by_day(issues: QuerySet[Issue], field: str, period: Period) -> dict[date, int]:
    rows = issues.filter(**period.filter(field)).order_by().annotate(day=TruncDate(field))
    return dict(rows.values_list("day").annotate(count=Count("pk")))
