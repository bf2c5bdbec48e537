"""What every page shows around itself: counts in the navigation, the banner of a silent worker."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.access import may_change_users, teams_of
from accounts.kept import kept
from accounts.models import Heartbeat, Notification, User
from relationships.models import Issue, Reminder, Review

CAP = 100


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Open issues one sees, reminders due, unread lines of the bell, meetings of today: counted no further than is shown ("99+").

    Whether one works alone and whether the worker is silent come with the counts, which every page asks for, in one query.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    counts = SimpleLazyObject(lambda: _counts(user))
    alone = SimpleLazyObject(lambda: len(teams_of(user)) == 1 and "others" not in counts)  # as accounts.access has it
    silent = SimpleLazyObject(lambda: may_change_users(user) and "worker" not in counts)
    return {"nav_counts": counts, "works_alone": alone, "worker_is_silent": silent}


def _counts(user: User) -> dict[str, str]:
    """All with one query; what is nothing is left out."""
    if not user.is_active:
        return {}
    counted = Counter(_things_to_count(user=user, now=timezone.now()))
    return {name: f"{CAP - 1}+" if count >= CAP else str(count) for name, count in counted.items()}


@kept
def _things_to_count(*, user: User, now: datetime) -> QuerySet[Any]:
    issues = _capped("issues", Issue.objects.visible_to(user).open(at=now))
    due = _capped("reminders", Reminder.objects.visible_to(user).due(at=now))
    bell = _capped("bell", Notification.objects.visible_to(user).unread())
    rounds = _capped("rounds", Review.objects.visible_to(user).inviting(user).near(at=now))
    others = _capped("others", User.objects.visible_to(user).exclude(pk=user.pk))
    worker = _capped("worker", Heartbeat.objects.fresh(at=now))
    return issues.union(due, bell, rounds, others, worker, all=True)


def _capped(name: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The name once for each row; the inner SELECT because SQLite takes no limit in a union."""
    limited = rows.model._default_manager.filter(pk__in=rows.order_by().values("pk")[:CAP]).order_by()
    return limited.annotate(counted=Value(name, CharField())).values_list("counted", flat=True)
