"""What has had its time goes, and nothing else."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_q.models import Task
from knox.models import AuthToken

from accounts.models import Notification, OutgoingMail
from accounts.tasks import tidy


@pytest.fixture
def now():
    return timezone.now()


def test_ended_sessions_go_with_their_devices(cast, now):
    for key, ends in [("old", now - timedelta(days=1)), ("new", now + timedelta(days=1))]:
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
        UserSession.objects.create(user=cast.anna, session_key=key, ip="127.0.0.1", user_agent="x")
    tidy()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["new"]


def test_expired_tokens_and_those_of_who_left_go(cast, now):
    kept, _ = AuthToken.objects.create(cast.anna)
    AuthToken.objects.create(cast.anna, expiry=timedelta(seconds=-1))
    AuthToken.objects.create(cast.dora)
    tidy()
    assert list(AuthToken.objects.values_list("pk", flat=True)) == [kept.pk]


def test_old_results_of_tasks_go(db, now):
    for name, days in [("old", 31), ("new", 29)]:
        moment = now - timedelta(days=days)
        Task.objects.create(id=name, name=name, func="x", started=moment, stopped=moment, success=False)
    tidy()
    assert list(Task.objects.values_list("id", flat=True)) == ["new"]


def test_mails_sent_long_ago_go_and_dead_letters_stay(cast, now):
    for name, fields in {
        "old": {"sent_at": now - timedelta(days=31)},
        "new": {"sent_at": now - timedelta(days=29)},
        "dead": {"dead_at": now - timedelta(days=300)},
        "waiting": {},
    }.items():
        OutgoingMail.objects.create(user=cast.anna, due_at=now - timedelta(days=400), message_id=name, **fields)
    tidy()
    assert set(OutgoingMail.objects.values_list("message_id", flat=True)) == {"new", "dead", "waiting"}


def test_old_lines_of_the_bell_go_once_they_are_read(cast, lindner, now):
    for name, days, read in [("read", 91, 91), ("read lately", 200, 5), ("unread", 300, None), ("old", 370, None)]:
        Notification.objects.create(
            user=cast.anna, kind="x", key=name, target_id=1, target_type=ContentType.objects.get_for_model(Session),
            created_at=now - timedelta(days=days), read_at=read and now - timedelta(days=read),
        )  # fmt: skip
    tidy()
    assert set(Notification.objects.values_list("key", flat=True)) == {"read lately", "unread"}
