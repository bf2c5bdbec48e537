"""The issue list as content: whole rows, for the one who reads them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partners.models import Partner
from relationships.actions.issue import flag_issue, park_issue, resolve_issue
from relationships.models import Issue
from relationships.reports.issue import open_issues
from relationships.reports.table import Table
from tests.relationships.reports.test_spreadsheets import csv_rows, xlsx_rows
from tests.world import CANARY, make_secrets, make_world

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def table_for(user: Any, **more: Any) -> Table:
    rows = Issue.objects.visible_to(user).order_by("raised_at", "pk")
    return open_issues(rows, user=user, filters_in_words=["Unresolved"], at=timezone.now(), language="en", **more)


def cells(table: Table) -> list[dict[str, Any]]:
    labels = [column.label for column in table.columns]
    return [dict(zip(labels, row, strict=True)) for row in table.cells(table.rows())]


@pytest.fixture
def today(time_machine: Any) -> date:
    time_machine.move_to(NOW, tick=False)
    return date(2026, 11, 24)


def test_a_row_says_all_about_an_issue(cast: Any, lindner: Partner, kerner: Partner, today: date) -> None:
    shared = {"by": cast.anna, "partners": [lindner], "text": "Since October", "need": "A person to call"}
    flag_issue(title="An answer", kind="conflict", severity=3, raised_at=NOW - timedelta(days=24),
               due_on=today - timedelta(days=1), **shared)  # fmt: skip
    parked = flag_issue(title="Packaging", raised_at=NOW - timedelta(days=3), **shared)
    park_issue(by=cast.anna, issue=parked, until=today + timedelta(days=7))
    parked.partners.add(kerner)
    same = {
        "Partners": "Druckhaus Lindner", "Kind": "Unclear", "Severity": "Medium", "State": "Open", "Owner": "Anna",
        "Quiet for (days)": 0, "Due": None, "Overdue": "", "Parked until": None, "Horizon": "Short-term",
        "What happened": "Since October", "What it does to us": "", "What we need": "A person to call", "Agreement": "",
        "Resolved": None, "Result": "", "Team": "Purchasing", "Who reads it": "The team",
    }  # fmt: skip
    expected = [
        same | {"Kind": "Conflict", "Severity": "High", "Raised": date(2026, 10, 31), "Open for (days)": 24,
                "Due": date(2026, 11, 23), "Overdue": "yes"},
        same | {"Partners": "Druckhaus Lindner; another partner", "State": "Parked", "Raised": date(2026, 11, 21),
                "Open for (days)": 3, "Parked until": date(2026, 12, 1)},
    ]  # fmt: skip
    found = cells(table_for(cast.anna))
    assert [{name: row[name] for name in expected[0]} for row in found] == expected


def test_a_list_with_resolved_issues_is_not_parted_by_age(cast: Any, lindner: Partner, today: date) -> None:
    flag_issue(by=cast.anna, partners=[lindner], title="Open", raised_at=NOW - timedelta(days=15))
    table = table_for(cast.anna)
    assert [table.group(row) for row in table.rows()] == ["Two to four weeks"]
    settled = flag_issue(by=cast.anna, partners=[lindner], title="Settled", raised_at=NOW - timedelta(days=20))
    resolve_issue(by=cast.anna, issue=settled, result="Paid")
    table = table_for(cast.anna)
    assert [table.group(row) for row in table.rows()] == ["", ""]


def test_both_spreadsheets_hold_the_same_rows(cast: Any, lindner: Partner) -> None:
    make_world(cast, lindner)
    flag_issue(by=cast.anna, partners=[lindner], title="=1+1", text="line\nline")
    table = table_for(cast.anna)
    rows = [list(row.values()) for row in cells(table)]
    as_text = [[str(cell) if cell is not None else "" for cell in row] for row in rows]
    [_head, *in_csv] = csv_rows(table)
    assert [[cell.removeprefix("'") for cell in row] for row in in_csv] == as_text
    [_head, *in_xlsx] = xlsx_rows(table)
    assert in_xlsx == [["" if cell is None else cell for cell in row] for row in rows]


def test_nobody_reads_what_is_not_theirs(cast: Any, lindner: Partner, kerner: Partner) -> None:
    make_world(cast, lindner)
    make_secrets(cast, lindner, kerner)
    assert CANARY in str(csv_rows(table_for(cast.ben)))
    for user in (cast.anna, cast.lena, cast.ada):
        assert CANARY not in str(csv_rows(table_for(user)))
    assert cells(table_for(cast.dora)) == []


def test_a_partner_one_may_not_see_has_no_name(cast: Any, lindner: Partner, kerner: Partner) -> None:
    issue = flag_issue(by=cast.anna, partners=[lindner], title="Packaging")
    issue.partners.add(kerner)
    [row] = cells(table_for(cast.anna))
    assert row["Partners"] == "Druckhaus Lindner; another partner"


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "pdf"])
def test_the_page_gives_the_file_with_its_filters(signed_in: Client, file_format: str) -> None:
    answer = signed_in.get("/issues/", {"format": file_format, "severity": "3", "sort": "due"})
    assert answer.status_code == 200
    day = timezone.localdate().isoformat()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="open-issues-{day}.{file_format}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_file_holds_all_rows_of_the_filter_in_the_order_of_the_page(
    signed_in: Client, cast: Any, lindner: Partner
) -> None:
    for number in range(40):
        flag_issue(by=cast.anna, partners=[lindner], title=f"Issue {number}", severity=1 + number % 3)
    answer = signed_in.get("/issues/", {"format": "csv", "severity": "3", "sort": "newest"})
    lines = b"".join(answer).decode("utf-8-sig").splitlines()[1:]
    assert [line.split('"')[1] for line in lines] == [f"Issue {number}" for number in range(38, 0, -3)]


def test_a_wrong_filter_is_said_on_the_page_and_another_format_is_not_found(signed_in: Client) -> None:
    wrong = signed_in.get("/issues/", {"format": "csv", "severity": "grave"})
    assert (wrong.status_code, wrong.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert signed_in.get("/issues/", {"format": "exe"}).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_it_takes_the_same_queries_for_any_number_of_rows(
    cast: Any, lindner: Partner, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        flag_issue(by=cast.anna, partners=[lindner], title=f"Issue {number}")
    with django_assert_num_queries(3):
        assert len(cells(table_for(cast.anna))) == count
