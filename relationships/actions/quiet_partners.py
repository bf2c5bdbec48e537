"""Remind caretakers of partners that have not been heard of for longer than wanted."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from accounts.actions.record import save_new
from accounts.models import User
from accounts.queries.working_time import next_moment
from partners.models import Partner
from partners.queries.cadence import load_cadences
from relationships.choices import Cause
from relationships.models import Reminder, ReminderRules, Standing
from relationships.queries.partner_list import last_contacts_seen, touch_of
from relationships.queries.recipients import Recipients

BATCH = 500


def remind_of_quiet_partners(*, at: datetime) -> int:
    """Once for each time that a partner goes quiet; return how many reminders were made.

    Standings count what a whole team may read, so before anybody is told it is checked against the last contact that
    they themselves may see. A reminder whose partner has been heard of since is closed.
    """
    close_heard_of(at=at)
    made = 0
    rows = list(_past_at_most(at)[:BATCH])
    while rows:
        made += _remind(rows, at)
        rows = list(_past_at_most(at).filter(pk__gt=rows[-1].pk)[:BATCH])
    return made


def close_heard_of(*, at: datetime) -> None:
    waiting = Reminder.objects.kept().waiting().filter(cause=Cause.CADENCE).select_related("partner", "user")
    by_user: dict[User, list[Reminder]] = defaultdict(list)
    for reminder in waiting:
        by_user[reminder.user].append(reminder)
    for user, reminders in by_user.items():
        last = last_contacts_seen(user, [reminder.partner_id for reminder in reminders])  # type: ignore[misc]
        load_cadences(reminder.partner for reminder in reminders if reminder.partner)
        gone = [row.pk for row in reminders if row.partner and not _is_quiet(row.partner, last, at)]
        _close(gone, at)


def heard_of(*, by: User, partners: Iterable[int]) -> None:
    """At once for whoever logs the contact; for the others the sweep does it."""
    waiting = Reminder.objects.kept().waiting().filter(cause=Cause.CADENCE, user=by.pk, partner__in=list(partners))
    waiting.update(done_at=timezone.now(), version=F("version") + 1)


def _past_at_most(at: datetime) -> QuerySet[Standing]:
    """Through the index on teams and days; a team whose rule is off is left out."""
    off = ReminderRules.objects.filter(team=OuterRef("team"), cadence=False)
    rows = Standing.objects.filter(~Exists(off), overdue_on__lt=timezone.localdate(at), partner__discarded_at=None)
    return rows.exclude(partner__caretaker=None).select_related("partner__caretaker").order_by("pk")


def _remind(rows: list[Standing], at: datetime) -> int:
    partners: list[Partner] = []
    for row in rows:
        row.partner.team_id = row.team_id  # type: ignore[attr-defined]  # whose leads stand in for who has left
        partners.append(row.partner)
    people = Recipients(Partner, partners, [partner.caretaker for partner in partners if partner.caretaker], at=at)
    wanted: dict[User, dict[int, Partner]] = defaultdict(dict)
    for partner in partners:
        for user in people.of(partner.caretaker, partner, partner.team_id):  # type: ignore[arg-type, attr-defined]
            wanted[user][partner.pk] = partner
    return sum(_remind_one(user, found, people, at) for user, found in wanted.items())


@transaction.atomic
def _remind_one(user: User, partners: dict[int, Partner], people: Recipients, at: datetime) -> int:
    last = last_contacts_seen(user, partners)
    load_cadences(partners.values())
    made = 0
    known: dict[int, datetime] = {}
    mine = Reminder.objects.filter(user=user, cause=Cause.CADENCE, partner__in=partners).order_by("created_at")
    for partner_id, created_at, done_at in mine.values_list("partner", "created_at", "done_at"):
        known[partner_id] = created_at if done_at else at  # type: ignore[index]
    for pk, partner in partners.items():
        since = last.get(pk, partner.created_at)
        if not _is_quiet(partner, last, at) or (pk in known and known[pk] >= since):
            continue  # heard of, or reminded of already since the last contact
        due_at = next_moment(at, people.wishes_of(user))
        save_new(Reminder(user=user, cause=Cause.CADENCE, partner=partner, due_at=due_at, created_at=at), by=None)
        made += 1
    return made


def _is_quiet(partner: Partner, last: dict[int, datetime], at: datetime) -> bool:
    quiet_on = touch_of(partner, last.get(partner.pk)).quiet_on
    return quiet_on is not None and quiet_on < timezone.localdate(at)


def _close(ids: list[int], at: datetime) -> None:
    if ids:
        Reminder.objects.filter(pk__in=ids, done_at=None).update(done_at=at, version=F("version") + 1)
