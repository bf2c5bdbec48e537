"""Lines that several pages have, each drawn of plain values alone and kept by them (see drawn_of)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.text import Truncator

from accounts.templatetags.rapport_ui import drawn_of
from partners.models import Partner
from relationships.models import ActionItem, Issue, Reminder
from relationships.queries.notice import page_of
from relationships.queries.today import Quiet
from relationships.views.lines import Named, named

register = template.Library()
MOST_LETTERS = 60


@register.filter
def target_page(reminder: Reminder) -> str:
    """Where a reminder leads."""
    return page_of(reminder)


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """What one line of reminders shows, and all that it can show."""

    pk: int
    title: str
    is_own: bool
    is_done: bool
    is_late: bool
    repeats: bool
    due_at: datetime  # on the reader's clock, without a zone
    target: str
    about: str  # the partner or issue of one's own reminder
    held: int | None  # the issue that it asks about, whether it holds
    held_title: str
    alone: bool
    next: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """What one line of measures shows, and all that it can show."""

    pk: int
    text: str
    owner: str
    is_done: bool
    is_late: bool
    due_on: date | None
    issue: int | None
    partner: int | None  # one that the reader sees
    about: str
    alone: bool
    next: str


@dataclass(frozen=True, slots=True)
class OwnIssueLine:
    """What a line of one's own open issues on Today shows, and all that it can show."""

    pk: int
    title: str
    kind: str
    kind_words: str
    severity_words: str
    partners: tuple[Named | None, ...]  # None for one that the reader does not see
    age: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class QuietLine:
    """What a line of partners going quiet shows, and all that it can show."""

    pk: int
    name: str
    kind: str
    days: int
    wanted: int
    open_issues: int


@register.simple_tag(takes_context=True)
def own_issue_line(context: dict[str, Any], found: dict[str, Any]) -> str:
    """One of `issues_section`."""
    issue = found["entry"]
    line = OwnIssueLine(
        pk=issue.pk,
        title=issue.title,
        kind=issue.kind,
        kind_words=issue.get_kind_display(),
        severity_words=issue.get_severity_display(),
        partners=named(found["partners"]),
        age=found["age"],
        overdue=found["overdue"],
    )
    return drawn_of(context, "relationships/today/issue.html", line)


@register.simple_tag(takes_context=True)
def quiet_line(context: dict[str, Any], quiet: Quiet) -> str:
    """One of `going_quiet`."""
    partner = quiet.partner
    line = QuietLine(partner.pk, partner.name, partner.kind, quiet.days, quiet.wanted, quiet.open_issues)
    return drawn_of(context, "relationships/today/quiet_line.html", line)


@register.simple_tag(takes_context=True)
def reminder_line(context: dict[str, Any], reminder: Reminder, *, at_its_issue: bool = False) -> str:
    """A reminder, one's own or a rule's; `at_its_issue` leaves out the issue, on whose page it stands."""
    asks = reminder.asks_whether_it_holds
    line = ReminderLine(
        pk=reminder.pk,
        title=reminder.title,
        is_own=reminder.is_own,
        is_done=reminder.done_at is not None,
        is_late=reminder.due_at < timezone.now() and not reminder.done_at,
        repeats=bool(reminder.recurrence),
        due_at=timezone.make_naive(reminder.due_at),
        target=target_page(reminder),
        about=_about(reminder.partner, None if at_its_issue else reminder.issue) if reminder.is_own else "",
        held=reminder.issue_id if asks else None,
        held_title=reminder.issue.title if asks and reminder.issue else "",
        **_where(context),
    )
    return drawn_of(context, "relationships/reminder_row.html", line)


@register.simple_tag(takes_context=True)
def measure_line(context: dict[str, Any], item: ActionItem, *, at_its_issue: bool = False) -> str:
    """A measure; `at_its_issue` leaves out the issue. The ids of partners whom the reader sees are in `seen_partners`."""
    issue = None if at_its_issue else item.issue
    partner = item.partner if not issue and item.partner_id in (context.get("seen_partners") or ()) else None
    line = MeasureLine(
        pk=item.pk,
        text=item.text,
        owner=str(item.owner or ""),
        is_done=item.done_at is not None,
        is_late=bool(item.due_on and item.due_on < timezone.localdate() and not item.done_at),
        due_on=item.due_on,
        issue=issue.pk if issue else None,
        partner=partner.pk if partner else None,
        about=_about(partner, issue),
        **_where(context),
    )
    return drawn_of(context, "relationships/action_item_row.html", line)


def _about(partner: Partner | None, issue: Issue | None) -> str:
    if partner:
        return partner.name
    title = issue.title if issue else ""
    return title if len(title) <= MOST_LETTERS else Truncator(title).chars(MOST_LETTERS)


def _where(context: dict[str, Any]) -> dict[str, Any]:
    """What a line needs to know of its page: where to come back to, and whether there is anybody to hand it over to."""
    return {"next": context["request"].get_full_path(), "alone": bool(context.get("works_alone"))}
