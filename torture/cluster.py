"""Whole worker services killed in mid-send, as a machine loses its power: nothing is lost, and no more doubles than kills.

Unlike `kills`, these are real `manage.py qcluster` services with all their processes, their queue and their schedule.
"""

import os
import secrets
import signal
import subprocess
import sys
import time
from typing import Any

from torture import base

MAILS, KILLS, SERVICES = 1000, 10, 2
LONGEST = 600  # seconds


def main() -> None:
    with base.mail_server() as (port, noted):
        base.set_up(port=port)
        ids = base.due_mails(base.people(20), MAILS)
        rng, services, hits = secrets.SystemRandom(), [_serve() for _number in range(SERVICES)], 0
        try:
            while hits < KILLS and len(base.taken(noted)) < MAILS:
                before = len(base.taken(noted))
                _until(lambda: len(base.taken(noted)) > before, 90)  # noqa: B023 - asked at once
                time.sleep(rng.uniform(0, 0.5))
                place = rng.randrange(SERVICES)
                _end(services[place], signal.SIGKILL)
                hits += 1
                services[place] = _serve()
            # The mails in the hands of the killed wait for their leases to run out.
            _until(lambda: len(base.taken(noted)) == MAILS, LONGEST)
        finally:
            for service in services:
                _end(service, signal.SIGKILL)
        sent = base.taken(noted)
    lost, doubles = len(set(ids) - set(sent)), sum(sent.values()) - len(sent)
    well = lost == 0 and doubles <= hits
    base.report(
        "cluster",
        f"{len(ids)} mails, {SERVICES} services, {hits} of them killed: {lost} lost, {doubles} doubles",
        well=well,
    )


def _serve() -> Any:
    """A service, and a task that wakes it, as whatever makes a mail due asks for; it need not wait for its minute."""
    from django.conf import settings
    from django_q.tasks import async_task

    from accounts.actions.notification import SEND

    async_task(SEND, save=False)

    command = [sys.executable, "-m", "torture.service"]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _end(service: Any, how: signal.Signals) -> None:
    """All processes of a service at once."""
    os.killpg(service.pid, how)
    service.wait()


def _until(well: Any, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if well():
            return True
        time.sleep(0.05)
    return False


if __name__ == "__main__":
    main()
