"""A sweep over 1,000,000 issues with 10,000 due: it reads what is due and nothing else, in little more than bare SQL's time.

DATABASE_URL=postgres://…/an_empty_database python -m torture.sweep
"""

import os
import sys
import time
from datetime import datetime, timedelta
from typing import Any

DATABASES = ("postgres",)
ISSUES, DUE, MOST = 1_000_000, 10_000, 3.0
TABLE = "relationships_issue"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", interactive=False, verbosity=0)
    now = timezone.now()
    fill(now)
    ours, bare, found = best_of(3, now)
    plan = plan_of_claiming(now)
    by_index = "issue_to_look_at" in plan and f"Seq Scan on {TABLE}" not in plan
    ratio = ours / bare
    well = found == DUE and by_index and ratio <= MOST
    read = "by index" if by_index else "by a scan"
    print(
        f"sweep: {found} due of {ISSUES} found and claimed {read} in {ours:.2f} s, bare SQL {bare:.2f} s, "
        f"ratio {ratio:.2f} … {'ok' if well else 'FAILED'}",
        flush=True,
    )
    sys.exit(not well)


def fill(now: datetime) -> None:
    """One issue by its action, and a million copies of its row, of which the first 10,000 are due."""
    from django.db import connection

    from accounts.choices import TeamRole
    from accounts.models import Membership, Team, User
    from partners.actions.partner import add_partner
    from relationships.actions.issue import flag_issue
    from relationships.models import Issue

    user, team = User.objects.create_user("sweep@example.org", None, name="Sweep"), Team.objects.create(name="Sweep")
    Membership.objects.create(user=user, team=team, role=TeamRole.LEAD)
    partner = add_partner(by=user, name="Sweep", natural_person="no")
    issue = flag_issue(by=user, partners=[partner], title="Sweep")
    Issue.objects.filter(pk=issue.pk).update(look_at=None)
    columns = [str(field.column) for field in Issue._meta.concrete_fields if field.column not in ("id", "look_at")]
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} ({names}, look_at) SELECT {names}, "  # noqa: S608
            "CASE WHEN number <= %s THEN %s - number * interval '1 second' ELSE %s + number * interval '1 second' END "
            f"FROM {TABLE}, generate_series(1, %s) AS number WHERE id = %s",
            [DUE, now, now + timedelta(days=1), ISSUES, issue.pk],
        )
        cursor.execute(f"VACUUM ANALYZE {TABLE}")


def best_of(times: int, now: datetime) -> tuple[float, float, int]:
    """The shortest time of each, and the fewest rows that the sweep found: (sweep, bare SQL, rows)."""
    rounds = []
    for _round in range(times):
        put_back(now)
        ours, found = timed(find_and_claim, now)
        put_back(now)
        bare, _same = timed(bare_sql, now)
        rounds.append((ours, bare, found))
    return min(row[0] for row in rounds), min(row[1] for row in rounds), min(row[2] for row in rounds)


def timed(run: Any, now: datetime) -> tuple[float, int]:
    began = time.monotonic()
    found = run(now)
    return time.monotonic() - began, found


def find_and_claim(now: datetime) -> int:
    from relationships.actions.rules import claim, claimed
    from relationships.models import Issue

    found = 0
    while mine := claim(Issue, at=now):
        found += len(list(claimed(Issue, mine)))
    return found


def bare_sql(now: datetime) -> int:
    """The same in plain SQL: claim some, read them with owner and team, until there are none."""
    from django.db import connection

    from relationships.actions.rules import BATCH

    found, mine = 0, now + timedelta(minutes=10)
    with connection.cursor() as cursor:
        while True:
            mine += timedelta(microseconds=1)
            cursor.execute(
                f"UPDATE {TABLE} SET look_at = %s WHERE id IN (SELECT id FROM {TABLE} WHERE look_at <= %s "  # noqa: S608
                "ORDER BY look_at LIMIT %s FOR UPDATE SKIP LOCKED)",
                [mine, now, BATCH],
            )
            if not cursor.rowcount:
                return found
            cursor.execute(
                f"SELECT * FROM {TABLE} JOIN accounts_user ON accounts_user.id = owner_id "  # noqa: S608
                f"JOIN accounts_team ON accounts_team.id = team_id WHERE look_at = %s",
                [mine],
            )
            found += len(cursor.fetchall())


def put_back(now: datetime) -> None:
    """Make the claimed rows due again, and tidy the table as autovacuum would."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {TABLE} SET look_at = %s WHERE look_at > %s AND look_at < %s",  # noqa: S608
            [now - timedelta(seconds=1), now, now + timedelta(hours=12)],
        )
        cursor.execute(f"VACUUM ANALYZE {TABLE}")


def plan_of_claiming(now: datetime) -> str:
    """How PostgreSQL finds what is due, as the sweep asks for it."""
    from django.db import connection, transaction

    from relationships.actions.rules import claim
    from relationships.models import Issue

    put_back(now)
    asked: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("UPDATE"):
            with connection.connection.cursor() as plain:
                plain.execute(f"EXPLAIN {sql}", params)
                asked.extend(row[0] for row in plain.fetchall())
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(note):
        claim(Issue, at=now)
    return "\n".join(asked)


if __name__ == "__main__":
    main()
