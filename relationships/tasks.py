"""What the worker does for what is between us; when is said in relationships.apps."""

import subprocess
import sys

import structlog
from django.conf import settings
from django.utils import timezone

from relationships.actions import (
    idea,
    quiet_partners,
    regular_report,
    report_job,
    review,
    review_notice,
    review_series,
    rules,
    standing,
    trash,
)
from relationships.actions.issue import resume_due_issues

log = structlog.get_logger("rapport.tasks")


def remind_of_answers() -> None:
    """Every week until an idea is answered."""
    idea.remind_of_answers(at=timezone.now())


def rebuild_standings() -> None:
    standing.rebuild_standings()


def resume_parked() -> None:
    resume_due_issues(at=timezone.now())


def purge_trash() -> None:
    purged = trash.purge_trash(at=timezone.now())
    if any(purged.values()):
        log.info("trash_emptied", **purged)


def follow_rules() -> None:
    """What the teams' rules want, and then all that is due on to bell and mail."""
    now = timezone.now()
    rules.follow_rules(at=now)
    rules.pass_on(at=now)


def remind_of_quiet_partners() -> None:
    now = timezone.now()
    quiet_partners.remind_of_quiet_partners(at=now)
    rules.pass_on(at=now)


def look_at_everything() -> None:
    rules.look_at_everything(at=timezone.now())


def see_to_reviews() -> None:
    """Send the agenda of tomorrow's meetings, and close those without a call whose time is over."""
    now = timezone.now()
    review_notice.tell_of_reviews(at=now)
    review.close_ended(at=now)


def plan_reviews() -> None:
    review_series.plan_all_dates(at=timezone.now())


def start_reports() -> None:
    """Ask for the reports whose time has come, and have each file that waits made by a process of its own, and go on: mails and reminders wait for none of them."""
    regular_report.ask_for_regular_reports(at=timezone.now())
    while job := report_job.claim(at=timezone.now()):
        command = [sys.executable, "manage.py", "make_report", str(job.pk), job.lease]
        subprocess.Popen(command, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603


def tidy_reports() -> None:
    if deleted := report_job.tidy_jobs(at=timezone.now()):
        log.info("reports_deleted", number=deleted)
