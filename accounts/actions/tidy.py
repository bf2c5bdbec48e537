"""Rows of the machinery that have had their time."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q
from django_q.models import Task
from knox.models import AuthToken

from accounts.models import Notification, OutgoingMail

TASKS_KEPT = timedelta(days=30)
MAILS_KEPT = timedelta(days=30)
READ_KEPT = timedelta(days=90)
UNREAD_KEPT = timedelta(days=366)


def tidy_sessions(*, at: datetime) -> None:
    """Delete sessions that have ended, and what the list of devices still says of them."""
    Session.objects.filter(expire_date__lt=at).delete()
    UserSession.objects.filter(~Exists(Session.objects.filter(session_key=OuterRef("session_key")))).delete()


def tidy_tokens(*, at: datetime) -> None:
    AuthToken.objects.filter(Q(expiry__lt=at) | Q(user__is_active=False)).delete()


def tidy_tasks(*, at: datetime) -> None:
    """Delete old results of background tasks, failed ones too."""
    Task.objects.filter(stopped__lt=at - TASKS_KEPT).delete()


def tidy_mails(*, at: datetime) -> None:
    """Delete what was sent long ago; dead letters stay until somebody has dealt with them."""
    OutgoingMail.objects.filter(sent_at__lt=at - MAILS_KEPT).delete()


def tidy_notifications(*, at: datetime) -> None:
    """Delete lines of the bell that were read long ago, and those that nobody has read for a year."""
    Notification.objects.filter(Q(read_at__lt=at - READ_KEPT) | Q(created_at__lt=at - UNREAD_KEPT)).delete()
