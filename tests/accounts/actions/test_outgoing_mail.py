"""Mails are sent once, late rather than never, and one that cannot be sent stands in no other's way."""

import math
import os
import signal
import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone
from django_q.models import OrmQ

from accounts import tasks
from accounts.actions import outgoing_mail
from accounts.actions.notification import mark_read
from accounts.actions.outgoing_mail import Post, claim, deliver, send_again, send_due_mails
from accounts.actions.record import WrongState
from accounts.choices import MailMode
from accounts.clock import ClockWatch, watch
from accounts.models import DeliverySettings, Notification, OutgoingMail
from accounts.models.outgoing_mail import LEASE, MOST_TRIES
from tests.accounts.kinds import issue_of, kinds, tell  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_once(cast):
    """Everybody gets mails at once, at any hour."""
    for user in (cast.anna, cast.ben, cast.lena, cast.otto, cast.ada, cast.dora):
        DeliverySettings.objects.create(
            user=user, mail=MailMode.AT_ONCE, works_on="1234567", quiet_from="00:00", quiet_until="00:00"
        )


@pytest.fixture(autouse=True)
def _nobody_has_set_the_clock(monkeypatch):
    """Tests that travelled in time before these did."""
    monkeypatch.setattr(watch, "apart", watch.wall() - watch.ticks())
    monkeypatch.setattr(watch, "noticed", -math.inf)


@pytest.fixture
def issue(cast, lindner):
    return issue_of(cast, lindner)


class Refusing(EmailBackend):
    """Refuses one address, as a server does whose user is gone."""

    def send_messages(self, messages):
        for message in messages:
            if message.to == ["ben@example.org"]:
                raise smtplib.SMTPRecipientsRefused({"ben@example.org": (550, b"ben@example.org is gone")})
        return super().send_messages(messages)


@pytest.fixture
def refusing(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"


def state():
    return list(OutgoingMail.objects.order_by("pk").values_list("user__name", "attempts", "last_error", "lease"))


def test_what_is_told_goes_out_once_and_is_marked(cast, issue):
    tell(cast.ben, issue)
    assert send_due_mails() is False
    assert send_due_mails() is False
    row = OutgoingMail.objects.get()
    (sent,) = django_mail.outbox
    assert (sent.to, sent.bcc, sent.cc, sent.subject) == (["ben@example.org"], [], [], "Invoices twice")
    assert sent.extra_headers["Message-ID"] == row.message_id
    assert f"/issues/{issue.pk}/" in sent.body
    assert (row.sent_at is not None, row.lease, row.leased_until, row.attempts) == (True, "", None, 1)


def test_all_that_waits_for_a_user_goes_out_in_one_mail(cast, lindner):
    for number in range(3):
        tell(cast.ben, issue_of(cast, lindner, f"Issue {number}"))
    send_due_mails()
    assert [(sent.to, sent.subject) for sent in django_mail.outbox] == [
        (["ben@example.org"], "3 things are waiting for you")
    ]


def test_what_is_read_out_of_sight_or_for_nobody_is_not_sent(cast, lindner):
    read, hidden, gone, switched_off = (issue_of(cast, lindner, f"Issue {number}") for number in range(4))
    mark_read(by=cast.ben, line=tell(cast.ben, read))
    tell(cast.lena, hidden)
    hidden.visibility = "private"
    hidden.save()
    tell(cast.otto, gone)
    type(cast.otto).objects.filter(pk=cast.otto.pk).update(is_active=False)
    tell(cast.ada, switched_off)
    DeliverySettings.objects.filter(user=cast.ada).update(mail=MailMode.NEVER)
    send_due_mails()
    assert [message.to for message in django_mail.outbox] == []
    assert OutgoingMail.objects.filter(sent_at=None).count() == 0


def test_a_fault_is_tried_six_times_then_a_dead_letter_and_the_rest_goes_on(cast, issue, refusing):
    for user in (cast.ben, cast.lena):
        tell(user, issue)
    begun = now = timezone.now()
    waits = []
    for _number in range(MOST_TRIES):
        send_due_mails(clock=lambda now=now: now)
        row = OutgoingMail.objects.get(user=cast.ben)
        waits.append(round((row.due_at - now) / timedelta(minutes=1)))
        now = max(now, row.due_at)
    assert waits[:5] == [1, 5, 15, 60, 240]
    assert (row.attempts, row.last_error, row.dead_at, row.sent_at) == (
        6, "SMTPRecipientsRefused 550", now, None,
    )  # fmt: skip
    assert now - begun == timedelta(minutes=321)
    assert [sent.to for sent in django_mail.outbox] == [["lena@example.org"]]


def test_the_message_id_is_the_same_at_every_try_and_when_sent_again(cast, issue, settings, refusing):
    tell(cast.ben, issue)
    OutgoingMail.objects.update(attempts=MOST_TRIES - 1)
    send_due_mails()
    row = OutgoingMail.objects.get()
    assert row.dead_at
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with pytest.raises(PermissionDenied):
        send_again(by=cast.anna, mail=row)
    send_again(by=cast.ada, mail=row)
    with pytest.raises(WrongState):
        send_again(by=cast.ada, mail=row)
    send_due_mails()
    assert [sent.extra_headers["Message-ID"] for sent in django_mail.outbox] == [row.message_id]


def test_a_server_that_lets_nobody_in_costs_no_mail_a_try(cast, issue, monkeypatch):
    def refuse(_self):
        raise ConnectionRefusedError

    tell(cast.ben, issue)
    tell(cast.lena, issue)
    monkeypatch.setattr(EmailBackend, "open", refuse)
    for _number in range(10):
        assert send_due_mails() is False
    assert {(attempts, lease) for _name, attempts, _error, lease in state()} == {(0, "")}
    assert "ConnectionRefusedError" in {error for _name, _attempts, error, _lease in state()}
    monkeypatch.undo()


def test_one_poisonous_row_among_many_is_isolated(cast, lindner, monkeypatch):
    for user in (cast.anna, cast.ben, cast.lena):
        tell(user, issue_of(cast, lindner, f"For {user}"))
    content_of = outgoing_mail.content_of

    def poisonous(mail):
        return content_of(mail) if mail.user != cast.ben else 1 / 0

    monkeypatch.setattr(outgoing_mail, "content_of", poisonous)
    send_due_mails()
    assert sorted(sent.to[0] for sent in django_mail.outbox) == ["anna@example.org", "lena@example.org"]
    assert OutgoingMail.objects.get(user=cast.ben).last_error == "ZeroDivisionError"


def test_a_row_that_ends_its_worker_each_time_is_given_up(cast, issue):
    tell(cast.ben, issue)
    now = timezone.now()
    for number in range(MOST_TRIES):
        assert claim(at=now + number * DAY).attempts == number + 1  # and no word from the worker any more
    send_due_mails(clock=lambda: now + 7 * DAY)
    row = OutgoingMail.objects.get()
    assert (row.last_error, row.dead_at, django_mail.outbox) == ("WorkerEnded", now + 7 * DAY, [])


def test_whoever_has_lost_the_lease_marks_nothing(cast, issue):
    tell(cast.ben, issue)
    now = timezone.now()
    first = claim(at=now)
    assert claim(at=now) is None
    second = claim(at=now + LEASE + timedelta(seconds=1))
    deliver(first, Post())
    assert OutgoingMail.objects.get().lease == second.lease
    deliver(second, Post())
    assert OutgoingMail.objects.get().sent_at is not None


@pytest.mark.parametrize("jump", [timedelta(hours=1), -timedelta(hours=1), DAY, -DAY])
def test_a_clock_that_is_set_loses_nothing_and_sends_nothing_twice(cast, lindner, jump):
    now = timezone.now()
    tell(cast.ben, issue_of(cast, lindner, "Before"), at=now)
    assert claim(at=now)  # by a worker that is killed then
    for clock in (now + jump, now + jump + timedelta(minutes=6), now + timedelta(days=2), now + timedelta(days=3)):
        tell(cast.lena, issue_of(cast, lindner, f"At {clock}"), at=clock)
        for _number in range(2):
            send_due_mails(clock=lambda clock=clock: clock)
    told = [sent.to[0] for sent in django_mail.outbox]
    assert told.count("ben@example.org") == 1
    assert told.count("lena@example.org") == 4


@pytest.mark.parametrize("jump", [timedelta(hours=1), -timedelta(hours=1), DAY, -DAY])
def test_a_clock_that_is_set_while_a_mail_is_being_sent_sends_it_no_second_time(cast, issue, jump):
    tell(cast.ben, issue)
    clock = SetClock()
    in_hand = claim(at=clock.now(), watch=clock.watch)
    clock.jumped = jump
    for _number in range(3):
        tell(cast.lena, issue, at=clock.now())
        assert send_due_mails(clock=clock.now, watch=clock.watch) is False
    assert [sent.to[0] for sent in django_mail.outbox] == ["lena@example.org"]
    deliver(in_hand, Post(), clock=clock.now)
    clock.ticked = LEASE + timedelta(seconds=1)
    send_due_mails(clock=clock.now, watch=clock.watch)
    assert [sent.to[0] for sent in django_mail.outbox] == ["lena@example.org", "ben@example.org"]


def test_what_a_killed_worker_held_while_the_clock_was_set_goes_out_a_lease_later(cast, issue):
    tell(cast.ben, issue)
    clock = SetClock()
    assert claim(at=clock.now(), watch=clock.watch)  # by a worker that is killed then
    clock.jumped = timedelta(hours=1)
    for ticked, sent in ((timedelta(0), 0), (LEASE - timedelta(seconds=1), 0), (LEASE + timedelta(seconds=1), 1)):
        clock.ticked = ticked
        send_due_mails(clock=clock.now, watch=clock.watch)
        assert len(django_mail.outbox) == sent


class SetClock:
    """A clock on the wall that somebody sets, beside one that only ticks."""

    def __init__(self):
        self.begun, self.jumped, self.ticked = timezone.now(), timedelta(0), timedelta(0)
        self.watch = ClockWatch(lambda: self.now().timestamp(), lambda: self.ticked.total_seconds())

    def now(self):
        return self.begun + self.jumped + self.ticked


def test_after_two_weeks_of_outage_each_user_gets_one_digest(cast, lindner):
    DeliverySettings.objects.update(mail=MailMode.DAILY, works_on="12345")
    now = timezone.now()
    for day in range(14):
        for user in (cast.ben, cast.lena):
            tell(user, issue_of(cast, lindner, f"Day {day} for {user}"), at=now + day * DAY)
    for number in range(3):
        send_due_mails(clock=lambda number=number: now + 14 * DAY + number * timedelta(minutes=1))
    assert sorted((sent.to[0], sent.subject) for sent in django_mail.outbox) == [
        ("ben@example.org", "14 things are waiting for you"),
        ("lena@example.org", "14 things are waiting for you"),
    ]


def test_the_same_is_told_once_and_what_is_urgent_brings_a_mail_forward(cast, lindner, issue):
    DeliverySettings.objects.filter(user=cast.ben).update(mail=MailMode.DAILY)
    now = timezone.now()
    tell(cast.ben, issue)
    assert tell(cast.ben, issue) is None
    assert OutgoingMail.objects.get().due_at > now
    DeliverySettings.objects.filter(user=cast.ben).update(mail=MailMode.AT_ONCE)
    tell(cast.ben, issue_of(cast, lindner, "Another"), at=now)
    assert OutgoingMail.objects.get().due_at == now
    assert Notification.objects.count() == 2


def test_a_turn_is_bounded_and_wakes_another(cast, issue, monkeypatch, settings):
    tell(cast.ben, issue)
    assert send_due_mails(seconds=0) is True
    woken = []
    monkeypatch.setattr(tasks, "async_task", lambda *args, **more: woken.append((args, more)))
    monkeypatch.setattr(tasks, "send_due_mails", lambda: True)
    tasks.send_mails()
    assert woken == [(("accounts.tasks.send_mails",), {"save": False})]


def test_sigterm_lets_the_mail_in_hand_finish_and_then_stops(cast, issue, monkeypatch):
    tell(cast.ben, issue)
    tell(cast.lena, issue)
    heard = []
    before = signal.signal(signal.SIGTERM, lambda *_args: heard.append(len(django_mail.outbox)))
    send = EmailBackend.send_messages

    def interrupted(self, messages):
        os.kill(os.getpid(), signal.SIGTERM)
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", interrupted)
    try:
        send_due_mails()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert (heard, len(django_mail.outbox)) == ([1], 1)
    assert OutgoingMail.objects.filter(lease="").count() == 2


def test_no_job_and_no_error_names_anybody(cast, issue, refusing, settings):
    tell(cast.ben, issue)
    send_due_mails()
    jobs = " ".join(str(row.task()) for row in OrmQ.objects.all())
    assert "ben@" not in jobs + OutgoingMail.objects.get().last_error
    assert "Invoices" not in jobs


def test_a_lease_holds_against_a_clock_that_is_a_little_behind(cast, issue):
    tell(cast.ben, issue)
    now = timezone.now()
    assert claim(at=now)
    for behind in (timedelta(microseconds=1), timedelta(minutes=1)):
        assert not OutgoingMail.objects.due(at=now - behind).exists()


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_send_no_double(cast, lindner):
    for number in range(12):
        OutgoingMail.objects.create(user=cast.ben, due_at=timezone.now(), message_id=f"<{number}@x>")
    claimed = []

    def work(_number):
        while (mail := claim(at=timezone.now())) is not None:
            claimed.append(mail.pk)
        connection.close()

    # On SQLite writers are let in one by one by the database itself (and the tests' one, in memory, cannot wait).
    with ThreadPoolExecutor(4 if connection.vendor == "postgresql" else 1) as pool:
        list(pool.map(work, range(4)))
    assert sorted(claimed) == sorted(OutgoingMail.objects.values_list("pk", flat=True))
