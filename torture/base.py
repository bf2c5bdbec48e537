"""What the tortures of mails share: a fresh database with people and mails, a mail server, workers that can be killed."""

import multiprocessing
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FORK = multiprocessing.get_context("fork")


def set_up(*, port: int = 0) -> None:
    """Django on the empty database of DATABASE_URL. Mails go to the server at `port`, or are noted in a file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("RAPPORT_VAR", tempfile.mkdtemp(prefix="rapport-torture-"))
    os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{port}" if port else "dummymail://"
    os.environ.setdefault("LOG_LEVEL", "CRITICAL")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    if not port:
        settings.EMAIL_BACKEND = "torture.base.Noted"
    settings.LOGGING["loggers"]["rapport"]["level"] = "CRITICAL"
    import logging

    logging.getLogger("rapport").setLevel("CRITICAL")
    call_command("migrate", interactive=False, verbosity=0)


class Noted:
    """A mail backend that notes "Message-ID to" in the file NOTED names, in one write that other processes cannot split."""

    def __init__(self, **_more: Any) -> None:
        self.file = os.open(os.environ["NOTED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def open(self) -> bool:
        return True

    def close(self) -> None:
        os.close(self.file)

    def send_messages(self, messages: list[Any]) -> int:
        for message in messages:
            message.message()  # refuses what a mail server is never given, such as a header of two lines
            os.write(self.file, f"{message.extra_headers['Message-ID']} {message.to[0]}\n".encode())
        return len(messages)


def people(count: int, **wishes: Any) -> list[Any]:
    """Users of one team, who get mails at once and at any hour, unless `wishes` say otherwise."""
    from accounts.models import DeliverySettings, Membership, Team, User

    team = Team.objects.create(name="Torture")
    users = [
        User.objects.create_user(f"user{number}@example.org", None, name=f"User {number}") for number in range(count)
    ]
    always = {"mail": "at_once", "works_on": "1234567", "quiet_from": "00:00", "quiet_until": "00:00", "country": ""}
    for user in users:
        Membership.objects.create(team=team, user=user)
        DeliverySettings.objects.create(user=user, **(always | wishes))
    return users


def know_kind() -> None:
    """The kind of notice that the tortures tell of, in this process."""
    from django.urls import reverse

    from accounts.queries.notice import Notice, register
    from relationships.models import Issue

    register(
        Notice(
            kind="torture", model=Issue, title=str, neutral=lambda issue: "An issue", may_be_named=lambda issue: True,
            address=lambda issue: reverse("relationships:issue_detail", args=[issue.pk]),
        )
    )  # fmt: skip


def an_issue(by: Any) -> Any:
    """Something to be told of, which the whole team sees."""
    from partners.actions.partner import add_partner
    from relationships.actions.issue import flag_issue

    know_kind()
    partner = add_partner(by=by, name="Torture", natural_person="no")
    return flag_issue(by=by, partners=[partner], title="Torture")


def due_mails(users: list[Any], count: int) -> list[str]:
    """Make due mails of one line each; return their Message-IDs."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone

    from accounts.models import Notification, OutgoingMail

    issue, now = an_issue(users[0]), timezone.now()
    of_issue = ContentType.objects.get_for_model(issue)
    mails = OutgoingMail.objects.bulk_create(
        [
            OutgoingMail(
                user=users[number % len(users)], due_at=now, message_id=f"<{number}.{secrets.token_hex(4)}@torture>"
            )
            for number in range(count)
        ],
        batch_size=1000,
    )
    Notification.objects.bulk_create(
        [
            Notification(
                user=mail.user, kind="torture", key=mail.message_id, target_type=of_issue, target_id=issue.pk, mail=mail
            )
            for mail in mails
        ],
        batch_size=1000,
    )
    return [mail.message_id for mail in mails]


@contextmanager
def mail_server() -> Iterator[tuple[int, Path]]:
    """A real SMTP server in a process of its own: its port, and the file in which it notes what it took."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="rapport-sink-") as folder:
        noted = Path(folder, "noted")
        noted.touch()
        command = [sys.executable, "-m", "torture.sink", str(port), str(noted)]
        server = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603
        try:
            server.stdout.readline()  # type: ignore[union-attr]
            yield port, noted
        finally:
            server.terminate()
            server.wait()


@contextmanager
def noted_mails() -> Iterator[Path]:
    """The file in which `Noted` notes what was sent."""
    with tempfile.TemporaryDirectory(prefix="rapport-sink-") as folder:
        os.environ["NOTED"] = str(Path(folder, "noted"))
        Path(os.environ["NOTED"]).touch()
        yield Path(os.environ["NOTED"])


def taken(noted: Path) -> Counter[str]:
    """How often each Message-ID was sent."""
    return Counter(line.split()[0] for line in noted.read_text().splitlines())


def receivers(noted: Path) -> Counter[str]:
    return Counter(line.split()[1] for line in noted.read_text().splitlines())


def work(ahead: float = 0) -> None:
    """Send until nothing is due, by a clock that many seconds ahead."""
    from datetime import timedelta

    from django.db import connection
    from django.utils import timezone

    from accounts.actions.outgoing_mail import send_due_mails

    connection.close()
    while send_due_mails(clock=lambda: timezone.now() + timedelta(seconds=ahead)):
        pass


def start(task: Callable[..., None] = work, *args: Any) -> Any:
    """A worker: a fork of this process, which has everything loaded."""
    from django.db import connections

    connections.close_all()
    process = FORK.Process(target=task, args=args)
    process.start()
    return process


def hit(how: signal.Signals, times: int, *, workers: int, pause: tuple[float, float]) -> int:
    """Let workers send, and hit them again and again in mid-send; return how many hits met a living worker."""
    rng = secrets.SystemRandom()
    at_work, hits = [start() for _number in range(workers)], 0
    while hits < times:
        time.sleep(rng.uniform(*pause))
        number = rng.randrange(workers)
        if not at_work[number].is_alive():  # nothing left to send
            break
        os.kill(at_work[number].pid, how)
        at_work[number].join(60)
        hits += 1
        at_work[number] = start()
    for process in at_work:
        process.join(600)
    return hits


def report(name: str, figures: str, *, well: bool) -> None:
    """The one line of a torture, and its end."""
    print(f"{name}: {figures} … {'ok' if well else 'FAILED'}", flush=True)
    sys.exit(0 if well else 1)
