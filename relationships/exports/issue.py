"""The issues; their columns and what a printed list is grouped by are in relationships/reports/issue.py."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries.keyset import Sort
from relationships.choices import IssueState
from relationships.exports.listing import Listing
from relationships.exports.source import Asked, register
from relationships.filters.issue import IssueFilter
from relationships.models import Issue
from relationships.models.issue import BY_DUE_DATE
from relationships.reports.issue import IssueLine, columns_of_issues, group_of, line_of
from relationships.reports.table import Column, Table


@register
class IssueListing(Listing):
    noun = "issues"
    filterset = IssueFilter
    sorts = {
        "age": Sort("raised_at"),
        "quiet": Sort("last_activity_at"),
        "severity": Sort("severity", descending=True),
        "due": Sort("sorted_due_on"),
        "newest": Sort("raised_at", descending=True),
    }
    api_sorts = {
        "raised_at": Sort("raised_at"),
        "-raised_at": Sort("raised_at", descending=True),
        "last_activity_at": Sort("last_activity_at"),
        "-severity": Sort("severity", descending=True),
        "due_on": Sort("sorted_due_on"),
    }
    formats = ("pdf", "xlsx", "csv", "json")

    def name(self) -> str:
        return _("issues")

    def title(self) -> str:
        return _("Issues")

    def told(self, asked: Asked) -> tuple[tuple[Hashable, ...], dict[str, Any]]:
        return (self._unresolved(asked),), {}

    def rows_for(self, user: User, only_unresolved: bool) -> QuerySet[Issue]:
        """The page shows what is unresolved until a state is chosen."""
        rows = Issue.objects.visible_to(user).annotate(sorted_due_on=BY_DUE_DATE)
        return rows.unresolved() if only_unresolved else rows

    def load(self, rows: Any, asked: Asked) -> QuerySet[Issue]:
        return rows.select_related("owner", "author", "team").with_partners(asked.user)

    def lines(self, rows: list[Any], asked: Asked) -> Iterator[IssueLine]:
        return (line_of(issue, asked.user, asked.at) for issue in rows)

    def columns(self, asked: Asked) -> list[Column]:
        return columns_of_issues()

    def always(self, asked: Asked) -> Sequence[str]:
        return [_("Unresolved")] if self._unresolved(asked) else []

    def table(self, asked: Asked) -> Table:
        """Named and, on paper, grouped by whether all of them are open."""
        table = super().table(asked)
        with table.reading.applied():
            _filterset, rows = self.filtered(asked)
            has_resolved = rows.order_by().filter(state=IssueState.RESOLVED).exists()
            group = group_of(self.sort_name(asked), asked.at, has_resolved=has_resolved)
            table = replace(table, template="reports/issues.html", group=group)
            return table if has_resolved else replace(table, name=_("open-issues"), title=_("Open issues"))

    @staticmethod
    def _unresolved(asked: Asked) -> bool:
        return asked.from_page and not asked.params.get("state")
