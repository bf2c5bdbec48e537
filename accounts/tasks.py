"""What the worker does for accounts; when is said in accounts.apps."""

from django.utils import timezone
from django_q.tasks import async_task

from accounts.actions import heartbeat, password_link
from accounts.actions.notification import SEND
from accounts.actions.outgoing_mail import send_due_mails
from accounts.actions.tidy import tidy_mails, tidy_notifications, tidy_sessions, tidy_tasks, tidy_tokens
from accounts.models import User


def beat() -> None:
    heartbeat.beat()


def tidy() -> None:
    now = timezone.now()
    tidy_sessions(at=now)
    tidy_tokens(at=now)
    tidy_tasks(at=now)
    tidy_mails(at=now)
    tidy_notifications(at=now)


def send_mails() -> None:
    """Send for some seconds, then let another task go on, so that nothing else waits for long."""
    if send_due_mails():
        async_task(SEND, save=False)


def send_password_link(user_id: int) -> None:
    """Send the link, unless the account is gone by now, or never was (see `ask_for_password_link`)."""
    if user := User.objects.active().filter(pk=user_id).first():
        password_link.send_password_link(user=user)
