"""What is to be talked about: points and votes between the meetings, what is on the table in one, what is left over."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import is_member
from accounts.actions.record import WrongState, discard, must_be_visible, restore, save_changed, save_new, save_verb
from accounts.models import User
from relationships.access import may_change_series, may_take_part
from relationships.actions.action_item import add_action_item
from relationships.choices import ItemState
from relationships.models import ActionItem, AgendaItem, AgendaVote, Issue, Review, ReviewSeries
from relationships.queries.agenda import SHOWN, first_in_order, parts_of, waiting_points
from relationships.queries.circle import circle_of


@transaction.atomic
def add_point(
    *, by: User, series: ReviewSeries, text: str = "", issue: Issue | None = None, review: Review | None = None
) -> AgendaItem:
    """Put a point or an issue on the next agenda, or on the table of a meeting that runs; what is there stays once."""
    _may_speak(by, series)
    if review and not (review.series_id == series.pk and review.is_running):
        raise WrongState(_("This meeting is not running. The point can wait for the next one."))
    if review and not may_take_part(by, review):
        raise PermissionDenied
    if issue:
        must_be_visible(by, [issue], "issue")
        if issue.is_resolved:
            raise ValidationError({"issue": _("This issue is resolved already. Reopen it if it does not hold.")})
    item = AgendaItem(series=series, review=review, text=text, issue=issue, position=_last(review) + 1)
    known = series.agenda_items.kept().filter(review=review, issue=issue).first() if issue else None  # type: ignore[attr-defined]
    if known:
        return known
    save_new(item, by=by)
    _happened(item)
    return item


@transaction.atomic
def change_point(*, by: User, item: AgendaItem, version: int, **changes: Any) -> AgendaItem:
    """Its words, or what was said about it."""
    _may_work(by, item)
    save_changed(item, version=version, changes=changes)
    _happened(item)
    return item


@transaction.atomic
def finish_point(*, by: User, item: AgendaItem) -> AgendaItem:
    """It is dealt with, and not carried over."""
    _may_work(by, item)
    if item.state == ItemState.HANDLED:
        raise WrongState(_("This point is dealt with already."))
    save_verb(item, state=ItemState.HANDLED)
    _happened(item)
    return item


@transaction.atomic
def reopen_point(*, by: User, item: AgendaItem) -> AgendaItem:
    """The undo of finishing."""
    _may_work(by, item)
    if item.state != ItemState.HANDLED:
        raise WrongState(_("This point is still open."))
    save_verb(item, state=ItemState.OPEN)
    _happened(item)
    return item


@transaction.atomic
def discard_point(*, by: User, item: AgendaItem) -> None:
    """Take it off the agenda: who put it there, and who may change the series."""
    if not (by.pk == item.created_by_id and is_member(by, item.series.team)) and not may_change_series(by, item.series):
        raise PermissionDenied
    discard(item, by=by)
    _happened(item)


@transaction.atomic
def restore_point(*, by: User, item: AgendaItem) -> None:
    _may_speak(by, item.series)
    restore(item)
    _happened(item)


@transaction.atomic
def add_measure(
    *, by: User, item: AgendaItem, text: str, owner: User | None = None, due_on: date | None = None
) -> ActionItem:
    """Who does what by when: on the issue, or of the team where the point is none."""
    _may_work(by, item)
    if owner is None:
        raise ValidationError({"owner": _("Say who does it, or nobody will.")})
    if item.issue:
        measure = add_action_item(by=by, issue=item.issue, text=text, owner=owner, due_on=due_on)
    else:
        measure = add_action_item(by=by, team=item.series.team, text=text, owner=owner, due_on=due_on)
    item.measures.add(measure)
    _happened(item)
    return measure


@transaction.atomic
def vote(*, by: User, item: AgendaItem) -> None:
    """One vote for each point; a second one changes nothing."""
    _may_vote(by, item)
    AgendaVote.objects.get_or_create(item=item, user=by)
    _happened(item)


@transaction.atomic
def take_vote_back(*, by: User, item: AgendaItem) -> None:
    _may_vote(by, item)
    AgendaVote.objects.filter(item=item, user=by.pk).delete()
    _happened(item)


@transaction.atomic
def vote_for_issue(*, by: User, series: ReviewSeries, issue: Issue) -> AgendaItem:
    """Want an issue on the next agenda, whether it has a point there yet or not."""
    try:
        with transaction.atomic():
            item = add_point(by=by, series=series, issue=issue)
    except (IntegrityError, ValidationError):
        known: AgendaItem | None = series.agenda_items.kept().waiting().filter(issue=issue).first()  # type: ignore[attr-defined]
        if known is None:
            raise
        item = known
    vote(by=by, item=item)
    return item


def put_on_the_table(review: Review, people: Sequence[User], *, by: User, at: datetime) -> None:
    """Give the running meeting its points: issues in their order as far as the circle reads them, then its own points.

    What waits on an issue that not everyone reads goes on waiting.
    """
    names = {part.section.name for part in parts_of(review)}
    series, circle = review.series, circle_of(review.series, people)
    position = 0
    if "issues" in names:
        rows = first_in_order(circle.sees(), series, by, at=at, count=SHOWN)
        waiting = {item.issue_id: item for item in series.agenda_items.kept().waiting().exclude(issue=None)}  # type: ignore[attr-defined]
        for issue in rows:
            position += 1
            _place(waiting.get(issue.pk) or AgendaItem(series=series, issue=issue, created_by=by), review, position)
    if "points" in names:
        for item in waiting_points(series, by):
            position += 1
            _place(item, review, position)


def carry_over(review: Review) -> None:
    """What was not dealt with comes up again: issues that nothing has happened to since the start, points nobody closed.

    It waits with its votes for the next meeting, and counts how often it has.
    """
    for item in review.agenda_items.kept().filter(state=ItemState.OPEN).select_related("issue"):  # type: ignore[attr-defined]
        if _is_dealt_with(item, review):
            AgendaItem.objects.filter(pk=item.pk).update(state=ItemState.HANDLED)
            continue
        AgendaItem.objects.filter(pk=item.pk).update(state=ItemState.CARRIED)
        if item.issue and item.issue.is_resolved:
            continue
        already = review.series.agenda_items.kept().waiting().filter(issue=item.issue).first() if item.issue else None  # type: ignore[attr-defined]
        next_one = already or AgendaItem(
            series=review.series, issue=item.issue, text=item.text, created_by=item.created_by
        )
        next_one.times_carried = item.times_carried + 1
        next_one.save()
        known = set(next_one.votes.values_list("user", flat=True))  # type: ignore[attr-defined]
        voters = [user for user in item.votes.values_list("user", flat=True) if user not in known]
        AgendaVote.objects.bulk_create([AgendaVote(item=next_one, user_id=user) for user in voters])


def _is_dealt_with(item: AgendaItem, review: Review) -> bool:
    if item.issue:
        return bool(review.started_at and item.issue.last_activity_at >= review.started_at)
    return bool(item.said) or item.measures.exists()


def _place(item: AgendaItem, review: Review, position: int) -> None:
    item.review, item.position, item.state = review, position, ItemState.OPEN
    item.save()


def _last(review: Review | None) -> int:
    found = review.agenda_items.aggregate(last=Max("position"))["last"] if review else 0  # type: ignore[attr-defined]
    return found or 0


def _may_speak(by: User, series: ReviewSeries) -> None:
    if not is_member(by, series.team):
        raise PermissionDenied(_("Only members of the team put something on its agenda."))


def _may_work(by: User, item: AgendaItem) -> None:
    _may_speak(by, item.series)
    if item.review and item.review.is_closed:
        raise WrongState(_("This meeting is closed."))
    if item.review and not may_take_part(by, item.review):
        raise PermissionDenied


def _may_vote(by: User, item: AgendaItem) -> None:
    _may_work(by, item)


def _happened(item: AgendaItem) -> None:
    if item.review_id:
        Review.objects.filter(pk=item.review_id).update(revision=F("revision") + 1)
    else:
        AgendaItem.objects.filter(pk=item.pk).update(updated_at=timezone.now())
