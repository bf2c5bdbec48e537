"""What it costs to claim rows that are due, as the worker does, beside the bare SQL that would do it.

    DATABASE_URL=postgres://… python -m benchmarks.claims

On a database that `benchmarks.speed --keep` has filled. 500 of its issues are made due, while none and then 50,000 others
are due later; all are claimed, in turns with one bare statement that does so. Prints medians in milliseconds.
"""

import os
import statistics
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from relationships.actions.rules import claim
from relationships.models import Issue

DUE, LATER, TURNS = 500, 50_000, 20
BARE = """
UPDATE relationships_issue SET look_at = %s WHERE id IN (
    SELECT id FROM relationships_issue WHERE look_at <= %s ORDER BY look_at LIMIT %s FOR UPDATE SKIP LOCKED
)
"""


def main() -> None:
    ids = list(Issue.objects.order_by("pk").values_list("pk", flat=True)[: DUE + LATER])
    print("| due later | bare SQL ms | ms | × bare | statements |\n|---|---|---|---|---|")
    for later in (0, LATER):
        Issue.objects.filter(pk__in=ids[DUE : DUE + later]).update(look_at=timezone.now() + timedelta(days=1))
        due, now = ids[:DUE], timezone.now()
        bare, ours = [], []
        for _turn in range(TURNS):
            bare.append(_timed(due, partial(_bare, now)))
            ours.append(_timed(due, partial(_claim_all, now)))
        _make_due(due)
        with CaptureQueriesContext(connection) as asked:
            _claim_all(now)
        at_bare, at_ours = statistics.median(bare), statistics.median(ours)
        print(f"| {later:,} | {at_bare:.1f} | {at_ours:.1f} | {at_ours / at_bare:.2f} | {len(asked)} |", flush=True)
    Issue.objects.filter(pk__in=ids).update(look_at=None)


def _claim_all(now: datetime) -> None:
    while claim(Issue, at=now):
        pass


def _timed(ids: list[int], claimed: Callable[[], object]) -> float:
    """Milliseconds of one claim, of rows that have just become due."""
    _make_due(ids)
    began = time.perf_counter()
    claimed()
    return (time.perf_counter() - began) * 1000


def _make_due(ids: list[int]) -> None:
    Issue.objects.filter(pk__in=ids).update(look_at=timezone.now() - timedelta(minutes=5))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM relationships_issue")


def _bare(now: datetime) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BARE, [now + timedelta(minutes=5), now, DUE])


if __name__ == "__main__":
    main()
