"""Set up a team's regular meeting, and keep its next dates in the calendar."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import is_member
from accounts.actions.record import discard, restore, save_changed, save_new
from accounts.models import Team, User
from relationships import recurrence
from relationships.access import may_change_series
from relationships.actions.entry import choose_team
from relationships.choices import ReviewState, SeriesKind
from relationships.models import Review, ReviewSeries
from relationships.queries.agenda import default_sections, sections

AHEAD = timedelta(days=60)  # to where dates are made; at least one is
MOST_AHEAD = 70  # of a series that meets every day


@transaction.atomic
def add_series(*, by: User, name: str, first_at: datetime, team: Team | None = None, **fields: Any) -> ReviewSeries:
    """A new series of one of one's teams, its dates made; nobody named means that oneself leads through it."""
    team = choose_team(by, team)
    series = ReviewSeries(team=team, name=name, first_at=first_at, **{"facilitator": by} | fields)
    series.recurrence = recurrence.normal(series.recurrence)
    series.time_zone = series.time_zone or by.time_zone
    series.sections = series.sections or default_sections(series.kind, series.minutes)
    _check(series)
    save_new(series, by=by)
    plan_dates(series, at=timezone.now())
    return series


@transaction.atomic
def change_series(*, by: User, series: ReviewSeries, version: int, **changes: Any) -> ReviewSeries:
    """Dates that nobody has touched follow; those that were moved, skipped or prepared by hand stay."""
    _may_change(by, series)
    changes.pop("team", None)
    if "recurrence" in changes:
        changes["recurrence"] = recurrence.normal(changes["recurrence"])
    drafted = ReviewSeries(team=series.team, facilitator=series.facilitator)
    for name in ("kind", "recurrence", "first_at", "time_zone", "sections"):
        setattr(drafted, name, changes.get(name, getattr(series, name)))
    if "facilitator" in changes:
        drafted.facilitator = changes["facilitator"]
    _check(drafted, was=series)
    save_changed(series, version=version, changes=changes)
    now = timezone.now()
    _drop_untouched(series, at=now)
    plan_dates(series, at=now)
    return series


@transaction.atomic
def discard_series(*, by: User, series: ReviewSeries) -> None:
    _may_change(by, series)
    discard(series, by=by)


@transaction.atomic
def restore_series(*, by: User, series: ReviewSeries) -> None:
    _may_change(by, series)
    restore(series)
    plan_dates(series, at=timezone.now())


def plan_dates(series: ReviewSeries, *, at: datetime) -> int:
    """Make the coming dates of a series, each once, however often and by how many this is asked; return how many."""
    made = 0
    known = set(series.reviews.exclude(planned_for=None).values_list("planned_for", flat=True))
    for moment in coming_dates(series, at=at):
        if moment not in known:
            _made, is_new = Review.objects.get_or_create(
                series=series,
                planned_for=moment,
                defaults={
                    "starts_at": moment, "minutes": series.minutes, "place": series.place,
                    "facilitator": series.facilitator, "created_by": series.created_by,
                },
            )  # fmt: skip
            made += is_new
    return made


def plan_all_dates(*, at: datetime) -> int:
    """The nightly round over all series."""
    rows = ReviewSeries.objects.kept().select_related("team", "facilitator")
    return sum(plan_dates(series, at=at) for series in rows.iterator(chunk_size=200))


def coming_dates(series: ReviewSeries, *, at: datetime) -> list[datetime]:
    """The moments of the rule up to 60 days ahead, or the next one; without a rule the first time alone."""
    if not series.recurrence:
        return [series.first_at] if series.first_at > at else []
    found: list[datetime] = []
    moment = series.first_at if series.first_at > at else None
    moment = moment or recurrence.next_after(series.recurrence, series.first_at, series.time_zone, at)
    while moment and len(found) < MOST_AHEAD and (not found or moment <= at + AHEAD):
        found.append(moment)
        moment = recurrence.next_after(series.recurrence, series.first_at, series.time_zone, moment)
    return found


def _drop_untouched(series: ReviewSeries, *, at: datetime) -> None:
    """Planned dates ahead that are still as the series made them."""
    ahead = series.reviews.kept().ahead().filter(planned_for__gt=at, version=1)
    ahead.filter(Q(participants=None), topic="", state=ReviewState.PLANNED).delete()


def _check(series: ReviewSeries, was: ReviewSeries | None = None) -> None:
    now = timezone.now()
    if series.kind not in SeriesKind.values:
        return  # said by full_clean
    if series.recurrence and (was is None or _dates(series) != _dates(was)):
        try:
            recurrence.check(series.recurrence, first_at=series.first_at, zone=series.time_zone, at=now)
        except ValidationError as error:
            raise ValidationError({"recurrence": error.messages}) from None
    if was is None and series.first_at < now - timedelta(days=366):
        raise ValidationError({"first_at": _("Choose a day within the last year, or one to come.")})
    if series.first_at > now + timedelta(days=3660):
        raise ValidationError({"first_at": _("Choose a date within the next ten years.")})
    if series.facilitator and not (series.facilitator.is_active and is_member(series.facilitator, series.team)):
        raise ValidationError({"facilitator": _("Choose somebody of the team.")})
    if isinstance(series.sections, list):
        names = [row[0] for row in series.sections if isinstance(row, list | tuple) and row]
        if unknown := [str(name) for name in names if name not in sections]:
            raise ValidationError({"sections": _("There is no section “%(name)s”.") % {"name": unknown[0][:40]}})


def _dates(series: ReviewSeries) -> tuple[Any, ...]:
    return series.recurrence, series.first_at, series.time_zone


def _may_change(by: User, series: ReviewSeries) -> None:
    if not may_change_series(by, series):
        raise PermissionDenied(_("Leads of the team, whoever leads through it, and who set it up may change it."))
