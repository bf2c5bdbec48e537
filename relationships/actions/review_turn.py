"""Turn from step to step of a running meeting; all screens follow."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.record import WrongState
from accounts.models import User
from relationships.actions.review import must_be, must_take_part
from relationships.choices import ReviewState
from relationships.models import Review
from relationships.queries.agenda import Table, items_of, parts_of
from relationships.queries.circle import circle_of, invited_to
from relationships.queries.review_steps import place_of, steps_of


@transaction.atomic
def go_to(
    *, by: User, review: Review, section: str, item: int | None, seen: tuple[str, int | None] | None = None,
    at: datetime | None = None,
) -> bool:  # fmt: skip
    """Turn to a step; False where somebody has turned on meanwhile from what was `seen`, so that nothing is skipped."""
    must_take_part(by, review)
    must_be(review, ReviewState.RUNNING)
    at = at or timezone.now()
    if section not in {part.section.name for part in parts_of(review)}:
        raise ValidationError(_("There is no such section in this meeting."))
    if item and not review.agenda_items.kept().filter(pk=item).exists():  # type: ignore[attr-defined]
        raise ValidationError(_("There is no such point in this meeting."))
    rows = Review.objects.running().filter(pk=review.pk)
    if seen:
        rows = rows.filter(section=seen[0], item=seen[1])
    since = review.section_since if section == review.section else at
    turned = rows.update(
        section=section, item=item, section_since=since, item_since=at, revision=F("revision") + 1
    )  # fmt: skip
    review.refresh_from_db()
    return bool(turned)


def next_step(*, by: User, review: Review, at: datetime | None = None) -> Review:
    """To what comes next for the circle of those invited; the last step is left by closing the meeting."""
    must_take_part(by, review)
    must_be(review, ReviewState.RUNNING)
    at = at or timezone.now()
    table = Table(review, circle_of(review.series, invited_to(review)), by, at, at)
    items = items_of(table)
    steps = steps_of(review, items)
    place = place_of(review, steps, items)
    if place + 1 >= len(steps):
        raise WrongState(_("This was the last step. Close the meeting."))
    section, item = steps[place + 1].key
    go_to(by=by, review=review, section=section, item=item, seen=(review.section, review.item_id), at=at)
    return review
