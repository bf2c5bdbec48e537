"""Reports and files: seconds and memory, a line each. `--contacts`, `--rows` and `--portfolio` make it smaller.

Time is that of the wall; on a machine that does other things, the seconds of the processor say more, so both are shown.
Memory of a PDF is the most that its own process held; of a CSV what this process grew by.
"""

import argparse
import os
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

GOALS = {
    "relationship report, 200 entries": "3 s, 250 MB",
    "portfolio PDF": "12 s, 300 MB",
    "minutes, 40 issues": "3 s",
    "CSV of contacts": "grows by 30 MB at most",
    "XLSX": "12 s, 60 MB",
}


def rss() -> int:
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20


def children() -> tuple[float, int]:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


@contextmanager
def measured(name: str, what: Callable[[], str] = lambda: "") -> Iterator[None]:
    began, cpu, child = time.monotonic(), time.process_time(), children()[0]
    yield
    seconds, spent, inner = time.monotonic() - began, time.process_time() - cpu, children()[0] - child
    goal = next((goal for start, goal in GOALS.items() if name.startswith(start)), "")
    print(
        f"{name}: {seconds:.1f} s ({spent:.1f} s here, {inner:.1f} s in a process of its own){what()}  goal: {goal}",
        flush=True,
    )


def csv_of_contacts(user: Any, now: Any) -> None:
    from django.db import connection

    from relationships.exports.source import Asked, sources
    from relationships.models import Interaction
    from relationships.reports.as_csv import by_one_statement

    table = sources["contacts"].content(Asked(user, at=now))
    began = time.monotonic()
    pieces = by_one_statement(table)
    size, most, lines = len(next(pieces)), 0, 1
    before = rss()
    for piece in pieces:
        size += len(piece)
        lines += piece.count(b"\r\n")
        if lines % 20_000 < 500:
            most = max(most, rss())
    seconds = time.monotonic() - began
    print(
        f"CSV of contacts: {lines:,} lines in {seconds:.1f} s, {size / 2**20:.0f} MB written, grew by"
        f" {max(most, rss()) - before} MB  goal: 30 MB at most",
        flush=True,
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            seen = cursor.mogrify(*Interaction.objects.visible_to(user).order_by().values("pk").query.sql_with_params())
            began = time.monotonic()
            with cursor.copy(
                f"COPY (SELECT * FROM relationships_interaction WHERE id IN ({seen})"
                " ORDER BY happened_at DESC, id DESC) TO STDOUT WITH CSV"
            ) as copy:
                for _data in copy:
                    pass
        own = time.monotonic() - began
        print(f"the database's own COPY of the same rows: {own:.1f} s; ours takes {seconds / own:.1f} times as long")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--portfolio", type=int, default=2_000)
    wanted = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    import django

    django.setup()
    from django.core.management import call_command
    from django.http import QueryDict
    from django.utils import timezone

    from benchmarks import data
    from relationships.exports.source import Asked, sources
    from relationships.reports import as_pdf
    from relationships.reports.as_xlsx import workbook
    from relationships.reports.review import minutes_html, review_minutes

    call_command("migrate", interactive=False, verbosity=0)
    as_pdf.SECONDS = 120  # to see how long it takes on a slow machine, too
    among = data.partners(wanted.portfolio)
    _team, user = data.people()
    now = timezone.now()
    if not among[0].issues.exists():
        data.story(among[0])
    asked = Asked(user, now, QueryDict(f"partner={among[0].pk}&period=all"), file_format="pdf")
    with measured("relationship report, 200 entries", lambda: f", {children()[1]} MB"):
        as_pdf.partner_document(sources["relationship-report"].content(asked))
    with measured(f"portfolio PDF, {wanted.portfolio} rows", lambda: f", {children()[1]} MB"):
        as_pdf.report_document(sources["portfolio"].content(Asked(user, now, file_format="pdf")))
    review = data.meeting(among[-1])
    with measured("minutes, 40 issues"):
        as_pdf.pdf_of(minutes_html(review_minutes(review, user=user, at=now)))
    data.contacts(wanted.rows, among)
    before = rss()
    with measured(f"XLSX, {wanted.rows} rows", lambda: f", grew by {rss() - before} MB"):
        workbook(sources["contacts"].content(Asked(user, now))).close()
    data.contacts(wanted.contacts, among)
    csv_of_contacts(user, now)


if __name__ == "__main__":
    main()
