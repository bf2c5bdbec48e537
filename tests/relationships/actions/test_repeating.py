"""A reminder that repeats moves on when it is done, is put off without shifting its series, and can be handed over."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.actions.record import WrongState
from accounts.models import Notification, User
from relationships.actions.issue import flag_issue
from relationships.actions.reminder import (
    change_reminder,
    finish_reminder,
    hand_over_reminder,
    reopen_reminder,
    set_reminder,
    snooze_reminder,
)
from relationships.models import Reminder

BERLIN = ZoneInfo("Europe/Berlin")


def berlin(*parts):
    return datetime(*parts, tzinfo=BERLIN).astimezone(UTC)


@pytest.fixture
def weekly(cast):
    User.objects.filter(pk=cast.anna.pk).update(time_zone="Europe/Berlin")
    cast.anna.refresh_from_db()
    with time_machine.travel(berlin(2027, 3, 1, 8), tick=False):
        yield set_reminder(
            by=cast.anna, text="Look at the list", due_at=berlin(2027, 3, 1, 9), recurrence="FREQ=WEEKLY"
        )


def test_done_moves_it_to_the_next_time_by_the_clock_on_the_wall(cast, weekly):
    with time_machine.travel(berlin(2027, 3, 22, 10), tick=False):
        finish_reminder(by=cast.anna, reminder=weekly)
    assert (weekly.due_at, weekly.done_at, weekly.notified_at) == (berlin(2027, 3, 29, 9), None, None)


def test_after_an_outage_of_any_length_it_is_one_reminder_to_come(cast, weekly):
    with time_machine.travel(berlin(2028, 5, 3, 10), tick=False):
        finish_reminder(by=cast.anna, reminder=weekly)
    assert weekly.due_at == berlin(2028, 5, 8, 9)
    assert Reminder.objects.count() == 1


def test_the_last_time_is_the_end(cast):
    reminder = set_reminder(
        by=cast.anna, text="x", due_at=timezone.now() + timedelta(hours=1), recurrence="FREQ=DAILY;COUNT=2"
    )
    finish_reminder(by=cast.anna, reminder=reminder)
    assert reminder.done_at is None
    finish_reminder(by=cast.anna, reminder=reminder)
    assert reminder.done_at is not None


def test_done_can_be_undone_and_nothing_else_can(cast, weekly):
    with time_machine.travel(berlin(2027, 3, 1, 10), tick=False):
        finish_reminder(by=cast.anna, reminder=weekly)
        reopen_reminder(by=cast.anna, reminder=weekly)
        assert weekly.due_at == berlin(2027, 3, 1, 9)
        with pytest.raises(WrongState):
            reopen_reminder(by=cast.anna, reminder=weekly)


def test_putting_it_off_does_not_shift_the_series(cast, weekly):
    with time_machine.travel(berlin(2027, 3, 1, 10), tick=False):
        snooze_reminder(by=cast.anna, reminder=weekly, until=berlin(2027, 3, 3, 15))
    with time_machine.travel(berlin(2027, 3, 3, 16), tick=False):
        finish_reminder(by=cast.anna, reminder=weekly)
    assert weekly.due_at == berlin(2027, 3, 8, 9)


def test_other_words_leave_the_series_and_another_time_begins_it_anew(cast, weekly):
    change_reminder(by=cast.anna, reminder=weekly, version=1, text="Another")
    assert weekly.first_at == berlin(2027, 3, 1, 9)
    change_reminder(by=cast.anna, reminder=weekly, version=2, due_at=berlin(2027, 3, 2, 11))
    assert (weekly.first_at, weekly.time_zone) == (berlin(2027, 3, 2, 11), "Europe/Berlin")
    change_reminder(by=cast.anna, reminder=weekly, version=3, recurrence="")
    assert (weekly.first_at, weekly.time_zone) == (None, "")


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;UNTIL=20200101"])
def test_a_rule_that_cannot_be_meant_is_refused_at_its_field(cast, rule):
    with pytest.raises(ValidationError) as refused:
        set_reminder(by=cast.anna, text="x", due_at=timezone.now(), recurrence=rule)
    assert list(refused.value.error_dict) == ["recurrence"]
    assert not Reminder.objects.exists()


def test_a_colleague_takes_it_over_and_is_told(cast, lindner):
    reminder = set_reminder(by=cast.anna, text="Call", due_at=timezone.now(), partner=lindner)
    hand_over_reminder(by=cast.anna, reminder=reminder, to=cast.ben)
    assert (reminder.user, reminder.handed_on_by) == (cast.ben, cast.anna)
    assert not Reminder.objects.visible_to(cast.anna).exists()
    assert list(Notification.objects.visible_to(cast.ben).values_list("kind", flat=True)) == ["handed_over"]
    with pytest.raises(PermissionDenied):
        finish_reminder(by=cast.anna, reminder=reminder)


def test_only_to_somebody_who_works_here_is_known_and_sees_what_it_is_about(cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="x", visibility="private")
    reminder = set_reminder(by=cast.anna, text="x", due_at=timezone.now(), issue=issue)
    for to in (cast.ben, cast.otto, cast.anna, cast.dora):
        with pytest.raises(ValidationError) as refused:
            hand_over_reminder(by=cast.anna, reminder=reminder, to=to)
        assert list(refused.value.error_dict) == ["user"]
    assert not Notification.objects.exists()
