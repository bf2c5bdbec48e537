"""One meeting: plan it, lead through it together, end it. Each verb counts up `revision`, which every screen follows."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Avg, Count, F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.notification import notify
from accounts.actions.record import WrongState, save_changed, save_new, save_verb
from accounts.models import User
from relationships.access import may_change_review, may_change_series, may_take_part
from relationships.actions.agenda import carry_over, put_on_the_table
from relationships.actions.review_series import plan_dates
from relationships.choices import ReviewState
from relationships.models import Review, ReviewRating, ReviewSeries
from relationships.models.review import RATINGS_SHOWN_FROM
from relationships.queries.agenda import parts_of
from relationships.queries.circle import invited_to, members_of

LONGEST_RUN = timedelta(days=31)


@transaction.atomic
def add_review(*, by: User, series: ReviewSeries, starts_at: datetime, **fields: Any) -> Review:
    """An extra meeting beside those of the rule."""
    if not may_change_series(by, series):
        raise PermissionDenied
    people = fields.pop("participants", [])
    review = Review(series=series, starts_at=starts_at, **{
        "minutes": series.minutes, "place": series.place, "facilitator": series.facilitator,
    } | fields)  # fmt: skip
    _check(review, {"participants": people, "starts_at": starts_at, "facilitator": review.facilitator})
    save_new(review, by=by, participants=people)
    return review


@transaction.atomic
def change_review(*, by: User, review: Review, version: int, **changes: Any) -> Review:
    """Move it, invite, give it a topic; who it is told of again is told by the day before."""
    _may_change(by, review)
    must_be(review, ReviewState.PLANNED, ReviewState.RUNNING)
    changes.pop("series", None)
    moved = changes.get("starts_at", review.starts_at) != review.starts_at
    if moved:
        must_be(review, ReviewState.PLANNED)
        changes["told_at"] = None
    _check(review, {name: value for name, value in changes.items() if name != "starts_at" or moved})
    save_changed(review, version=version, changes=changes)
    happened(review)
    return review


@transaction.atomic
def skip_review(*, by: User, review: Review) -> Review:
    """It does not take place; what was to be talked about waits for the next one."""
    _may_change(by, review)
    must_be(review, ReviewState.PLANNED)
    save_verb(review, state=ReviewState.SKIPPED)
    return review


@transaction.atomic
def unskip_review(*, by: User, review: Review) -> Review:
    """The undo of skipping."""
    _may_change(by, review)
    must_be(review, ReviewState.SKIPPED)
    save_verb(review, state=ReviewState.PLANNED)
    return review


@transaction.atomic
def start_review(*, by: User, review: Review, at: datetime | None = None) -> Review:
    """Put everything on the table, for those who are invited; from now on all their screens show the same."""
    must_take_part(by, review)
    if review.is_running:
        raise WrongState(_("This meeting is running already."))
    must_be(review, ReviewState.PLANNED)
    people = invited_to(review)
    if not people:
        raise ValidationError({"participants": _("Nobody who is invited still belongs to the team. Invite somebody.")})
    at = at or timezone.now()
    sections = [[part.section.name, part.minutes] for part in parts_of(review)]
    if not sections:
        raise ValidationError({"sections": _("This meeting has no sections. Choose some in its series.")})
    first = sections[0][0]
    try:
        with transaction.atomic():
            save_verb(
                review, state=ReviewState.RUNNING, started_at=at, sections=sections, participants=people,
                section=first, item=None, section_since=at, item_since=at, facilitator=review.facilitator or by,
            )  # fmt: skip
    except (IntegrityError, ValidationError):
        raise WrongState(_("Another meeting of this series is running. Close that one first.")) from None
    put_on_the_table(review, people, by=by, at=at)
    happened(review)
    return review


@transaction.atomic
def rate_review(*, by: User, review: Review, score: int) -> None:
    """From 1 to 10, while it runs; one may think again until it closes."""
    must_take_part(by, review)
    if review.is_closed:
        raise WrongState(_("This meeting is closed, and so is its rating."))
    must_be(review, ReviewState.RUNNING)
    if isinstance(score, bool) or not 1 <= score <= 10:
        raise ValidationError({"score": _("Choose from 1 to 10.")})
    ReviewRating.objects.update_or_create(review=review, user=by, defaults={"score": score})
    happened(review)


@transaction.atomic
def close_review(*, by: User | None, review: Review, at: datetime | None = None) -> Review:
    """End it: what stays open is carried over, and the rating becomes a figure where five or more have given one.

    `by` is nobody where a meeting without a call has come to its end by itself.
    """
    if by is not None:
        must_take_part(by, review)
    if review.is_closed:
        raise WrongState(_("This meeting is closed already."))
    must_be(review, ReviewState.RUNNING)
    at = at or timezone.now()
    carry_over(review)
    given = review.ratings.aggregate(mean=Avg("score"), number=Count("pk"))  # type: ignore[attr-defined]
    shown = given["number"] >= RATINGS_SHOWN_FROM
    save_verb(
        review, state=ReviewState.CLOSED, closed_at=at, section="", item=None,
        rating_mean=round(given["mean"], 1) if shown else None, rating_count=given["number"] if shown else 0,
    )  # fmt: skip
    happened(review)
    plan_dates(review.series, at=at)
    return review


@transaction.atomic
def send_minutes(*, by: User, review: Review, people: list[User], at: datetime | None = None) -> int:
    """To those chosen of whoever was invited; each gets their own copy, and only once. Return to how many they went."""
    must_take_part(by, review)
    must_be(review, ReviewState.CLOSED)
    invited = {person.pk for person in invited_to(review)}
    if not people:
        raise ValidationError({"people": _("Choose at least one.")})
    if any(person.pk not in invited for person in people):
        raise ValidationError({"people": _("The minutes go to those who were invited, and to nobody else.")})
    at = at or timezone.now()
    sent = 0
    for person in people:
        key = f"minutes:{review.pk}"
        sent += notify(user=person, kind="minutes", target=review, key=key, at=at, is_document=True) is not None
    Review.objects.filter(pk=review.pk).update(minutes_sent_at=at)
    return sent


def close_ended(*, at: datetime) -> int:
    """Close the meetings without a call whose time is over."""
    ended = Review.objects.kept().running().filter(runs_until__lte=at).select_related("series__team")
    closed = 0
    for review in ended:
        try:
            close_review(by=None, review=review, at=at)
            closed += 1
        except WrongState:  # somebody has just done it
            continue
    return closed


def happened(review: Review) -> None:
    """Have all screens look again."""
    Review.objects.filter(pk=review.pk).update(revision=F("revision") + 1)


def _may_change(by: User, review: Review) -> None:
    if not may_change_review(by, review):
        raise PermissionDenied


def must_take_part(by: User, review: Review) -> None:
    if not may_take_part(by, review):
        raise PermissionDenied(_("Only those who are invited to this meeting can do that."))


def must_be(review: Review, *states: ReviewState) -> None:
    if review.state in states:
        return
    messages = {
        ReviewState.PLANNED: _("This meeting has not been started yet."),
        ReviewState.RUNNING: _("This meeting is running already."),
        ReviewState.CLOSED: _("This meeting is closed."),
        ReviewState.SKIPPED: _("This meeting was skipped. Take that back first."),
    }
    raise WrongState(messages[ReviewState(review.state)])


def _check(review: Review, changes: dict[str, Any]) -> None:
    now = timezone.now()
    if "starts_at" in changes and not now - timedelta(days=1) < changes["starts_at"] < now + timedelta(days=3660):
        raise ValidationError({"starts_at": _("Choose a time that is still to come.")})
    members = {user.pk for user in members_of(review.series)}
    if any(person.pk not in members for person in changes.get("participants", [])):
        raise ValidationError({"participants": _("Only members of the team can be invited.")})
    if changes.get("facilitator") and changes["facilitator"].pk not in members:
        raise ValidationError({"facilitator": _("Choose somebody of the team.")})
    until = changes.get("runs_until")
    starts_at = changes.get("starts_at", review.starts_at)
    if until and not starts_at < until <= starts_at + LONGEST_RUN:
        raise ValidationError({"runs_until": _("It ends after it has begun, and a month later at most.")})
