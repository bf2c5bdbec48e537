"""Say that the rules for reminders should look at a row again, because something they depend on has changed."""

from typing import Any

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django_q.tasks import async_task

from relationships.choices import Cause
from relationships.models import ActionItem, Issue, Reminder, Review

FOLLOW_RULES = "relationships.tasks.follow_rules"


def look_again(*rows: models.Model) -> None:
    """Have issues and measures looked at as soon as the transaction that changed them is committed.

    Reminders whose cause is plainly gone are closed at once, so that lists and Today are right when the page comes back.
    """
    for row in rows:
        type(row)._base_manager.filter(pk=row.pk).update(look_at=timezone.now())
        close_gone(row)
        on_the_table(row.team_id)  # type: ignore[attr-defined]
    if rows:
        wake()


def on_the_table(team_id: int) -> None:
    """Have the screens that follow a meeting of the team look again."""
    running = Review.objects.running().filter(series__team=team_id)
    Review.objects.filter(pk__in=running.values("pk")).update(revision=F("revision") + 1)


def wake() -> None:
    """Have the worker follow the rules once this transaction is committed."""
    transaction.on_commit(lambda: async_task(FOLLOW_RULES, save=False))


def close_gone(row: Any) -> None:
    """Derived from the row, like the reminder itself: outside the history, in one UPDATE."""
    gone = _gone_of_issue(row) if isinstance(row, Issue) else _gone_of_item(row)
    if gone:
        waiting = Reminder.objects.kept().waiting().filter(gone)
        waiting.update(done_at=timezone.now(), version=F("version") + 1)


def _gone_of_issue(issue: Issue) -> Q:
    """Any activity ends its being quiet; what is resolved or parked is not due; what is open asks for no check."""
    of_issue = Q(issue=issue.pk)
    held = Q(cause=Cause.TALK, talk__issue=issue.pk, talk__interaction__isnull=False)
    quiet = Q(cause__in=[Cause.QUIET, Cause.QUIET_LEAD], created_at__lt=issue.last_activity_at)
    if not issue.is_open(at=timezone.now()):
        answered = Q() if issue.held_on else ~Q(cause=Cause.CHECK)
        return (of_issue & ~Q(cause=Cause.OWN) & answered) | held
    return (of_issue & (quiet | Q(cause=Cause.CHECK))) | held


def _gone_of_item(item: ActionItem) -> Q | None:
    return Q(action_item=item.pk) & ~Q(cause=Cause.OWN) if item.done_at else None
