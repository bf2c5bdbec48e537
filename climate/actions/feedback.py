"""Take a partner's answer: one for each link, and nothing kept that ties an anonymous one to it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actions.record import WrongState
from climate.actions.sealed import refused_if_unreadable
from climate.models import FeedbackAnswer, FeedbackLink, FeedbackTicket, Impression, ImpressionTally
from climate.models.check_in import MOODS
from climate.models.impression import LONGEST_LINE
from climate.models.sealed import blind


@refused_if_unreadable()
@transaction.atomic
def take_answer(*, link: FeedbackLink, secret: str, mood: int, fits: list[int], line: str, at: datetime) -> None:
    """Raises WrongState where the link takes no answer (any more)."""
    impression = Impression.objects.select_for_update().get(pk=link.impression_id)
    if impression.is_over() or not FeedbackLink.objects.filter(pk=link.pk, revoked_at=None).exists():
        raise WrongState(_("This question is not open any more."))
    line = " ".join(line.split())
    places = sorted(set(fits))
    if mood not in MOODS or len(line) > LONGEST_LINE or not set(places) <= set(range(len(impression.statements))):
        raise ValidationError(_("Something in this answer is not as it should be. Please look at it once more."))
    if impression.is_anonymous:
        _punch(impression, secret)
        tally = ImpressionTally.objects.select_for_update().get(pk=impression.pk)
        tally.add(mood=mood, fits=places, line=line)
        tally.save()
        return
    try:
        with transaction.atomic():
            FeedbackAnswer.objects.create(link=link, mood=mood, fits=places, line=line, answered_at=at)
    except IntegrityError as error:
        raise _answered() from error


def was_used(link: FeedbackLink, secret: str) -> bool:
    """Whether an answer came by this link; only whoever holds its secret can ask. Raises Unreadable without keys."""
    if link.impression.is_anonymous:
        return FeedbackTicket.objects.filter(who__in=blind("feedback", secret)).exists()
    return FeedbackAnswer.objects.filter(link=link.pk).exists()


def _punch(impression: Impression, secret: str) -> None:
    names = blind("feedback", secret)
    if FeedbackTicket.objects.filter(who__in=names).exists():
        raise _answered()
    _ticket, is_new = FeedbackTicket.objects.get_or_create(who=names[0], defaults={"impression": impression})
    if not is_new:
        raise _answered()


def _answered() -> WrongState:
    return WrongState(_("Your answer is here already. Thank you."))
