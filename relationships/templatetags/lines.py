"""Lines that several pages have, each drawn of plain values alone and kept by them (see drawn_of)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.text import Truncator

from accounts.templatetags.drawn import drawn_each
from partners.models import Partner
from relationships.choices import Severity
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
class OpenIssueLine:
    """What a line of the open issues on a partner's page shows, and all that it can show."""

    pk: int
    title: str
    kind: str
    kind_words: str
    state_words: str
    owner: str
    due_on: date | None
    is_late: bool
    is_severe: bool
    age: int


@dataclass(frozen=True, slots=True)
class CheckLine:
    """What a line of what is asked whether it holds shows, and all that it can show."""

    pk: int
    title: str
    partners: tuple[Named | None, ...]
    resolved_on: date


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What a line of an idea without an answer shows, and all that it can show."""

    pk: int
    title: str
    partners: tuple[Named | None, ...]


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
def own_issue_lines(context: dict[str, Any], found: Iterable[dict[str, Any]]) -> str:
    """Of `issues_section`."""
    lines = [
        OwnIssueLine(
            pk=one["entry"].pk,
            title=one["entry"].title,
            kind=one["entry"].kind,
            kind_words=one["entry"].get_kind_display(),
            severity_words=one["entry"].get_severity_display(),
            partners=named(one["partners"]),
            age=one["age"],
            overdue=one["overdue"],
        )
        for one in found
    ]
    return drawn_each(context, "relationships/today/issue.html", lines)


@register.simple_tag(takes_context=True)
def open_issue_lines(context: dict[str, Any], issues: Iterable[Issue]) -> str:
    now, today = timezone.now(), timezone.localdate()
    lines = [
        OpenIssueLine(
            pk=issue.pk,
            title=issue.title,
            kind=issue.kind,
            kind_words=issue.get_kind_display(),
            state_words=issue.get_state_display(),
            owner=str(issue.owner),
            due_on=issue.due_on,
            is_late=issue.due_on is not None and issue.due_on < today,
            is_severe=issue.severity == Severity.HIGH,
            age=issue.age_days(at=now),
        )
        for issue in issues
    ]
    return drawn_each(context, "partners/_issue.html", lines)


@register.simple_tag(takes_context=True)
def check_lines(context: dict[str, Any], found: Iterable[dict[str, Any]]) -> str:
    """Of `check_section`."""
    lines = [
        CheckLine(
            one["entry"].pk, one["entry"].title, named(one["partners"]), timezone.localdate(one["entry"].resolved_at)
        )
        for one in found
    ]
    return drawn_each(context, "relationships/today/check_line.html", lines)


@register.simple_tag(takes_context=True)
def answer_lines(context: dict[str, Any], found: Iterable[dict[str, Any]]) -> str:
    """Of `ideas_section`."""
    lines = [AnswerLine(one["entry"].pk, one["entry"].title, named(one["partners"])) for one in found]
    return drawn_each(context, "relationships/today/idea.html", lines)


@register.simple_tag(takes_context=True)
def quiet_lines(context: dict[str, Any], found: Iterable[Quiet]) -> str:
    """Of `going_quiet`."""
    lines = [
        QuietLine(one.partner.pk, one.partner.name, one.partner.kind, one.days, one.wanted, one.open_issues)
        for one in found
    ]
    return drawn_each(context, "relationships/today/quiet_line.html", lines)


@register.simple_tag(takes_context=True)
def reminder_lines(context: dict[str, Any], reminders: Iterable[Reminder], *, at_its_issue: bool = False) -> str:
    """Reminders, one's own or a rule's; `at_its_issue` leaves out the issue, on whose page they stand."""
    now, zone, where = timezone.now(), timezone.get_current_timezone(), _where(context)
    lines = [
        ReminderLine(
            pk=reminder.pk,
            title=reminder.title,
            is_own=reminder.is_own,
            is_done=reminder.done_at is not None,
            is_late=reminder.due_at < now and not reminder.done_at,
            repeats=bool(reminder.recurrence),
            due_at=reminder.due_at.astimezone(zone).replace(tzinfo=None),
            target=page_of(reminder),
            about=_about(reminder.partner, None if at_its_issue else reminder.issue) if reminder.is_own else "",
            held=reminder.issue_id if asks else None,
            held_title=reminder.issue.title if asks and reminder.issue else "",
            **where,
        )
        for reminder in reminders
        for asks in (reminder.asks_whether_it_holds,)
    ]
    return drawn_each(context, "relationships/reminder_row.html", lines)


@register.simple_tag(takes_context=True)
def measure_lines(context: dict[str, Any], items: Iterable[ActionItem], *, at_its_issue: bool = False) -> str:
    """Measures; `at_its_issue` leaves out the issue. The ids of partners whom the reader sees are in `seen_partners`."""
    lines = lines_of_measures(context, items, at_its_issue=at_its_issue)
    return drawn_each(context, "relationships/action_item_row.html", lines)


def lines_of_measures(
    context: dict[str, Any], items: Iterable[ActionItem], *, at_its_issue: bool = False
) -> list[MeasureLine]:
    today, seen, where = timezone.localdate(), context.get("seen_partners") or (), _where(context)
    lines = []
    for item in items:
        issue = None if at_its_issue else item.issue
        partner = item.partner if not issue and item.partner_id in seen else None
        lines.append(
            MeasureLine(
                pk=item.pk,
                text=item.text,
                owner=str(item.owner or ""),
                is_done=item.done_at is not None,
                is_late=bool(item.due_on and item.due_on < today and not item.done_at),
                due_on=item.due_on,
                issue=issue.pk if issue else None,
                partner=partner.pk if partner else None,
                about=_about(partner, issue),
                **where,
            )
        )
    return lines


def _about(partner: Partner | None, issue: Issue | None) -> str:
    if partner:
        return partner.name
    title = issue.title if issue else ""
    return title if len(title) <= MOST_LETTERS else Truncator(title).chars(MOST_LETTERS)


def _where(context: dict[str, Any]) -> dict[str, Any]:
    """What a line needs to know of its page: where to come back to, and whether there is anybody to hand it over to."""
    return {"next": context["request"].get_full_path(), "alone": bool(context.get("works_alone"))}
