"""Reports that come by themselves: set one up, pause it, and have each reader's copy made when it is time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import is_member
from accounts.actions.record import WrongState, discard, restore, save_changed, save_new, save_verb
from accounts.models import Team, User
from relationships import recurrence
from relationships.access import may_change_regular_report
from relationships.actions.entry import choose_team
from relationships.actions.report_job import wake
from relationships.models import RegularReport, ReportJob
from relationships.queries.regular_report import readers_of

log = structlog.get_logger("rapport.reports")

MOST_OF_A_TEAM = 50
AT_ONCE = 100  # that one round of the worker takes up

# Whether a report can come with these filters, as `by` may ask for it: relationships.exports.regular, which knows them.
checks: list[Callable[[RegularReport, User], None]] = []


@transaction.atomic
def add_regular_report(
    *, by: User, name: str, source: str, recurrence: str, first_at: datetime, team: Team | None = None, **fields: Any
) -> RegularReport:
    """A report for members of one of one's teams; nobody named means all of them."""
    team = choose_team(by, team)
    if RegularReport.objects.kept().filter(team=team).count() >= MOST_OF_A_TEAM:
        raise ValidationError(
            _("A team has at most %(most)s regular reports. Discard one that nobody reads.") % {"most": MOST_OF_A_TEAM}
        )
    recipients = fields.pop("recipients", [])
    report = RegularReport(team=team, name=name, source=source, first_at=first_at, **fields)
    report.recurrence = _normal(recurrence)
    report.time_zone = report.time_zone or by.time_zone
    _check(report, recipients, by=by)
    report.next_at = next_time(report, after=timezone.now())
    save_new(report, by=by, recipients=recipients)
    return report


@transaction.atomic
def change_regular_report(*, by: User, report: RegularReport, version: int, **changes: Any) -> RegularReport:
    _may_change(by, report)
    changes.pop("team", None)
    if "recurrence" in changes:
        changes["recurrence"] = _normal(changes["recurrence"])
    drafted = RegularReport(team=report.team)
    for name in ("name", "source", "filters", "format", "recurrence", "first_at", "time_zone"):
        setattr(drafted, name, changes.get(name, getattr(report, name)))
    _check(drafted, changes.get("recipients", []), by=by, was=report)
    if _times(drafted) != _times(report):
        changes["next_at"] = next_time(drafted, after=timezone.now())
    save_changed(report, version=version, changes=changes)
    return report


@transaction.atomic
def pause_regular_report(*, by: User, report: RegularReport) -> RegularReport:
    _may_change(by, report)
    if report.is_paused:
        raise WrongState(_("It is paused already."))
    save_verb(report, is_paused=True)
    return report


@transaction.atomic
def resume_regular_report(*, by: User, report: RegularReport) -> RegularReport:
    """From the next time on; what was left out meanwhile is not made up for."""
    _may_change(by, report)
    if not report.is_paused:
        raise WrongState(_("It is not paused."))
    save_verb(report, is_paused=False, next_at=next_time(report, after=timezone.now()))
    return report


@transaction.atomic
def discard_regular_report(*, by: User, report: RegularReport) -> None:
    _may_change(by, report)
    discard(report, by=by)


@transaction.atomic
def restore_regular_report(*, by: User, report: RegularReport) -> None:
    _may_change(by, report)
    restore(report)
    save_verb(report, next_at=next_time(report, after=timezone.now()))


def next_time(report: RegularReport, *, after: datetime) -> datetime | None:
    """The first moment later than `after`; None where its rule has ended."""
    if report.first_at > after:
        return report.first_at
    return recurrence.next_after(report.recurrence, report.first_at, report.time_zone, after)


def ask_for_regular_reports(*, at: datetime) -> int:
    """Have the copies of all reports made whose time has come, each once, however many ask; return how many copies.

    After an outage a report comes once, as of now.
    """
    rows = RegularReport.objects.due(at=at).select_related("team").order_by("next_at", "pk")
    return sum(_ask_for_copies(report, at=at) for report in rows[:AT_ONCE])


@transaction.atomic
def _ask_for_copies(report: RegularReport, *, at: datetime) -> int:
    try:
        following = next_time(report, after=at)
    except ValidationError:  # a time zone that has been abolished, say: its page tells that it comes no more
        log.exception("regular_report_has_no_time", report=report.pk)
        following = None
    due = RegularReport.objects.due(at=at).filter(pk=report.pk, next_at=report.next_at)
    if not due.update(next_at=following, last_at=at):
        return 0  # somebody else was faster, or it has been changed
    copies = ReportJob.objects.bulk_create(
        ReportJob(
            user=reader, regular=report, source=report.source, query=report.filters, format=report.format,
            language=reader.language, time_zone=reader.time_zone, created_at=at,
        )
        for reader in readers_of(report)
    )  # fmt: skip
    transaction.on_commit(wake)
    return len(copies)


def _normal(rule: str) -> str:
    normal = recurrence.normal(rule)
    if not normal:
        raise ValidationError({"recurrence": _("Choose how often it comes.")})
    return normal


def _check(report: RegularReport, recipients: list[User], *, by: User, was: RegularReport | None = None) -> None:
    now = timezone.now()
    if was is None or _times(report) != _times(was):
        try:
            recurrence.check(report.recurrence, first_at=report.first_at, zone=report.time_zone, at=now)
        except ValidationError as error:
            raise ValidationError({"recurrence": error.messages}) from None
        if not now - timedelta(days=366) < report.first_at < now + timedelta(days=366):
            raise ValidationError({"first_at": _("Choose a day within a year of today.")})
    if any(not (person.is_active and is_member(person, report.team)) for person in recipients):
        raise ValidationError({"recipients": _("Choose people of the team.")})
    for check in checks:
        check(report, by)


def _times(report: RegularReport) -> tuple[Any, ...]:
    return report.recurrence, report.first_at, report.time_zone


def _may_change(by: User, report: RegularReport) -> None:
    if not may_change_regular_report(by, report):
        raise PermissionDenied(_("Leads of the team and whoever set it up may change it."))
