"""Administrators see when the worker last ran, what waits and what was given up, and send it again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Heartbeat, OutgoingMail
from accounts.tasks import beat

PAGE = "accounts:worker"


@pytest.fixture
def admin(cast):
    client = Client()
    client.force_login(cast.ada)
    return client


@pytest.fixture
def mails(cast):
    now = timezone.now()
    beat()
    rows = {
        "waiting": {"due_at": now + timedelta(hours=1)},
        "stuck": {"due_at": now - timedelta(minutes=16), "last_error": "SMTPDataError 451", "attempts": 2},
        "dead": {"due_at": now, "dead_at": now, "last_error": "SMTPRecipientsRefused 550", "attempts": 6},
        "sent": {"due_at": now, "sent_at": now},
    }
    return {
        name: OutgoingMail.objects.create(user=cast.ben, message_id=f"<{name}@x>", **row) for name, row in rows.items()
    }


def test_the_page_says_how_it_stands(admin, mails):
    page = admin.get(reverse(PAGE))
    outbox = page.context["outbox"]
    assert (outbox.waiting, outbox.stuck, outbox.given_up, outbox.oldest) == (2, 1, 1, mails["stuck"].due_at)
    assert (page.context["dead"], page.context["failed"]) == ([mails["dead"]], [mails["stuck"]])
    for words in ("It runs", "SMTPRecipientsRefused 550", "SMTPDataError 451", "2 mails wait"):
        assert words in page.text
    assert "ben@example.org" not in page.text


def test_a_worker_that_is_silent_or_never_ran_is_said(admin, mails):
    Heartbeat.objects.update(beaten_at=timezone.now() - timedelta(minutes=4))
    assert "is silent since" in admin.get(reverse(PAGE)).text
    Heartbeat.objects.update(beaten_at=None)
    assert "It has never run." in admin.get(reverse(PAGE)).text


def test_a_dead_letter_goes_out_again_by_post(admin, mails):
    address = reverse("accounts:worker_mail_again", args=[mails["dead"].pk])
    assert admin.get(address).status_code == 405
    assert admin.post(address).status_code == 302
    row = OutgoingMail.objects.get(pk=mails["dead"].pk)
    assert (row.dead_at, row.attempts, row.message_id) == (None, 0, "<dead@x>")
    assert OutgoingMail.objects.due(at=timezone.now()).filter(pk=row.pk).exists()
    assert admin.post(address).status_code == 409
    assert admin.post(reverse("accounts:worker_mail_again", args=[mails["sent"].pk])).status_code == 409


def test_health_tells_administrators_what_waits(admin, mails):
    answer = admin.get(reverse("accounts:health")).json()
    assert answer.pop("mails") == {
        "waiting": 2, "stuck": 1, "given_up": 1,
        "oldest": mails["stuck"].due_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }  # fmt: skip
    assert answer == {"well": True, "database": True, "worker": True, "disk": True}
    assert Client().get(reverse("accounts:health")).json() == {"well": True}
