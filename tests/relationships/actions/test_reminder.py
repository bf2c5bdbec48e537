"""One's own reminders: set, moved, done, and nobody else's."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.actions.record import StaleRecord, WrongState
from relationships.actions.issue import flag_issue
from relationships.actions.reminder import (
    change_reminder,
    discard_reminder,
    finish_reminder,
    reopen_reminder,
    restore_reminder,
    set_reminder,
    snooze_reminder,
)
from relationships.models import Reminder


@pytest.fixture
def reminder(cast, lindner):
    return set_reminder(
        by=cast.anna, text="Send the samples", due_at=timezone.now() - timedelta(hours=1), partner=lindner
    )


def test_a_reminder_is_due_when_its_time_has_come(cast, reminder):
    now = timezone.now()
    mine = Reminder.objects.visible_to(cast.anna)
    assert (list(mine.due(at=now)), list(mine.due(at=now - timedelta(hours=2)))) == ([reminder], [])


def test_done_and_waiting_again(cast, reminder):
    finish_reminder(by=cast.anna, reminder=reminder)
    assert not Reminder.objects.visible_to(cast.anna).due(at=timezone.now()).exists()
    for again in (
        lambda: finish_reminder(by=cast.anna, reminder=reminder),
        lambda: snooze_reminder(by=cast.anna, reminder=reminder, until=timezone.now() + timedelta(days=1)),
    ):
        with pytest.raises(WrongState):
            again()
    reopen_reminder(by=cast.anna, reminder=reminder)
    assert Reminder.objects.visible_to(cast.anna).due(at=timezone.now()).get() == reminder
    with pytest.raises(WrongState):
        reopen_reminder(by=cast.anna, reminder=reminder)


def test_snoozing_moves_it_to_a_time_to_come(cast, reminder):
    until = timezone.now() + timedelta(days=1)
    snooze_reminder(by=cast.anna, reminder=reminder, until=until)
    assert Reminder.objects.get(pk=reminder.pk).due_at == until
    for wrong in (timezone.now() - timedelta(minutes=1), datetime(2126, 1, 1, tzinfo=UTC)):
        with pytest.raises(ValidationError):
            snooze_reminder(by=cast.anna, reminder=reminder, until=wrong)
    assert Reminder.objects.get(pk=reminder.pk).due_at == until


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 100_000}, "text"),
        ({"due_at": datetime(1026, 1, 1, tzinfo=UTC)}, "due_at"),
        ({"due_at": datetime(2126, 1, 1, tzinfo=UTC)}, "due_at"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(cast, fields, wrong):
    with pytest.raises(ValidationError) as refused:
        set_reminder(by=cast.anna, **{"text": "x", "due_at": timezone.now()} | fields)
    assert list(refused.value.error_dict) == [wrong]
    assert not Reminder.objects.exists()


def test_it_points_at_what_one_sees(cast, kerner):
    foreign = flag_issue(by=cast.otto, partners=[kerner], title="secret")
    for name, target in (("partner", kerner), ("issue", foreign)):
        with pytest.raises(ValidationError) as refused:
            set_reminder(by=cast.anna, text="x", due_at=timezone.now(), **{name: target})
        assert list(refused.value.error_dict) == [name]
    assert not Reminder.objects.exists()


def test_it_is_shown_while_one_may_see_what_it_points_at(cast, lindner):
    issue = flag_issue(by=cast.ben, partners=[lindner], title="x")
    set_reminder(by=cast.anna, text="x", due_at=timezone.now(), issue=issue)
    assert Reminder.objects.visible_to(cast.anna).count() == 1
    issue.visibility = "private"
    issue.save()
    assert Reminder.objects.visible_to(cast.anna).count() == 0


def test_nobody_else_touches_it(cast, reminder):
    later = timezone.now() + timedelta(days=1)
    for other in (cast.ben, cast.lena, cast.ada, cast.dora):
        for act in (
            lambda by: finish_reminder(by=by, reminder=reminder),
            lambda by: snooze_reminder(by=by, reminder=reminder, until=later),
            lambda by: change_reminder(by=by, reminder=reminder, version=1, text="y"),
            lambda by: discard_reminder(by=by, reminder=reminder),
        ):
            with pytest.raises(PermissionDenied):
                act(other)
        assert not Reminder.objects.visible_to(other).exists()


def test_the_trash_and_back(cast, reminder):
    discard_reminder(by=cast.anna, reminder=reminder)
    assert not Reminder.objects.visible_to(cast.anna).exists()
    restore_reminder(by=cast.anna, reminder=reminder)
    assert Reminder.objects.visible_to(cast.anna).get() == reminder


def test_a_stale_change_is_refused(cast, reminder):
    change_reminder(by=cast.anna, reminder=Reminder.objects.get(pk=reminder.pk), version=1, text="two")
    with pytest.raises(StaleRecord):
        change_reminder(by=cast.anna, reminder=reminder, version=1, text="three")
    assert Reminder.objects.get(pk=reminder.pk).text == "two"
