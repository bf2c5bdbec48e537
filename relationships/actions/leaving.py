"""Somebody has left: what waits for them passes to those who stand in, and nothing private to anybody."""

from django.utils import timezone

from accounts.actions.record import save_verb
from accounts.choices import TeamRole
from accounts.models import DeliverySettings, Membership, User
from relationships.actions.look import wake
from relationships.actions.reminder import sees_target
from relationships.choices import Cause, ReviewState
from relationships.models import ActionItem, Issue, Reminder, Review, ReviewSeries


def pass_on_duties(user: User) -> None:
    """Own reminders go to the deputy, else to a lead of a team they shared, who sees what they point at.

    A reminder that nobody may take, or that points at nothing and so is the user's own note, is closed. What rules have
    made is closed too: the rules look again, and remind whoever stands in.
    """
    heirs = _heirs(user)
    waiting = Reminder.objects.kept().waiting().filter(user=user.pk).with_targets()
    for reminder in waiting:
        heir = next((one for one in heirs if reminder.target and sees_target(one, reminder)), None)
        if reminder.cause == Cause.OWN and heir:
            save_verb(reminder, user=heir, handed_on_by=user, notified_at=None)
        else:
            save_verb(reminder, done_at=timezone.now())
    now = timezone.now()
    Issue.objects.kept().unresolved().filter(owner=user.pk).update(look_at=now)
    Issue.objects.kept().filter(owner=user.pk, check_on__isnull=False, held_on=None).update(look_at=now)
    ActionItem.objects.kept().open().filter(owner=user.pk).update(look_at=now)
    _leave_meetings(user)
    wake()


def _leave_meetings(user: User) -> None:
    """Their meetings go on without somebody to lead through them; whoever starts one does."""
    for series in ReviewSeries.objects.filter(facilitator=user.pk):
        save_verb(series, facilitator=None)
    for review in Review.objects.filter(facilitator=user.pk, state__in=[ReviewState.PLANNED, ReviewState.RUNNING]):
        save_verb(review, facilitator=None)


def _heirs(user: User) -> list[User]:
    deputy = DeliverySettings.of(user).deputy
    teams = Membership.objects.filter(user=user.pk).values("team")
    leads = User.objects.active().filter(memberships__team__in=teams, memberships__role=TeamRole.LEAD)
    found = [deputy] if deputy and deputy.is_active else []
    return [*found, *leads.exclude(pk=user.pk).distinct().order_by("pk")]
