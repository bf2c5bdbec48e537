"""Make the file of a job: as its owner may read it now, in the language and time zone in which it was asked for."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.clock import zone_named
from relationships.actions.report_job import is_hopeless, note_failure, note_progress, note_ready
from relationships.choices import JobState
from relationships.exports.source import Asked, OutOfSight, sources
from relationships.models import ReportJob
from relationships.reports.download import file_name, write
from relationships.reports.errors import ReportRefused
from relationships.reports.table import NoSuchColumn, Table

log = structlog.get_logger("rapport.reports")

Clock = Callable[[], datetime]
EVERY = 1.0  # seconds after which progress is noted


class Abandoned(Exception):
    """The job was cancelled, or somebody else has it by now."""


def make(job: ReportJob, *, clock: Clock = timezone.now) -> None:
    """Make, keep and announce the file of a job that one holds, or note why there is none."""
    with translation.override(job.language), timezone.override(zone_named(job.time_zone)):
        if is_hopeless(job):
            note_failure(job, why=_("It takes more time or memory than there is. Narrow it down."), at=clock())
            return
        try:
            _make(job, clock)
        except Abandoned:
            log.info("report_abandoned", job=job.pk)
        except ReportRefused as refused:
            note_failure(job, why=str(refused), at=clock())
        except (OutOfSight, NoSuchColumn, KeyError):
            note_failure(job, why=_("What this file is about is no longer there for you."), at=clock())
        except Exception as fault:  # one file that fails must not take the others along
            log.exception("report_failed", job=job.pk, fault=type(fault).__name__)
            note_failure(job, why=_("It could not be made. Please tell an administrator."), at=clock())
        finally:
            _part(job).unlink(missing_ok=True)


def _make(job: ReportJob, clock: Clock) -> None:
    if not job.user.is_active or job.format not in sources[job.source].formats:
        raise OutOfSight
    asked = Asked(job.user, clock(), QueryDict(job.query), job.from_page, job.language, job.format)
    source = sources[job.source]
    content: Any = source.content(asked)
    if isinstance(content, Table):
        total = source.size(asked, up_to=2_000_000)
        each = partial(_watched, total=total, job=job, clock=clock)
        content = replace(content, rows=lambda rows=content.rows: each(rows()), each=each)
    folder = Path(settings.REPORT_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(_part(job), "wb", opener=_private) as out:
        write(content, job.format, out)
    size = _part(job).stat().st_size
    _part(job).replace(job.path)
    if not note_ready(job, file_name=file_name(content, job.format), size=size, at=clock()):
        if ReportJob.objects.filter(pk=job.pk, state=JobState.CANCELLED).exists():
            job.path.unlink(missing_ok=True)  # otherwise it is the file of whoever has the job by now
        raise Abandoned


def _watched(rows: Iterator[Any], total: int, job: ReportJob, clock: Clock) -> Iterator[Any]:
    """Note now and then how far it is; raises Abandoned where nobody waits for it any more."""
    noted = time.monotonic()
    for number, row in enumerate(rows):
        if number % 100 == 0 and time.monotonic() - noted > EVERY:
            noted = time.monotonic()
            if not note_progress(job, 100 * number // max(total, 1), at=clock()):
                raise Abandoned
        yield row


def _part(job: ReportJob) -> Path:
    """Where it is written; each lease has a place of its own, and nobody reads half a file."""
    return job.path.with_suffix(f".{job.lease}.part")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
