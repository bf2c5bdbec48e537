"""The measures."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import working_team
from accounts.models import User, Visible
from accounts.queries.keyset import Sort
from partners.models import Partner
from relationships.exports.listing import Listing
from relationships.exports.source import Asked, register
from relationships.filters.action_item import ActionItemFilter
from relationships.models import ActionItem
from relationships.models.issue import BY_DUE_DATE
from relationships.reports.table import Column


@dataclass(frozen=True, slots=True)
class MeasureLine:
    item: ActionItem
    partner: str
    overdue: bool


@register
class ActionItemListing(Listing):
    noun = "measures"
    filterset = ActionItemFilter
    sorts = {"due": Sort("sorted_due_on"), "done": Sort("done_at", descending=True)}
    api_sorts = {"due_on": Sort("sorted_due_on"), "-created_at": Sort("created_at", descending=True)}

    def name(self) -> str:
        return _("measures")

    def title(self) -> str:
        return _("Measures")

    def told(self, asked: Asked) -> tuple[tuple[Hashable, ...], dict[str, Any]]:
        if not asked.from_page:
            return ("",), {}
        match asked.params.get("whose"):
            case "done":
                return ("done",), {}
            case "team":
                team = working_team(asked.user)
                return ("team",), {"team": team.pk if team else None}
        return ("own",), {}

    def rows_for(self, user: User, whose: str, team: int | None = None) -> QuerySet[ActionItem]:
        """The page shows one's own, the team's, or what is done."""
        rows = ActionItem.objects.visible_to(user).annotate(sorted_due_on=BY_DUE_DATE)
        match whose:
            case "done":
                return rows.exclude(done_at=None)
            case "team":
                return rows.open().filter(team=team)
            case "own":
                return rows.open().filter(owner=user.pk)
        return rows

    def sort_name(self, asked: Asked) -> str:
        if asked.from_page:
            return "done" if asked.params.get("whose") == "done" else "due"
        return super().sort_name(asked)

    def load(self, rows: Any, asked: Asked) -> QuerySet[ActionItem]:
        return rows.select_related("owner", "issue", "partner", "team").annotate(
            partner_is_seen=Visible(Partner, asked.user, "partner")
        )

    def lines(self, rows: list[Any], asked: Asked) -> Iterator[MeasureLine]:
        unseen = _("another partner")
        for item in rows:
            partner = "" if item.partner is None else item.partner.name if item.partner_is_seen else unseen
            yield MeasureLine(item, partner, item.is_overdue(at=asked.at))

    def always(self, asked: Asked) -> Sequence[str]:
        if not asked.from_page:
            return []
        words = {"done": _("Done"), "team": _("The team's")}
        return [words.get(asked.params.get("whose", ""), _("Mine"))]

    def columns(self, asked: Asked) -> list[Column]:
        return [
            Column("number", _("Number"), lambda line: line.item.pk, "number", 9),
            Column("text", _("Measure"), lambda line: line.item.text, width=50),
            Column("owner", _("Who does it"), lambda line: str(line.item.owner), width=20),
            Column("due", _("By when"), lambda line: line.item.due_on, "date", 12),
            Column("overdue", _("Overdue"), lambda line: _("yes") if line.overdue else "", width=9),
            Column("issue", _("Issue"), lambda line: line.item.issue.title if line.item.issue else "", width=40),
            Column("partner", _("Partner"), lambda line: line.partner, width=30),
            Column("done", _("Done"), lambda line: _day(line.item.done_at), "date", 12),
            Column("team", _("Team"), lambda line: line.item.team.name, width=18),
        ]


def _day(moment: Any) -> Any:
    return timezone.localdate(moment) if moment else None
