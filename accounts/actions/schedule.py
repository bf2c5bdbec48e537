"""What the worker does by itself, and when; apps enter their tasks here in AppConfig.ready()."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django_q.models import Schedule

from accounts.models import Heartbeat


@dataclass(frozen=True)
class Job:
    """A task by its dotted name; `at` is the time of day of a daily one, in the installation's time zone."""

    name: str
    task: str
    every: str
    at: time | None = None

    def fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = {"func": self.task, "schedule_type": self.every, "minutes": None, "kwargs": None}
        if self.every == Schedule.MINUTES:  # its result is not worth a row every minute
            fields |= {"minutes": 1, "kwargs": str({"q_options": {"save": False}})}
        return fields

    def first_run(self, now: datetime) -> datetime:
        if self.at is None:
            return now
        today = timezone.localtime(now, timezone.get_default_timezone())
        first = today.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        return first if first > today else first + timedelta(days=1)


jobs: dict[str, Job] = {}


def every_minute(name: str, task: str) -> None:
    jobs[name] = Job(name, task, Schedule.MINUTES)


def hourly(name: str, task: str) -> None:
    jobs[name] = Job(name, task, Schedule.HOURLY)


def nightly(name: str, task: str, *, at: time) -> None:
    jobs[name] = Job(name, task, Schedule.DAILY, at)


@transaction.atomic
def set_schedules() -> None:
    """Make the schedule rows what `jobs` says, each once, whatever was there and however many processes ask at once.

    The heartbeat's row is what they queue for: its UPDATE locks it on PostgreSQL, as any write does on SQLite. The name
    of a schedule is not unique in its own table. It also counts as a beat: the worker starts next, and has its three
    minutes to do so.
    """
    Heartbeat.objects.bulk_create([Heartbeat()], ignore_conflicts=True)
    Heartbeat.objects.filter(pk=Heartbeat.ONLY).update(beaten_at=timezone.now())
    ours = Schedule.objects.filter(func__regex=r"^(accounts|partners|relationships|climate)\.")
    ours.exclude(name__in=jobs).delete()
    for job in jobs.values():
        rows = list(Schedule.objects.filter(name=job.name).order_by("pk"))
        if not rows:
            Schedule.objects.create(name=job.name, next_run=job.first_run(timezone.now()), **job.fields())
            continue
        Schedule.objects.filter(pk__in=[row.pk for row in rows[1:]]).delete()
        if any(getattr(rows[0], name) != value for name, value in job.fields().items()):
            Schedule.objects.filter(pk=rows[0].pk).update(next_run=job.first_run(timezone.now()), **job.fields())


def set_schedules_after_migrating(using: str, **_kwargs: Any) -> None:
    """Handler of post_migrate; a migration that stops half-way may not have made the tables yet."""
    tables = set(connection.introspection.table_names()) if using == connection.alias else set()
    if {Schedule._meta.db_table, Heartbeat._meta.db_table} <= tables:
        set_schedules()
