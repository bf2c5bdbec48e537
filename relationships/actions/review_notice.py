"""Tell those invited to a meeting of it the day before, with the agenda that has made itself."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction

from accounts.actions.notification import notify
from relationships.models import Review
from relationships.queries.circle import invited_to

log = structlog.get_logger("rapport.reviews")
BEFORE = timedelta(days=1)
KIND = "review"


def tell_of_reviews(*, at: datetime) -> int:
    """Each once for each date it has, however many workers do it; one that fails is logged and the rest goes on."""
    rows = Review.objects.kept().ahead().filter(
        told_at=None, starts_at__gt=at, starts_at__lte=at + BEFORE, series__discarded_at=None,
        series__remind_day_before=True,
    )  # fmt: skip
    told = 0
    for review in rows.select_related("series__team").prefetch_related("participants").order_by("starts_at", "pk"):
        try:
            told += _tell(review, at)
        except Exception as error:  # noqa: BLE001  # one that cannot be told of must not keep the others back
            log.warning("review_not_told", review=review.pk, error=type(error).__name__)
    return told


@transaction.atomic
def _tell(review: Review, at: datetime) -> int:
    mine = Review.objects.ahead().filter(pk=review.pk, told_at=None, starts_at=review.starts_at)
    if not mine.update(told_at=at):
        return 0
    key = f"{KIND}:{review.pk}:{review.starts_at.isoformat()}"
    return sum(notify(user=user, kind=KIND, target=review, key=key, at=at) is not None for user in invited_to(review))
