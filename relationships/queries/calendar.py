"""What stands in somebody's calendar feed. Others may read it over a shoulder, so it names only what a mail may name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries.notice import one_line
from partners.models import Partner
from relationships.choices import Visibility
from relationships.models import ActionItem, ClearingTalk, Issue, Reminder, Review

MOST = 500  # of each kind, the next ones first
OPEN_CIRCLES = (Visibility.TEAM, Visibility.EVERYONE)


@dataclass(frozen=True)
class Item:
    """One entry; a day stands for all of it, a moment for an appointment."""

    noun: str
    record: Any
    when: Any  # a date or a moment; rows without one are not read
    words: str
    address: str
    minutes: int = 60  # how long an appointment is


def calendar_items(user: User, *, at: datetime) -> Iterator[Item]:
    """What waits for `user`: reminders, measures, issues they own, planned talks they take part in, meetings."""
    yield from _reminders(user)
    yield from _measures(user)
    yield from _issues(user, at)
    yield from _talks(user)
    yield from _reviews(user, at)


def _reminders(user: User) -> Iterator[Item]:
    rows = Reminder.objects.visible_to(user).waiting().order_by("due_at", "pk")
    for reminder in rows[:MOST]:
        yield Item(
            "reminder", reminder, reminder.due_at, _("Your reminder"),
            reverse("relationships:reminder_ask", args=[reminder.pk]),
        )  # fmt: skip


def _measures(user: User) -> Iterator[Item]:
    rows = ActionItem.objects.visible_to(user).open().filter(owner=user.pk, due_on__isnull=False)
    rows = rows.select_related("issue", "partner").prefetch_related("issue__partners").order_by("due_on", "pk")
    for item in rows[:MOST]:
        words = _("Measure: %(text)s") % {"text": item.text} if _item_may_be_named(item) else _("A measure of yours")
        address = (
            reverse("relationships:issue_detail", args=[item.issue_id])
            if item.issue_id
            else reverse("relationships:action_item_list")
        )
        yield Item("measure", item, item.due_on, one_line(words), address)


def _issues(user: User, at: datetime) -> Iterator[Item]:
    rows = Issue.objects.visible_to(user).open(at=at).filter(owner=user.pk, due_on__isnull=False)
    for issue in rows.prefetch_related("partners").order_by("due_on", "pk")[:MOST]:
        words = _("Due: %(title)s") % {"title": issue.title} if may_be_named(issue) else _("An issue of yours is due")
        yield Item("issue", issue, issue.due_on, one_line(words), _page(issue))


def _talks(user: User) -> Iterator[Item]:
    rows = ClearingTalk.objects.visible_to(user).planned().filter(_takes_part(user)).distinct()
    rows = rows.select_related("issue").prefetch_related("issue__partners").order_by("planned_at", "pk")
    for talk in rows[:MOST]:
        yield talk_item(talk)


def _reviews(user: User, at: datetime) -> Iterator[Item]:
    """The coming meetings that `user` is invited to; a meeting names no partner, so its own name may stand there."""
    rows = Review.objects.visible_to(user).ahead().filter(starts_at__gt=at)
    for review in rows.inviting(user).select_related("series").order_by("starts_at", "pk")[:MOST]:
        address = reverse("relationships:review_detail", args=[review.pk])
        yield Item("review", review, review.starts_at, one_line(review.series.name), address, review.minutes)


def talk_item(talk: ClearingTalk) -> Item:
    """A planned talk."""
    title = {"title": talk.issue.title}
    words = _("Clearing talk: %(title)s") % title if may_be_named(talk.issue) else _("A clearing talk")
    return Item("talk", talk, talk.planned_at, one_line(words), _page(talk.issue))


def _takes_part(user: User) -> Any:
    return Q(created_by=user.pk) | Q(people_involved=user.pk) | Q(issue__owner=user.pk)


def may_be_named(issue: Issue) -> bool:
    """In an open circle, and nobody in it who is or may be a person."""
    return issue.visibility in OPEN_CIRCLES and not any(map(_is_person, issue.partners.all()))


def _item_may_be_named(item: ActionItem) -> bool:
    if item.issue:
        return may_be_named(item.issue)
    return item.visibility in OPEN_CIRCLES and not (item.partner and _is_person(item.partner))


def _is_person(partner: Partner) -> bool:
    return partner.counts_as_person or partner.is_colleague


def _page(issue: Issue) -> str:
    return reverse("relationships:issue_detail", args=[issue.pk])
