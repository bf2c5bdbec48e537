"""The cleared issues: what was resolved, how long it took, what came back."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.queries.keyset import Sort
from relationships.choices import IssueState, Step
from relationships.exports.open_issues import OFFERED, issue_columns, issue_lines
from relationships.exports.report import Matter, ReportSource, table
from relationships.exports.source import Asked, register
from relationships.filters.issue import IssueFilter
from relationships.models import Comment, Issue
from relationships.reports.issue import IssueLine
from relationships.reports.issue_charts import in_and_out
from relationships.reports.partner_facts import Figure
from relationships.reports.report import Section
from relationships.reports.table import Column

ON_PAPER = ("title", "partners", "kind", "owner", "resolved", "result")


@register
class ClearedIssues(ReportSource):
    noun = "cleared-issues"
    filterset = IssueFilter
    offered = OFFERED
    icon = "check-circle"
    place = 3

    def title(self) -> str:
        return _("Cleared issues")

    def file_name(self) -> str:
        return _("cleared-issues")

    def about(self) -> str:
        return _("What was resolved, how long it took, and what came back.")

    def rows(self, asked: Asked) -> QuerySet[Issue]:
        return Issue.objects.visible_to(asked.user)

    def counted(self, matter: Matter) -> QuerySet[Issue]:
        return _resolved(matter)

    def sections(self, matter: Matter) -> Iterable[Section]:
        resolved = _resolved(matter)
        back = _reopened(matter)
        took = sorted(
            max((done - raised).days, 0)
            for raised, done in resolved.order_by().values_list("raised_at", "resolved_at")
            if done
        )
        yield Section(
            _("At a glance"),
            figures=[
                Figure(_("resolved"), str(len(took))),
                *_how_long(took),
                Figure(_("reopened"), str(back.order_by().count())),
            ],
            charts=[in_and_out(matter.rows, period=matter.period, at=matter.at)],
        )
        columns = issue_columns(on_paper=ON_PAPER)
        days = Column("days", _("Took (days)"), _took, "number", 12)
        again = Column(
            "times_reopened", _("Times reopened"), lambda line: line.issue.times_reopened, "number", 12, where="file"
        )
        yield Section(
            _("What was resolved"),
            table=table(
                matter, "issues", _("Resolved"), [*columns, days, again],
                lambda: issue_lines(matter, resolved, Sort("resolved_at", descending=True)),
            ),
            nothing=_("Nothing was resolved in this period."),
        )  # fmt: skip
        yield Section(
            _("What came back"),
            table=table(matter, "reopened", _("Reopened"), [*columns, again], lambda: issue_lines(matter, back)),
            nothing=_("Nothing was reopened in this period."),
        )


def percentile(figures: Sequence[int], share: float) -> int:
    """The smallest of the sorted figures that at least this share of them does not exceed."""
    place = max(-(-int(share * 100) * len(figures) // 100) - 1, 0)
    return figures[place]


def _how_long(took: Sequence[int]) -> Iterator[Figure]:
    if took:
        for share, label in ((0.5, _("half of them within")), (0.9, _("nine of ten within"))):
            days = percentile(took, share)
            yield Figure(label, ngettext("%s day", "%s days", days) % days)


def _took(line: IssueLine) -> Any:
    done = line.issue.resolved_at
    return max((done - line.issue.raised_at).days, 0) if done else None


def _resolved(matter: Matter) -> QuerySet[Issue]:
    return matter.rows.filter(state=IssueState.RESOLVED, **matter.period.filter("resolved_at"))


def _reopened(matter: Matter) -> QuerySet[Issue]:
    """What somebody reopened in the period, whatever became of it since."""
    steps = Comment.objects.kept().filter(
        step=Step.REOPENED, issue=OuterRef("pk"), **matter.period.filter("created_at")
    )
    return matter.rows.filter(Exists(steps))
