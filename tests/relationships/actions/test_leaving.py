"""Somebody leaves with reminders open: they pass to who stands in, and nothing private to anybody."""

from datetime import timedelta

from django.utils import timezone

from accounts.actions.user import change_user
from accounts.models import DeliverySettings
from relationships.actions.issue import flag_issue
from relationships.actions.reminder import set_reminder
from relationships.actions.rules import follow_rules
from relationships.models import Issue, Reminder


def waiting():
    return sorted((row.user.name, row.text or row.cause) for row in Reminder.objects.waiting().select_related("user"))


def leave(cast):
    change_user(by=cast.ada, user=cast.ben, is_active=False)


def test_they_pass_to_the_lead_who_may_see_it_and_private_ones_to_nobody(cast, lindner):
    now = timezone.now()
    shared = flag_issue(by=cast.ben, partners=[lindner], title="Shared")
    private = flag_issue(by=cast.ben, partners=[lindner], title="Private", visibility="private")
    set_reminder(by=cast.ben, text="About the shared one", due_at=now, issue=shared)
    set_reminder(by=cast.ben, text="About the private one", due_at=now, issue=private)
    set_reminder(by=cast.ben, text="My own note", due_at=now)
    leave(cast)
    assert waiting() == [("Lena", "About the shared one")]
    assert Reminder.objects.get(text="About the shared one").handed_on_by == cast.ben


def test_the_deputy_comes_before_the_lead(cast, lindner):
    DeliverySettings.objects.create(user=cast.ben, deputy=cast.anna)
    set_reminder(by=cast.ben, text="Call", due_at=timezone.now(), partner=lindner)
    leave(cast)
    assert waiting() == [("Anna", "Call")]


def test_rules_remind_the_lead_of_what_they_owned(cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="Left behind", owner=cast.ben)
    Issue.objects.filter(pk=issue.pk).update(last_activity_at=timezone.now() - timedelta(days=10))
    leave(cast)
    follow_rules(at=timezone.now() + timedelta(seconds=1))
    assert waiting() == [("Lena", "quiet")]
