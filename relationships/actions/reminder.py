"""Reminders: a user's own are set and changed; any is moved, done, handed over."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.notification import notify
from accounts.actions.record import WrongState, discard, must_be_visible, restore, save_changed, save_new, save_verb
from accounts.clock import zone_named
from accounts.models import User
from relationships.models import Reminder
from relationships.models.reminder import TARGETS
from relationships.recurrence import check, next_after, normal

DONE = "done"  # the reason noted in the history, by which an undo finds where a repeating reminder stood


@transaction.atomic
def set_reminder(*, by: User, **fields: Any) -> Reminder:
    reminder = Reminder(user=by, **fields)
    _check_target(by, fields)
    _begin_series(by, reminder)
    save_new(reminder, by=by)
    return reminder


@transaction.atomic
def change_reminder(*, by: User, reminder: Reminder, version: int, **changes: Any) -> Reminder:
    """Write `changes`; another time or another rule begins the series anew, anything else leaves it as it runs."""
    _must_be_own(by, reminder)
    if not reminder.is_own:
        raise PermissionDenied(_("A rule of the team has made this reminder. Move it, hand it over or do it."))
    _check_target(by, changes)
    if "recurrence" in changes:
        changes["recurrence"] = normal(changes["recurrence"])
    if any(changes.get(name, getattr(reminder, name)) != getattr(reminder, name) for name in ("due_at", "recurrence")):
        planned = Reminder(**{name: changes.get(name, getattr(reminder, name)) for name in ("due_at", "recurrence")})
        _begin_series(by, planned)
        changes |= {name: getattr(planned, name) for name in ("first_at", "time_zone")} | {"notified_at": None}
    save_changed(reminder, version=version, changes=changes)
    return reminder


@transaction.atomic
def finish_reminder(*, by: User, reminder: Reminder) -> Reminder:
    """Done; a repeating one moves on to the next time that is still to come, however many have passed."""
    _must_be_own(by, reminder)
    _must_wait(reminder)
    now = timezone.now()
    coming = next_due(reminder, at=now)
    reminder._change_reason = DONE  # type: ignore[attr-defined]
    save_verb(reminder, **({"due_at": coming, "notified_at": None} if coming else {"done_at": now}))
    reminder._change_reason = None  # type: ignore[attr-defined]  # it sticks to the object
    return reminder


@transaction.atomic
def reopen_reminder(*, by: User, reminder: Reminder) -> Reminder:
    """The undo of finishing: waiting again, a repeating one at the time that was done last."""
    _must_be_own(by, reminder)
    if reminder.done_at:
        if not reminder.is_own and _rule_asks_again(reminder):
            raise WrongState(_("There is such a reminder again already."))
        save_verb(reminder, done_at=None)
        return reminder
    last, before = [*reminder.history.order_by("-history_id")[:2], None, None][:2]
    if not (last and before and last.history_change_reason == DONE):
        raise WrongState(_("This reminder is still waiting."))
    save_verb(reminder, due_at=before.due_at, notified_at=before.due_at)
    return reminder


def snooze_reminder(*, by: User, reminder: Reminder, until: datetime) -> Reminder:
    """Come back to it later; the series it belongs to goes on as it was."""
    _must_be_own(by, reminder)
    _must_wait(reminder)
    if until <= timezone.now():
        raise ValidationError({"until": _("Choose a time that is still to come.")})
    save_verb(reminder, due_at=until, notified_at=None)
    return reminder


@transaction.atomic
def hand_over_reminder(*, by: User, reminder: Reminder, to: User) -> Reminder:
    """Give it, text and series included, to a colleague who sees what it is about; they are told."""
    _must_be_own(by, reminder)
    _must_wait(reminder)
    must_be_visible(by, [to], "user")
    if to.pk == by.pk or not to.is_active:
        raise ValidationError({"user": _("Choose a colleague who works here.")})
    if not sees_target(to, reminder):
        raise ValidationError({"user": _("They do not see what this reminder is about.")})
    if not reminder.is_own and _rule_asks_again(reminder, user=to):
        raise WrongState(_("They are reminded of this already."))
    now = timezone.now()
    made_for = by if reminder.is_own else reminder.handed_on_by or by  # a rule goes on counting it for them
    save_verb(reminder, user=to, handed_on_by=made_for, notified_at=now if reminder.due_at <= now else None)
    notify(user=to, kind="handed_over", target=reminder, key=f"handed-over:{reminder.pk}:{reminder.version}")
    return reminder


def discard_reminder(*, by: User, reminder: Reminder) -> None:
    _must_be_own(by, reminder)
    discard(reminder, by=by)


def restore_reminder(*, by: User, reminder: Reminder) -> None:
    _must_be_own(by, reminder)
    if not reminder.is_own and not reminder.done_at and _rule_asks_again(reminder):
        raise WrongState(_("There is such a reminder again already."))
    restore(reminder)


def next_due(reminder: Reminder, *, at: datetime) -> datetime | None:
    """When a repeating reminder comes next after it was done at `at`; None where it does not."""
    if not (reminder.recurrence and reminder.first_at):
        return None
    zone = zone_named(reminder.time_zone).key
    return next_after(reminder.recurrence, reminder.first_at, zone, max(at, reminder.due_at))


def sees_target(user: User, reminder: Reminder) -> bool:
    """Whether `user` sees what the reminder points at; what points at nothing is seen by whoever has it."""
    target = reminder.target
    model: Any = type(target)
    return target is None or model._default_manager.visible_to(user).filter(pk=target.pk).exists()


def _begin_series(by: User, reminder: Reminder) -> None:
    """Count from the time set, by the clock of the one who sets it."""
    reminder.recurrence = normal(reminder.recurrence)
    reminder.first_at, reminder.time_zone = None, ""
    if not reminder.recurrence:
        return
    try:
        check(reminder.recurrence, first_at=reminder.due_at, zone=by.time_zone, at=timezone.now())
    except ValidationError as error:
        raise ValidationError({"recurrence": error.messages}) from None
    reminder.first_at, reminder.time_zone = reminder.due_at, by.time_zone


def _rule_asks_again(reminder: Reminder, user: User | None = None) -> bool:
    """Whether another reminder of the same rule waits for the same user and target."""
    same = {f"{name}_id": getattr(reminder, f"{name}_id") for name in TARGETS}
    others = Reminder.objects.kept().waiting().exclude(pk=reminder.pk)
    return others.filter(user=(user or reminder.user).pk, cause=reminder.cause, **same).exists()


def _must_wait(reminder: Reminder) -> None:
    if reminder.done_at:
        raise WrongState(_("This reminder is done already."))


def _must_be_own(by: User, reminder: Reminder) -> None:
    if not by.is_active or reminder.user_id != by.pk:
        raise PermissionDenied


def _check_target(by: User, fields: dict[str, Any]) -> None:
    for name in ("partner", "issue"):
        if fields.get(name):
            must_be_visible(by, [fields[name]], name)
