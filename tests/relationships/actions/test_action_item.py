"""Measures: who does what by when, who reads them, and who is told."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.actions.record import StaleRecord, WrongState
from accounts.models import Notification
from relationships.actions.action_item import (
    add_action_item,
    change_action_item,
    discard_action_item,
    finish_action_item,
    hand_over_action_item,
    reopen_action_item,
    restore_action_item,
)
from relationships.actions.issue import flag_issue
from relationships.models import ActionItem, Issue, Reminder

TODAY, DAY = timezone.localdate, timedelta(days=1)


def seen(user):
    return [item.text for item in ActionItem.objects.visible_to(user).order_by("pk")]


def told(user):
    return list(Notification.objects.filter(user=user).values_list("kind", flat=True))


def issue_of(cast, lindner, visibility="team"):
    return flag_issue(by=cast.anna, partners=[lindner], title="Late again", visibility=visibility)


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [("private", "anna"), ("involved", "anna"), ("team", "anna ben lena"), ("everyone", "anna ben lena otto ada")],
)
def test_alone_it_is_read_by_its_own_team_and_circle(cast, visibility, readers):
    add_action_item(by=cast.anna, text="Call them", visibility=visibility)
    everybody = ("anna", "ben", "lena", "otto", "ada", "dora")
    assert [name for name in everybody if seen(getattr(cast, name))] == readers.split()


@pytest.mark.parametrize(
    ("visibility", "readers"), [("private", "anna"), ("involved", "anna ben"), ("team", "anna ben lena")]
)
def test_on_an_issue_it_is_read_by_whoever_reads_that(cast, lindner, visibility, readers):
    issue = issue_of(cast, lindner, visibility)
    issue.people_involved.add(cast.ben)
    # What it says of its own circle counts for nothing there.
    add_action_item(by=cast.anna, issue=issue, text="Call them", visibility="everyone")
    everybody = ("anna", "ben", "lena", "otto", "ada", "dora")
    assert [name for name in everybody if seen(getattr(cast, name))] == readers.split()


def test_being_given_a_measure_lets_one_read_its_issue_while_it_is_kept(cast, lindner):
    issue = issue_of(cast, lindner, "involved")
    item = add_action_item(by=cast.anna, issue=issue, text="Call them", owner=cast.ben)
    assert (seen(cast.ben), list(Issue.objects.visible_to(cast.ben))) == (["Call them"], [issue])
    discard_action_item(by=cast.anna, item=item)
    assert (seen(cast.ben), list(Issue.objects.visible_to(cast.ben))) == ([], [])


def test_nobody_is_given_what_they_could_not_read(cast, lindner):
    private = issue_of(cast, lindner, "private")
    alone = add_action_item(by=cast.anna, text="Mine", visibility="private")
    for give in (
        lambda: add_action_item(by=cast.anna, issue=private, text="x", owner=cast.ben),
        lambda: add_action_item(by=cast.anna, text="x", owner=cast.ben, visibility="private"),
        lambda: hand_over_action_item(by=cast.anna, item=ActionItem.objects.get(pk=alone.pk), to=cast.ben),
        lambda: change_action_item(by=cast.anna, item=ActionItem.objects.get(pk=alone.pk), version=1, owner=cast.ben),
    ):
        with pytest.raises(ValidationError, match="Ben would not see this"):
            give()
    assert (seen(cast.anna), ActionItem.objects.get().owner) == (["Mine"], cast.anna)
    given = add_action_item(by=cast.anna, text="Yours", owner=cast.ben)
    with pytest.raises(ValidationError, match="Ben would not see this"):
        change_action_item(by=cast.anna, item=given, version=given.version, visibility="private")
    assert seen(cast.ben) == ["Yours"]


def test_who_noted_it_alone_decides_who_reads_it(cast):
    item = add_action_item(by=cast.anna, text="Call them")
    with pytest.raises(PermissionDenied):
        change_action_item(by=cast.ben, item=item, version=1, visibility="everyone")
    item.refresh_from_db()
    change_action_item(by=cast.ben, item=item, version=1, visibility="team", text="Call them twice")
    change_action_item(by=cast.anna, item=item, version=2, visibility="everyone")
    assert (item.text, item.visibility) == ("Call them twice", "everyone")


def test_a_day_that_has_passed_is_refused_and_one_that_passes_may_stay(cast):
    with pytest.raises(ValidationError) as refused:
        add_action_item(by=cast.anna, text="x", due_on=TODAY() - DAY)
    assert refused.value.message_dict == {"due_on": ["This day has passed. Choose one that is still to come."]}
    item = add_action_item(by=cast.anna, text="x", due_on=TODAY())
    ActionItem.objects.update(due_on=TODAY() - DAY)
    item.refresh_from_db()
    change_action_item(by=cast.anna, item=item, version=1, text="y", due_on=TODAY() - DAY)
    with pytest.raises(ValidationError):
        change_action_item(by=cast.anna, item=item, version=2, due_on=TODAY() - 2 * DAY)
    now = timezone.now()
    assert (list(ActionItem.objects.overdue(at=now)), item.is_overdue(at=now)) == ([item], True)


@pytest.mark.parametrize("name", ["dora", "otto"])
def test_it_is_done_by_somebody_active_whom_one_sees(cast, name):
    """Dora has left; Otto is of another team and nobody Anna sees."""
    with pytest.raises(ValidationError) as refused:
        add_action_item(by=cast.anna, text="x", owner=getattr(cast, name))
    assert list(refused.value.message_dict) == ["owner"]


def test_done_and_open_again(cast):
    item = add_action_item(by=cast.anna, text="x")
    finish_action_item(by=cast.ben, item=item)
    assert (item.done_at is not None, list(ActionItem.objects.open())) == (True, [])
    for twice in (finish_action_item, lambda **given: hand_over_action_item(**given, to=cast.ben)):
        with pytest.raises(WrongState):
            twice(by=cast.anna, item=item)
    reopen_action_item(by=cast.anna, item=item)
    with pytest.raises(WrongState):
        reopen_action_item(by=cast.anna, item=item)
    assert list(ActionItem.objects.open()) == [item]


def test_whoever_gets_it_from_somebody_else_is_told_once_for_each_time(cast):
    add_action_item(by=cast.anna, text="Mine")
    item = add_action_item(by=cast.anna, text="Yours", owner=cast.ben)
    hand_over_action_item(by=cast.ben, item=item, to=cast.lena)
    hand_over_action_item(by=cast.lena, item=item, to=cast.ben)
    change_action_item(by=cast.anna, item=item, version=item.version, text="Yours still")
    assert (told(cast.anna), told(cast.ben), told(cast.lena)) == ([], ["measure", "measure"], ["measure"])
    with pytest.raises(ValidationError):
        hand_over_action_item(by=cast.ben, item=item, to=cast.ben)


def test_who_may_work_on_it(cast, lindner):
    issue = issue_of(cast, lindner)
    items = [add_action_item(by=cast.anna, text="x"), add_action_item(by=cast.anna, issue=issue, text="y")]
    for item in items:
        for act in (finish_action_item, discard_action_item):
            with pytest.raises(PermissionDenied):
                act(by=cast.otto, item=item)
    with pytest.raises(PermissionDenied):
        add_action_item(by=cast.otto, issue=issue, text="z")
    with pytest.raises(PermissionDenied):
        add_action_item(by=cast.ada, text="z")


def test_it_goes_to_the_trash_and_comes_back(cast):
    item = add_action_item(by=cast.anna, text="x")
    discard_action_item(by=cast.anna, item=item)
    assert seen(cast.anna) == []
    restore_action_item(by=cast.anna, item=item)
    assert seen(cast.anna) == ["x"]


def test_a_stale_version_and_a_partner_one_does_not_see(cast, kerner, lindner):
    item = add_action_item(by=cast.otto, text="x", partner=kerner, visibility="everyone")
    ActionItem.objects.update(owner=cast.anna)
    item.refresh_from_db()
    with pytest.raises(StaleRecord):
        change_action_item(by=cast.anna, item=item, version=7, text="y")
    change_action_item(by=cast.anna, item=item, version=1, text="y", partner=None)
    assert (item.text, item.partner) == ("y", kerner)
    with pytest.raises(ValidationError):
        change_action_item(by=cast.anna, item=item, version=2, partner=lindner)


def test_the_issue_is_worked_on_and_says_so(cast, lindner):
    issue = issue_of(cast, lindner)
    Issue.objects.update(last_activity_at=timezone.now() - 9 * DAY, look_at=None)
    item = add_action_item(by=cast.anna, issue=Issue.objects.get(), text="Call them", owner=cast.ben)
    issue.refresh_from_db()
    assert (issue.quiet_days(at=timezone.now()), issue.version, issue.look_at is not None) == (0, 1, True)
    assert [(line.step, line.text) for line in issue.comments.all()] == [("measure", "Call them – Ben")]
    assert ActionItem.objects.get(pk=item.pk).look_at is not None
    assert not Reminder.objects.exists()
