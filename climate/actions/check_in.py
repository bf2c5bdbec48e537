"""Note how one is today, change or take back the note, delete all of them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from climate.actions.booster_use import forget_uses
from climate.actions.sealed import refused_if_unreadable
from climate.models import CheckIn, PrivateAnswer


@refused_if_unreadable()
@transaction.atomic
def check_in(*, by: User, mood: int, at: datetime, **texts: str | None) -> CheckIn:
    """One note for each of the user's own days; a text that is not given stays the one that is there.

    Raises WrongState, and leaves the row as it is, where today's note cannot be opened.
    """
    new = CheckIn(user=by, day=timezone.localdate(at), made_at=at)
    given = {name: text for name, text in texts.items() if text is not None}
    new.note(mood=mood, **given)
    row, is_new = CheckIn.objects.get_or_create(
        user=by, day=new.day, defaults={"made_at": at, "sealed": new.sealed, "key_mark": new.key_mark}
    )
    if not is_new:
        row.note(**(row.read() | given | {"mood": mood}))
        row.made_at = at
        row.save(update_fields=["sealed", "key_mark", "made_at"])
    return row


def delete_check_in(*, by: User, pk: int) -> bool:
    """Delete one of one's own, readable or not; False where there is none."""
    return bool(CheckIn.objects.visible_to(by).filter(pk=pk).delete()[0])


@transaction.atomic
def delete_all(*, by: User) -> None:
    """Every note of one's own, what helped one, and private answers; being reminded goes on."""
    CheckIn.objects.filter(user=by.pk).delete()
    PrivateAnswer.objects.filter(user=by.pk).delete()
    forget_uses(by=by)
