"""Tell a user something: in the app at once, and by mail when and as they want it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.mail import make_msgid
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Least
from django.utils import timezone
from django_q.tasks import async_task

from accounts.choices import MailMode
from accounts.models import DeliverySettings, Notification, OutgoingMail, User
from accounts.queries.working_time import digest_moment, next_moment

SEND = "accounts.tasks.send_mails"


@transaction.atomic
def notify(
    *, user: User, kind: str, target: Any, key: str, at: datetime | None = None, is_document: bool = False
) -> Notification | None:
    """Put a line behind the user's bell and into their next mail; None where it has been told before.

    With `is_document` it goes out at once in a mail of its own, which `accounts.queries.notice.documents` makes.

    Call it inside the transaction of its cause. `kind` is one of `accounts.queries.notice`, whose model `target` has;
    `key` names the occasion, so that the same is never told twice. Whether the user may see the target is asked when
    it is shown and when it is sent; whoever is told should see it now, too.
    """
    at = at or timezone.now()
    line = Notification(
        user=user, kind=kind, key=key, created_at=at, target_type=ContentType.objects.get_for_model(target),
        target_id=target.pk,
    )  # fmt: skip
    if not user.is_active or Notification.objects.filter(user=user, key=key).exists():
        return None
    line.mail = _document_for(user, at) if is_document else _mail_for(user, at)
    Notification.objects.bulk_create([line], ignore_conflicts=True)
    return Notification.objects.get(user=user, key=key)  # a row that may have met its double has no id yet


def moment_of_mail(at: datetime, wishes: DeliverySettings) -> datetime | None:
    """When a mail about what happens `at` goes out; None for whoever wants no mails."""
    if wishes.mail == MailMode.NEVER:
        return None
    return next_moment(at, wishes) if wishes.mail == MailMode.AT_ONCE else digest_moment(at, wishes)


def _mail_for(user: User, at: datetime) -> OutgoingMail | None:
    """The mail that waits for this user already, or a new one; None for whoever wants no mails."""
    wishes = DeliverySettings.of(user)
    due_at = moment_of_mail(at, wishes)
    if due_at is None:
        return None
    # Joined only while nobody has begun to send it. The UPDATE holds the row on PostgreSQL until this transaction ends.
    untouched = OutgoingMail.objects.waiting().filter(attempts=0, lease="", is_document=False)
    joined = untouched.filter(user=user).order_by("due_at", "pk").first()
    if joined and untouched.filter(pk=joined.pk).update(due_at=Least("due_at", Value(due_at))):
        return joined
    return _new_mail(user, at, due_at)


def _document_for(user: User, at: datetime) -> OutgoingMail | None:
    """A colleague sends it by hand, so it waits for no digest; whoever wants no mails finds it in the app."""
    if DeliverySettings.of(user).mail == MailMode.NEVER:
        return None
    return _new_mail(user, at, at, is_document=True)


def _new_mail(
    user: User, at: datetime, due_at: datetime, *, is_document: bool = False, letter: str = ""
) -> OutgoingMail:
    mail = OutgoingMail.objects.create(
        user=user, due_at=due_at, created_at=at, message_id=make_msgid(domain=settings.MAIL_DOMAIN),
        is_document=is_document, letter=letter,
    )  # fmt: skip
    if due_at <= at:
        transaction.on_commit(lambda: async_task(SEND, save=False))
    return mail


def post_letter(*, by: User, kind: str, at: datetime) -> OutgoingMail:
    """A mail to somebody outside, sent at once; `accounts.queries.letter` makes it."""
    return _new_mail(by, at, at, is_document=True, letter=kind)


def mark_read(*, by: User, line: Notification, at: datetime | None = None) -> None:
    """Note that its owner has seen a line; a line once read stays as it was read first."""
    Notification.objects.filter(pk=line.pk, user=by.pk).unread().update(read_at=at or timezone.now())


def mark_all_read(*, by: User, at: datetime | None = None) -> int:
    """The same for all lines that one can see; what is out of sight may come back and is told then."""
    return Notification.objects.visible_to(by).unread().update(read_at=at or timezone.now())
