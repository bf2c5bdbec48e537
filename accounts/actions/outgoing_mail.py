"""Send what is due: claim a mail with a lease, make it, send it, mark it.

A mail is claimed by a conditional UPDATE, which needs no lock that SQLite lacks; of two workers one gets it. It is
marked as sent only by whoever still holds the lease. A worker that is killed in between leaves a lease that runs out:
then the mail goes out once more, with the same Message-ID.

A clock that is set would end leases under the hands of whoever is sending. So what has a lease is left alone until the
clock has run evenly for as long as a lease lasts: by then whoever held it has marked it, or is gone.
"""

import secrets
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import OperationalError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import may_change_users
from accounts.actions.record import WrongState
from accounts.clock import ClockWatch, watch
from accounts.models import OutgoingMail, User
from accounts.models.outgoing_mail import LEASE, MOST_TRIES
from accounts.queries.mail_content import content_of

log = structlog.get_logger("rapport.mail")

BACKOFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)]
RUN_FOR = 10.0  # seconds for which one task sends, before it makes room for others
LOOKED_AT = 20  # mails looked at together, of which one is claimed: workers then seldom meet at the same one
MARK_TRIES = 5
WITHDRAWN = "Withdrawn"  # what it was about is gone, or whoever sends it

Clock = Callable[[], datetime]


class NoServer(Exception):
    """The mail server does not let us in; no fault of the mail that was to go out."""


class Post:
    """The connection to the mail server: opened for the first mail, kept for the next ones, given up after a fault."""

    def __init__(self) -> None:
        self.connection: Any = None

    def send(self, message: EmailMultiAlternatives) -> None:
        if self.connection is None:
            self.connection = get_connection()
            try:
                self.connection.open()
            except OSError as fault:  # SMTPException is one
                self.connection = None
                raise NoServer(kind_of(fault)) from fault
        message.connection = self.connection
        try:
            message.send()
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        connection, self.connection = self.connection, None
        if connection is not None:
            with suppress(Exception):
                connection.close()


def send_due_mails(*, seconds: float = RUN_FOR, clock: Clock = timezone.now, watch: ClockWatch = watch) -> bool:
    """Send for some seconds; True where more is due then. After SIGTERM the mail in hand is finished, and no more."""
    until = time.monotonic() + seconds
    post = Post()
    with asked_to_stop() as stop:
        try:
            while time.monotonic() < until and not stop.is_set():
                mail = claim(at=clock(), watch=watch)
                if mail is None or not deliver(mail, post, clock=clock):
                    return False
        finally:
            post.close()
    return OutgoingMail.objects.due(at=clock()).exists()


def claim(*, at: datetime, watch: ClockWatch = watch) -> OutgoingMail | None:
    """Take one due mail into one's hands; None where there is none."""
    while True:
        due = OutgoingMail.objects.due(at=at, take_over=watch.ran_evenly_for(LEASE))
        seen = list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:LOOKED_AT])
        if not seen:
            return None
        lease = secrets.token_hex(16)
        for pk in secrets.SystemRandom().sample(seen, len(seen)):
            taken = due.filter(pk=pk).update(lease=lease, leased_until=at + LEASE, attempts=F("attempts") + 1)
            if taken:
                return OutgoingMail.objects.select_related("user").get(pk=pk)


def deliver(mail: OutgoingMail, post: Post, *, clock: Clock = timezone.now) -> bool:
    """Send a mail that one holds, and note how it went; False where the server lets nobody in, so that none can go."""
    if mail.attempts > MOST_TRIES:  # each try has ended its worker
        _mark(mail, dead_at=clock(), last_error=mail.last_error or "WorkerEnded")
        return True
    try:
        content = content_of(mail)
        if content is not None:
            post.send(_message(mail, content))
        elif mail.letter:
            _mark(mail, dead_at=clock(), last_error=WITHDRAWN)  # never say it was sent
            return True
    except NoServer as fault:
        _mark(mail, attempts=mail.attempts - 1, last_error=str(fault))
        log.warning("mail_server_not_reached", fault=str(fault))
        return False
    except Exception as fault:  # noqa: BLE001  # whatever is wrong with one mail, the rest goes on
        _note_fault(mail, fault, at=clock())
        return True
    if not _mark(mail, sent_at=clock(), last_error=""):
        log.warning("mail_sent_after_its_lease", mail=mail.pk)
    return True


def send_again(*, by: User, mail: OutgoingMail) -> None:
    """Give a dead letter its tries back."""
    if not may_change_users(by):
        raise PermissionDenied
    changes = {"dead_at": None, "attempts": 0, "due_at": timezone.now(), "lease": "", "leased_until": None}
    if not OutgoingMail.objects.dead().filter(pk=mail.pk).update(**changes):
        raise WrongState(_("This mail is not given up."))


def kind_of(fault: BaseException) -> str:
    """A kind of fault and the server's number for it; never its text, which may hold addresses."""
    code = getattr(fault, "smtp_code", None)
    refused = getattr(fault, "recipients", None)
    if code is None and isinstance(refused, dict) and refused:
        code = next(iter(refused.values()))[0]
    return f"{type(fault).__name__} {code}" if isinstance(code, int) else type(fault).__name__


def _message(mail: OutgoingMail, content: Any) -> EmailMultiAlternatives:
    headers = {"Message-ID": mail.message_id}
    if content.to:  # written by a person, and an answer is theirs
        sender = formataddr((f"{content.by} (Rapport)", parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
        message = EmailMultiAlternatives(
            content.subject, content.text, sender, [content.to], headers=headers, reply_to=[content.answers_to]
        )
    else:
        headers["Auto-Submitted"] = "auto-generated"
        message = EmailMultiAlternatives(content.subject, content.text, None, [mail.user.email], headers=headers)
    message.attach_alternative(content.html, "text/html")
    for name, what, kind in content.attachments:
        message.attach(name, what, kind)
    return message


def _note_fault(mail: OutgoingMail, fault: Exception, *, at: datetime) -> None:
    kind = kind_of(fault)[:200]
    if mail.attempts >= MOST_TRIES:
        _mark(mail, dead_at=at, last_error=kind)
        log.error("mail_given_up", mail=mail.pk, fault=kind)
    else:
        _mark(mail, due_at=at + BACKOFF[mail.attempts - 1], last_error=kind)
        log.warning("mail_not_sent", mail=mail.pk, fault=kind, attempts=mail.attempts)


def _mark(mail: OutgoingMail, **outcome: Any) -> bool:
    """Write how it went and lay the mail down, if one still holds it. SQLite may be busy; what was sent must be noted."""
    held = OutgoingMail.objects.waiting().filter(pk=mail.pk, lease=mail.lease)
    for left in reversed(range(MARK_TRIES)):
        try:
            return bool(held.update(lease="", leased_until=None, **outcome))
        except OperationalError:
            if not left:
                raise
            time.sleep(0.1)
    return False


@contextmanager
def asked_to_stop() -> Iterator[threading.Event]:
    """Set once SIGTERM comes, which takes effect when the block has ended; only a main thread hears of it."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.signal(signal.SIGTERM, lambda *_args: stop.set())
    try:
        yield stop
    finally:
        signal.signal(signal.SIGTERM, before)
        if stop.is_set():
            signal.raise_signal(signal.SIGTERM)
