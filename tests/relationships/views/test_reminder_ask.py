"""From a mail: the page asks once more, and only its buttons do anything."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.queries import notice
from relationships.actions.reminder import set_reminder
from relationships.models import Reminder


@pytest.fixture
def reminder(cast, lindner):
    return set_reminder(by=cast.anna, text="Send the samples", due_at=timezone.now(), partner=lindner)


def test_a_get_changes_nothing_and_the_buttons_do(signed_in, reminder):
    before = Reminder.objects.values().get()
    page = signed_in.get(reverse("relationships:reminder_ask", args=[reminder.pk])).text
    assert Reminder.objects.values().get() == before
    for name in ("reminder_done", "reminder_snooze"):
        assert f'action="{reverse(f"relationships:{name}", args=[reminder.pk])}"' in page
    assert "Send the samples" in page
    back = reverse("relationships:reminder_list")
    snooze = reverse("relationships:reminder_snooze", args=[reminder.pk])
    assert signed_in.post(snooze, {"choice": "tomorrow", "next": back}).url == back
    assert Reminder.objects.get().due_at > timezone.now() + timedelta(hours=1)
    assert signed_in.post(reverse("relationships:reminder_done", args=[reminder.pk]), {"next": back}).url == back
    assert "This is done already" in signed_in.get(reverse("relationships:reminder_ask", args=[reminder.pk])).text


def test_it_asks_to_sign_in_and_comes_back(db, reminder):
    path = reverse("relationships:reminder_ask", args=[reminder.pk])
    assert Client().get(path).url == f"{reverse('account_login')}?next={path}"


def test_a_mail_links_to_it_while_the_reminder_waits(reminder):
    path = reverse("relationships:reminder_ask", args=[reminder.pk])
    assert notice.doing[Reminder](reminder) == [("Done, or later?", path)]
    reminder.done_at = timezone.now()
    assert notice.doing[Reminder](reminder) == []
