"""Follow the teams' rules for reminders, and pass on what is due.

Each issue and measure notes in `look_at` when its rules have something to do next. The sweep takes only what is due,
by index, in batches. A batch is claimed by one conditional UPDATE that moves `look_at` to the end of a lease known to
nobody else; so several workers never have one row at once, and what a crashed one held comes up again. What
somebody changes meanwhile sets `look_at` to now, and then the sweep does not write over it.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actions.notification import notify
from accounts.actions.record import save_new, save_verb
from accounts.models import AmongThose
from accounts.queries.working_time import at_morning, next_moment
from relationships.actions.reminder import sees_target
from relationships.choices import Cause, IssueState
from relationships.models import ActionItem, ClearingTalk, Issue, Reminder, ReminderRules
from relationships.queries.recipients import Recipients
from relationships.queries.rules import Want, wants_of_issue, wants_of_item

log = structlog.get_logger("rapport.rules")
BATCH = 200
LEASE = timedelta(minutes=10)  # much longer than a batch takes
RETRY = timedelta(minutes=5)  # after which a row that failed is tried again

Look = datetime | None


def follow_rules(*, at: datetime) -> int:
    """Look at every issue and measure that is due; return how many there were."""
    return _sweep(Issue, _look_at_issues, at) + _sweep(ActionItem, _look_at_items, at)


def look_at_everything(*, at: datetime) -> int:
    """The nightly safety net: what nobody has in view, and what belongs to somebody who is away or just back."""
    today = timezone.localdate(at)
    away = Q(
        owner__delivery_settings__away_from__lte=today,
        owner__delivery_settings__away_until__gte=today - timedelta(days=2),
    )
    asks = Q(state=IssueState.RESOLVED, check_on__isnull=False, held_on=None)
    issues = Issue.objects.kept().filter(asks | ~Q(state=IssueState.RESOLVED))
    items = ActionItem.objects.kept().open().exclude(due_on=None)
    found = 0
    for rows in (issues, items):
        chosen = rows.filter(Q(look_at=None) | away).values("pk")
        found += rows.model._default_manager.filter(pk__in=chosen).update(look_at=at)
    return found


def pass_on(*, at: datetime) -> int:
    """Tell bell and mail of the reminders that have become due, each once, however many workers do it."""
    told, last = 0, 0
    while rows := list(Reminder.objects.untold(at=at).filter(pk__gt=last).with_targets().order_by("pk")[:BATCH]):
        last = rows[-1].pk
        for reminder in rows:
            try:
                told += _tell(reminder, at)
            except Exception as error:  # noqa: BLE001  # one that cannot be told must not keep the others back
                log.warning("reminder_not_passed_on", reminder=reminder.pk, error=type(error).__name__)
    return told


@transaction.atomic
def _tell(reminder: Reminder, at: datetime) -> bool:
    mine = Reminder.objects.untold(at=at).filter(pk=reminder.pk, due_at=reminder.due_at)
    if not mine.update(notified_at=at):
        return False
    if not sees_target(reminder.user, reminder):
        return False
    key = f"reminder:{reminder.pk}:{reminder.due_at.isoformat()}"
    return notify(user=reminder.user, kind="reminder", target=reminder, key=key, at=at) is not None


def claim(model: Any, *, at: datetime) -> datetime | None:
    """Take the next batch of rows that are due; the value of `look_at` that marks them, None where there are none."""
    mine = at + LEASE + timedelta(microseconds=random.randrange(60_000_000))  # noqa: S311  # no secret, only one's own
    with transaction.atomic():
        due = model._base_manager.filter(look_at__lte=at).order_by("look_at").select_for_update(skip_locked=True)
        # Asked for once: as a plain subquery PostgreSQL asks anew for each row, and so takes more than a batch.
        batch = AmongThose("pk", due.values("pk")[:BATCH])
        taken = model._base_manager.filter(batch, look_at__lte=at).update(look_at=mine)
    return mine if taken else None


def _sweep(model: Any, look: Callable[[list[Any], datetime], dict[int, Callable[[], Look]]], at: datetime) -> int:
    found = 0
    while mine := claim(model, at=at):
        rows = list(claimed(model, mine))
        found += len(rows)
        for pk, settle in look(rows, at).items():
            held = model._base_manager.filter(pk=pk, look_at=mine)
            try:
                with transaction.atomic():
                    held.update(look_at=settle())
            except Exception as error:  # noqa: BLE001  # a poisonous row is put aside and named, the rest goes on
                log.warning("rules_not_followed", model=model.__name__, row=pk, error=type(error).__name__)
                held.update(look_at=at + RETRY)
    return found


def claimed(model: Any, mine: datetime) -> QuerySet[Any]:
    related = ("owner", "team") if model is Issue else ("owner", "team", "issue")
    return model._base_manager.filter(look_at=mine).select_related(*related)


def _look_at_issues(issues: list[Issue], at: datetime) -> dict[int, Callable[[], Look]]:
    talks = defaultdict(list)
    planned = ClearingTalk.objects.kept().planned().filter(issue__in=issues)
    for talk in planned.select_related("issue").prefetch_related("people_involved"):
        talks[talk.issue_id].append(talk)
    users = [issue.owner for issue in issues]
    users += [person for rows in talks.values() for talk in rows for person in talk.people_involved.all()]
    people = Recipients(Issue, issues, users, at=at)
    rules = _rules_of(issues)
    known = _known(Q(issue__in=issues) | Q(talk__issue__in=issues))

    def settle(issue: Issue) -> Look:
        if issue.discarded_at:
            return None  # its reminders are out of sight with it, and back with it
        wants = list(wants_of_issue(issue, talks[issue.pk], rules[issue.team_id], people))
        looks = [_settle(wants, known[issue.pk], at), people.back_at(issue.owner)]
        if issue.parked_until:
            looks.append(at_morning(issue.parked_until, people.wishes_of(issue.owner)))
        return _first(looks, at)

    return {issue.pk: lambda issue=issue: settle(issue) for issue in issues}  # type: ignore[misc]


def _look_at_items(items: list[ActionItem], at: datetime) -> dict[int, Callable[[], Look]]:
    people = Recipients(ActionItem, items, [item.owner for item in items], at=at)
    rules = _rules_of(items)
    known = _known(Q(action_item__in=items))

    def settle(item: ActionItem) -> Look:
        if item.discarded_at:
            return None
        wants = list(wants_of_item(item, rules[item.team_id], people))
        return _first([_settle(wants, known[item.pk], at), people.back_at(item.owner) if wants else None], at)

    return {item.pk: lambda item=item: settle(item) for item in items}  # type: ignore[misc]


def _rules_of(rows: Iterable[Any]) -> dict[int, ReminderRules]:
    teams = {row.team_id: row.team for row in rows}
    own = {rules.team_id: rules for rules in ReminderRules.objects.filter(team__in=teams)}
    return {pk: own.get(pk) or ReminderRules(team=team) for pk, team in teams.items()}


def _known(which: Q) -> dict[int, list[Reminder]]:
    """The reminders that rules have made so far, by the row they are followed for, the oldest first."""
    rows: dict[int, list[Reminder]] = defaultdict(list)
    for row in Reminder.objects.exclude(cause=Cause.OWN).filter(which).select_related("talk", "user").order_by("pk"):
        rows[row.action_item_id or row.issue_id or row.talk.issue_id].append(row)  # type: ignore[union-attr]
    return rows


def _settle(wants: list[Want], known: list[Reminder], at: datetime) -> Look:
    """Make, move and close reminders until they are what is wanted; return when to look again."""
    kept, looks = set(), []
    for want in wants:
        mine = [row for row in known if _is_for(row, want)]
        waiting = next((row for row in mine if _waits(row)), None)
        stage = want.stage(at)
        looks.append(want.coming(at))
        if stage is None:
            continue
        if waiting:
            kept.add(waiting.pk)
        last = max((_closed_at(row) for row in mine if not _waits(row)), default=None)
        looks.append(remind(want, stage, waiting, last, at))
    for row in known:
        if _waits(row) and row.pk not in kept:
            save_verb(row, done_at=at)
    return _first(looks, at)


def remind(want: Want, stage: datetime, waiting: Reminder | None, last: datetime | None, at: datetime) -> Look:
    """See that one reminder waits for this stage, or has been dealt with; return when it is to come again."""
    if waiting:
        again = want.again_after(waiting.due_at)
        if waiting.due_at < stage or (again and again <= at):
            save_verb(waiting, due_at=next_moment(at, want.wishes), notified_at=None)
            again = want.again_after(waiting.due_at)
        return again
    again = want.again_after(last) if last and last >= stage else None
    if last and last >= stage and (again is None or again > at):
        return again
    due_at = next_moment(at, want.wishes)
    name = want.target._meta.model_name.replace("actionitem", "action_item").replace("clearingtalk", "talk")
    save_new(Reminder(user=want.user, cause=want.cause, due_at=due_at, **{name: want.target}), by=None)
    return want.again_after(due_at)


def _is_for(row: Reminder, want: Want) -> bool:
    """What was handed over counts for the one it was made for."""
    same = want.target == (row.talk if row.talk_id else row.target if row.partner_id else want.target)
    return row.cause == want.cause and same and want.user.pk in (row.user_id, row.handed_on_by_id)


def _waits(row: Reminder) -> bool:
    return row.done_at is None and row.discarded_at is None


def _closed_at(row: Reminder) -> datetime:
    """When it was dealt with, or the later time that it had been put off to."""
    return max(row.done_at or row.discarded_at or row.due_at, row.due_at)


def _first(looks: Iterable[Look], at: datetime) -> Look:
    return min((look for look in looks if look and look > at), default=None)
