"""The open issues for the meeting: by age band and kind, each with its owner as a fact, and the measures that are due."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import teams_of
from accounts.queries.keyset import Sort
from relationships.choices import IssueKind
from relationships.exports.action_item import ActionItemListing
from relationships.exports.report import ANY_KIND, ANY_TEAM, Matter, ReportSource, small_table, table
from relationships.exports.source import Asked, register
from relationships.filters.issue import IssueFilter
from relationships.models import ActionItem, Issue
from relationships.reports.chunks import in_chunks
from relationships.reports.issue import IssueLine, columns_of_issues, group_of, line_of
from relationships.reports.issue_charts import BANDS, ageing, band_names
from relationships.reports.partner_facts import Figure
from relationships.reports.report import Section
from relationships.reports.table import Column

OFFERED = {
    "team": ANY_TEAM,
    "kind": ANY_KIND,
    "severity": gettext_lazy("Any severity"),
    "horizon": gettext_lazy("Short- and long-term"),
}
ON_PAPER = ("title", "partners", "kind", "severity", "state", "owner", "due")
AHEAD = timedelta(days=7)


@register
class OpenIssues(ReportSource):
    noun = "open-issues"
    filterset = IssueFilter
    offered = OFFERED
    has_period = False
    icon = "chat-bubble-left-right"
    place = 2

    def title(self) -> str:
        return _("Open issues")

    def file_name(self) -> str:
        return _("open-issues")

    def about(self) -> str:
        return _("For the meeting: what is open, by age and kind, and the measures that are due.")

    def rows(self, asked: Asked) -> QuerySet[Issue]:
        return Issue.objects.visible_to(asked.user).open(at=asked.at)

    def sections(self, matter: Matter) -> Iterable[Section]:
        overdue = matter.rows.overdue(at=matter.at).order_by().count()
        yield Section(
            _("At a glance"),
            figures=[
                Figure(_("open"), str(matter.rows.order_by().count())),
                Figure(_("overdue"), str(overdue), late=bool(overdue)),
            ],
            charts=[ageing(matter.rows, at=matter.at)],
        )
        yield Section(_("By age and kind"), table=self._by_kind(matter), nothing=_("Nothing is open."))
        yield Section(
            _("The issues"),
            table=table(
                matter, "issues", _("Open issues"), issue_columns("age_days"), lambda: issue_lines(matter, matter.rows),
                group=group_of("age", matter.at, has_resolved=False),
            ),
            nothing=_("Nothing is open."),
        )  # fmt: skip
        yield Section(
            _("Measures due"),
            words=[_("Overdue, or due within a week.")],
            table=table(matter, "measures", _("Measures due"), _measure_columns(matter), lambda: _measures(matter)),
            nothing=_("No measure is due."),
        )

    def _by_kind(self, matter: Matter) -> Any:
        counts: Counter[tuple[int, str]] = Counter()
        for raised, kind in matter.rows.order_by().values_list("raised_at", "kind"):
            age = (timezone.localdate(matter.at) - timezone.localdate(raised)).days
            counts[sum(age >= start for start in BANDS[1:]), kind] += 1
        rows = [
            (name, *(counts[band, kind.value] for kind in IssueKind))
            for band, name in reversed(list(enumerate(band_names())))
        ]
        heads = [_("Open for"), *(str(kind.label) for kind in IssueKind)]
        return small_table(matter, "ages", _("By age and kind"), heads, rows if counts else [])


def issue_columns(*more: str, on_paper: tuple[str, ...] = ON_PAPER) -> list[Column]:
    """Those of the issue list; on paper the ones that a meeting looks at, and `more`."""
    widths = {"title": 50, "partners": 34, "owner": 24}
    return [
        Column(
            column.name, column.label, column.value, column.kind, widths.get(column.name, column.width),
            where="both" if column.name in (*on_paper, *more) else "file",
        )
        for column in columns_of_issues()
    ]  # fmt: skip


def issue_lines(matter: Matter, issues: Any, sort: Sort | None = None) -> Iterator[IssueLine]:
    user = matter.user
    for piece in in_chunks(
        issues,
        sort or Sort("raised_at"),
        lambda rows: rows.select_related("owner", "author", "team").with_partners(user),  # type: ignore[attr-defined]
    ):
        yield from (line_of(issue, user, matter.at) for issue in piece)


def _measures(matter: Matter) -> Iterator[Any]:
    """Those of one's teams, and on issues one sees, that are overdue or due within a week."""
    own = ActionItem.objects.visible_to(matter.user).filter(team__in=[team.pk for team in teams_of(matter.user)])
    due = own.due(at=matter.at + AHEAD)
    listing = ActionItemListing()
    for piece in in_chunks(due, Sort("due_on"), lambda rows: listing.load(rows, matter.asked)):
        yield from listing.lines(piece, matter.asked)


def _measure_columns(matter: Matter) -> list[Column]:
    on_paper = ("text", "owner", "due", "overdue", "issue")
    return [
        Column(one.name, one.label, one.value, one.kind, one.width, where="both" if one.name in on_paper else "file")
        for one in ActionItemListing().columns(matter.asked)
    ]
