"""Files made by the worker: ask for one, claim it with a lease, note how it goes, give it up, tidy it away.

A job is claimed by a conditional UPDATE, as a mail is; only whoever still holds the lease may note anything. A process that
is killed leaves a lease that runs out, and the file is made anew. Two at most are made at the same time.
"""

import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from accounts.access import teams_of
from accounts.actions.notification import notify
from accounts.actions.record import WrongState
from accounts.models import User
from relationships.choices import JobState
from relationships.models import ReportJob
from relationships.models.report_job import LEASE, MOST_TRIES

log = structlog.get_logger("rapport.reports")

START = "relationships.tasks.start_reports"
AT_ONCE = 2
MOST_WAITING = 5  # of one user
LONGEST_QUERY = 4_000


@transaction.atomic
def ask_for_file(
    *, by: User, source: str, query: str, file_format: str, from_page: bool, language: str, at: datetime
) -> ReportJob:
    """Have a file made; the same one that is waiting already is not asked for twice."""
    if not by.is_active:
        raise PermissionDenied
    asked: dict[str, Any] = {
        "source": source, "query": query, "format": file_format, "from_page": from_page, "language": language,
        "time_zone": str(timezone.get_current_timezone()),
    }  # fmt: skip
    waiting = ReportJob.objects.waiting().filter(user=by.pk)
    if same := waiting.filter(**asked).first():
        return same
    if waiting.count() >= MOST_WAITING:
        raise ValidationError(_("Some of your files are being made. Wait until one is ready, or cancel one."))
    if len(query) > LONGEST_QUERY:
        raise ValidationError(_("These are too many filters at once."))
    job = ReportJob.objects.create(user=by, created_at=at, **asked)
    transaction.on_commit(wake)
    return job


def wake() -> None:
    async_task(START, save=False)


def claim(*, at: datetime) -> ReportJob | None:
    """Take a job into one's hands, those that somebody waits for first; None where there is none, or enough are being
    made."""
    while ReportJob.objects.in_hand(at=at).count() < AT_ONCE:
        due = ReportJob.objects.due(at=at).order_by(F("regular").asc(nulls_first=True), "created_at", "pk")
        job = due.first()
        if job is None:
            return None
        lease = secrets.token_hex(16)
        taken = ReportJob.objects.due(at=at).filter(pk=job.pk)
        changes = {"lease": lease, "leased_until": at + LEASE, "state": JobState.RUNNING, "percent": 0}
        if taken.update(attempts=F("attempts") + 1, **changes):
            return ReportJob.objects.select_related("user").get(pk=job.pk)
    return None


def note_progress(job: ReportJob, percent: int, *, at: datetime) -> bool:
    """Say how far it is and renew the lease; False where it is no longer one's own, or has been cancelled."""
    return bool(_held(job).update(percent=min(max(percent, 0), 99), leased_until=at + LEASE))


@transaction.atomic
def note_ready(job: ReportJob, *, file_name: str, size: int, at: datetime) -> bool:
    teams = sorted(team.pk for team in teams_of(job.user))
    outcome: dict[str, Any] = {"file_name": file_name[:200], "size": size, "percent": 100, "teams": teams}
    kind = "regular_report" if job.regular_id else "report_ready"
    return _end(job, JobState.READY, kind, at=at, **outcome)


@transaction.atomic
def note_failure(job: ReportJob, *, why: str, at: datetime) -> bool:
    kind = "regular_failed" if job.regular_id else "report_failed"
    return _end(job, JobState.FAILED, kind, at=at, why=why[:300])


def is_hopeless(job: ReportJob) -> bool:
    """Whether each try has ended the process that made it."""
    return job.attempts > MOST_TRIES


@transaction.atomic
def cancel_job(*, by: User, job: ReportJob) -> None:
    """Whoever makes it notices at the next step, and lays it down."""
    if job.user_id != by.pk:
        raise PermissionDenied
    now = timezone.now()
    changes = {
        "state": JobState.CANCELLED,
        "ended_at": now,
        "expires_at": now + job.kept_for,
        "lease": "",
        "leased_until": None,
    }
    if not ReportJob.objects.waiting().filter(pk=job.pk).update(**changes):
        raise WrongState(_("This file is no longer being made."))


def may_fetch(user: User, job: ReportJob) -> bool:
    """Its owner, who still belongs to each team that was theirs when it was made."""
    return user.is_active and job.user_id == user.pk and {team.pk for team in teams_of(user)}.issuperset(job.teams)


def take_away(job: ReportJob) -> None:
    """Delete file and row."""
    job.path.unlink(missing_ok=True)
    ReportJob.objects.filter(pk=job.pk).delete()


def tidy_jobs(*, at: datetime) -> int:
    """Delete what has had its time, files that no job knows, and half ones of processes that were killed."""
    expired = list(ReportJob.objects.expired(at=at))
    for job in expired:
        take_away(job)
    folder = Path(settings.REPORT_DIR)
    if folder.is_dir():
        known = set(map(str, ReportJob.objects.values_list("pk", flat=True)))
        held = {f"{pk}.{lease}.part" for pk, lease in ReportJob.objects.waiting().values_list("pk", "lease")}
        for file in folder.iterdir():
            if file.name not in held if file.suffix == ".part" else file.name.split(".")[0] not in known:
                file.unlink(missing_ok=True)
    return len(expired)


def _held(job: ReportJob) -> Any:
    return ReportJob.objects.waiting().filter(pk=job.pk, lease=job.lease).exclude(lease="")


def _end(job: ReportJob, state: JobState, kind: str, *, at: datetime, **outcome: Any) -> bool:
    changes = {"state": state, "ended_at": at, "expires_at": at + job.kept_for, "lease": "", "leased_until": None}
    if not _held(job).update(**changes, **outcome):
        return False
    notify(user=job.user, kind=kind, target=job, key=f"{kind}-{job.pk}", at=at)
    return True
