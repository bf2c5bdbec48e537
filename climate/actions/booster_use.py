"""Say that a mood booster helped, or did not, and take it back."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.actions.record import must_be_visible
from accounts.models import User
from climate.actions.sealed import refused_if_unreadable
from climate.models import BoosterUse, MoodBooster
from climate.models.sealed import blind, unseal
from climate.queries.booster_use import own_names


@refused_if_unreadable()
@transaction.atomic
def note_use(*, by: User, booster: MoodBooster, helped: bool, at: datetime) -> BoosterUse:
    """One row for each user and booster, whichever of the keys it was named with; an unreadable one stays as it is."""
    must_be_visible(by, [booster], "booster")
    today = timezone.localdate(at)
    row = BoosterUse.objects.filter(who__in=blind(by.pk, booster.pk)).first()
    if row is None:
        new = BoosterUse(booster=booster)
        new.note(user_id=by.pk, helped=helped, since=today, on=today)
        row, is_new = BoosterUse.objects.get_or_create(
            who=new.who, defaults={"booster": booster, "sealed": new.sealed, "key_mark": new.key_mark}
        )
        if is_new:
            return row
    before = unseal(row.about, row.sealed)
    since = date.fromisoformat(before["since"]) if before["helped"] == helped else today
    row.note(user_id=by.pk, helped=helped, since=since, on=today)
    row.save()
    return row


@refused_if_unreadable()
def take_back_use(*, by: User, booster: MoodBooster) -> None:
    BoosterUse.objects.filter(who__in=blind(by.pk, booster.pk)).delete()


def forget_uses(*, by: User) -> None:
    """Delete what helped `by`, in whichever team and in the trash, too."""
    for names in own_names(by):
        BoosterUse.objects.filter(who__in=names).delete()
