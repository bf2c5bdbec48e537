"""Ask people how they are, those who want to be asked, and not those who have said so today."""

from datetime import datetime

from django.db import transaction

from accounts.actions.notification import notify
from accounts.clock import zone_named
from accounts.models import DeliverySettings, User
from accounts.queries.working_time import is_working_day, working_days_from
from climate.choices import Rhythm
from climate.models import CheckIn, CheckInReminder


@transaction.atomic
def remind_me(*, by: User, rhythm: str, hour: int) -> CheckInReminder | None:
    """Choose when to be asked; "never" leaves no trace."""
    if rhythm == Rhythm.NEVER:
        CheckInReminder.objects.filter(user=by.pk).delete()
        return None
    row = CheckInReminder.objects.filter(user=by.pk).first() or CheckInReminder(user=by)
    row.rhythm, row.hour = rhythm, hour
    row.full_clean()
    row.save()
    return row


def ask_how_they_are(*, at: datetime) -> int:
    """Tell the bell of everybody whose hour it is; how many were told."""
    rows = CheckInReminder.objects.filter(user__is_active=True).select_related("user")
    return sum(_ask(row, at) for row in rows.iterator())


def _ask(row: CheckInReminder, at: datetime) -> bool:
    """Once a day at most, however often the task runs: the occasion is the user's own day."""
    here = at.astimezone(zone_named(row.user.time_zone))
    if here.hour < row.hour:
        return False
    wishes = DeliverySettings.of(row.user)
    today = here.date()
    if not is_working_day(today, wishes) or wishes.is_away(today):
        return False
    monday = today.fromordinal(today.toordinal() - today.weekday())
    if row.rhythm == Rhythm.WEEKLY and next(working_days_from(monday, wishes)) != today:
        return False
    if CheckIn.objects.filter(user=row.user_id, day=today).exists():
        return False
    return notify(user=row.user, kind="check_in", target=row, key=f"check-in:{today.isoformat()}", at=at) is not None
