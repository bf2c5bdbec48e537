"""Processes that make a file killed in mid-job: each file is made whole in the end, told of once, and none is left half."""

import hashlib
import os
import secrets
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from torture import base

DATABASES = ("sqlite", "postgres")
JOBS, KILLS_EACH, ROWS = 5, 2, 20_000


def main() -> None:
    base.set_up()
    from django.core.management import call_command

    call_command("seed_volume", partners=2_000, interactions=ROWS, issues=500, teams=1, verbosity=0)
    from django.utils import timezone

    from accounts.models import Notification, User
    from relationships.actions.report_job import tidy_jobs
    from relationships.models import ReportJob

    owner = User.objects.active().filter(memberships__isnull=False).order_by("pk").first()
    if owner is None:
        raise LookupError("The volume has nobody who could ask.")
    whole = _made_in_peace(owner)
    jobs = [_ask(owner, number) for number in range(JOBS)]
    kills = _kill_in_mid_job(JOBS * KILLS_EACH)
    _make_the_rest()
    ready = list(ReportJob.objects.filter(pk__in=[job.pk for job in jobs], state="ready"))
    same = sum(_content(job) == whole for job in ready)
    told = Notification.objects.filter(kind="report_ready", target_id__in=[job.pk for job in jobs]).count()
    parts = len(list(Path(jobs[0].path).parent.glob("*.part")))
    tidy_jobs(at=timezone.now())
    left = len(list(Path(jobs[0].path).parent.glob("*.part")))
    well = (len(ready), same, told, left) == (JOBS, JOBS, JOBS, 0) and kills == JOBS * KILLS_EACH
    base.report(
        "reports",
        f"{JOBS} files of {ROWS} rows, {kills} kills in mid-job: {len(ready)} ready, {same} whole, {told} told of, "
        f"{parts} half files, {left} after tidying",
        well=well,
    )


def _ask(owner: Any, number: int) -> Any:
    from django.utils import timezone

    from relationships.actions.report_job import ask_for_file

    # Each asks for the same rows in words of its own, or the first would stand for all.
    return ask_for_file(
        by=owner, source="contacts", query=f"ordering=happened_at&n={number}", file_format="json", from_page=True,
        language="en", at=timezone.now(),
    )  # fmt: skip


def _made_in_peace(owner: Any) -> str:
    job = _ask(owner, -1)
    _make_the_rest()
    job.refresh_from_db()
    return _content(job)


def _content(job: Any) -> str:
    return hashlib.sha256(job.path.read_bytes()).hexdigest()


def _kill_in_mid_job(times: int) -> int:
    """Kill whoever makes a file, and let the lease run out, until each has been killed twice; return how often.

    A third time would be the last: what ends the process at each try is given up.
    """
    from relationships.models import ReportJob

    rng, kills, end = secrets.SystemRandom(), 0, time.monotonic() + 300
    while kills < times and time.monotonic() < end and (process := _start()):
        while process.poll() is None:
            time.sleep(rng.uniform(0.1, 0.8))
            job = ReportJob.objects.waiting().filter(state="running").exclude(lease="").first()
            if job and job.attempts <= KILLS_EACH and list(job.path.parent.glob(f"{job.pk}.{job.lease}.part")):
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                kills += 1
        _leases_run_out()
    return kills


def _start() -> Any:
    """A process that makes the job that waits longest, and those behind it; None where nothing waits."""
    from django.conf import settings
    from django.db import connections
    from django.utils import timezone

    from relationships.actions.report_job import claim

    job = claim(at=timezone.now())
    connections.close_all()
    if job is None:
        return None
    command = [sys.executable, "manage.py", "make_report", str(job.pk), job.lease]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603


def _leases_run_out() -> None:
    """As two minutes later."""
    from django.utils import timezone

    from relationships.models import ReportJob

    ReportJob.objects.waiting().exclude(lease="").update(leased_until=timezone.now() - timedelta(seconds=1))


def _make_the_rest() -> None:
    from relationships.models import ReportJob

    end = time.monotonic() + 600
    while ReportJob.objects.waiting().exists() and time.monotonic() < end:
        if running := _start():
            running.wait()


if __name__ == "__main__":
    main()
