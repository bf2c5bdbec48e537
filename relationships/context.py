"""What every page shows around itself: counts in the navigation, the banner of a silent worker."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.db.models import CharField, QuerySet, Value
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.access import may_change_users, teams_of
from accounts.kept import kept
from accounts.models import Heartbeat, Notification, User
from relationships.models import Issue, Reminder, Review

CAP = 100
STILL_MANY = 300  # seconds for which somebody with more open issues than are counted is not counted them again


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Open issues one sees, reminders due, unread lines of the bell, meetings of today: counted no further than is shown ("99+").

    Whether one works alone and whether the worker is silent come with the counts, which every page asks for, in one query.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    counts = SimpleLazyObject(lambda: _counts(user, at=getattr(request, "counts_announced_at", None) or timezone.now()))
    alone = SimpleLazyObject(lambda: len(teams_of(user)) == 1 and "others" not in counts)  # as accounts.access has it
    silent = SimpleLazyObject(lambda: may_change_users(user) and "worker" not in counts)
    return {"nav_counts": counts, "works_alone": alone, "worker_is_silent": silent}


def announce_counts(request: HttpRequest) -> None:
    """Have them counted by the time the navigation is drawn (accounts/ahead.py)."""
    user: Any = request.user
    htmx: Any = getattr(request, "htmx", None)
    if htmx and not htmx.boosted:
        return  # a part of a page, without the navigation
    request.counts_announced_at = now = timezone.now()  # type: ignore[attr-defined]
    _things_to_count.announce(not cache.get(_many_issues(user)), user=user, now=now)


class Counts(dict[str, str]):
    """What is nothing is left out, and said by no text."""

    def __missing__(self, name: str) -> str:
        return ""


def _counts(user: User, *, at: datetime) -> Counts:
    """All with one query."""
    if not user.is_active:
        return Counts()
    many = _many_issues(user)
    known = CAP if cache.get(many) else 0
    counted = Counter(_things_to_count(not known, user=user, now=at))
    if known:
        counted["issues"] = known
    elif counted["issues"] >= CAP:
        cache.set(many, True, timeout=STILL_MANY)
    return Counts({name: f"{CAP - 1}+" if count >= CAP else str(count) for name, count in counted.items() if count})


def _many_issues(user: User) -> str:
    return f"many-issues:{user.pk}"


@kept
def _things_to_count(with_issues: bool, *, user: User, now: datetime) -> QuerySet[Any]:
    counted = [
        _capped("reminders", Reminder.objects.visible_to(user).due(at=now)),
        _capped("bell", Notification.objects.visible_to(user).unread()),
        _capped("rounds", Review.objects.visible_to(user).inviting(user).near(at=now)),
        _capped("others", User.objects.visible_to(user).exclude(pk=user.pk), cap=1),
    ]
    if may_change_users(user):
        counted.append(_capped("worker", Heartbeat.objects.fresh(at=now)))
    if with_issues:
        counted.append(_capped("issues", Issue.objects.visible_to(user).open(at=now)))
    return counted[0].union(*counted[1:], all=True)


def _capped(name: str, rows: QuerySet[Any], *, cap: int = CAP) -> QuerySet[Any]:
    """The name once for each row."""
    named = Value(name, CharField())
    if connection.features.supports_slicing_ordering_in_compound:
        return rows.order_by().annotate(counted=named).values_list("counted", flat=True)[:cap]
    limited = rows.model._default_manager.filter(pk__in=rows.order_by().values("pk")[:cap]).order_by()
    return limited.annotate(counted=named).values_list("counted", flat=True)
