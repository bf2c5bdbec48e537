"""Each list as a file: the rows of the page, read back exactly, in every format, from the page and over the API."""

import csv
import io
import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from python_calamine import CalamineWorkbook

from partners.actions.partner import add_partner
from relationships.actions.action_item import add_action_item
from relationships.actions.appreciation import write_appreciation
from relationships.actions.idea import note_idea
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue
from relationships.actions.reminder import set_reminder
from relationships.exports import copied
from relationships.exports.listing import Listing
from relationships.exports.source import Asked, sources
from relationships.reports import as_csv, chunks
from relationships.reports.as_csv import STARTERS, unguarded
from relationships.reports.download import answer, write
from tests.relationships.reports.test_spreadsheets import TEXTS
from tests.world import CANARY

LISTINGS: dict[str, Any] = {noun: source for noun, source in sources.items() if isinstance(source, Listing)}
PAGES = {
    "partners": "/partners/", "contacts": "/contacts/", "issues": "/issues/", "thanks": "/thanks/", "ideas": "/ideas/",
    "measures": "/measures/", "reminders": "/reminders/",
}  # fmt: skip
API = {
    "partners": "partners", "contacts": "interactions", "issues": "issues", "thanks": "appreciations", "ideas": "ideas",
    "measures": "action-items", "reminders": "reminders",
}  # fmt: skip
HOSTILE = [*TEXTS, "one\r\ntwo", "a\x07b", "two\n\n=three", "\u202eevil", "x" * 5_000, "<script>alert(1)</script>"]


def content(answer: Any) -> bytes:
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def read_csv(answer: Any) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(content(answer).decode("utf-8-sig"), newline="")))
    return [[unguarded(cell) for cell in row] for row in rows]


def read_xlsx(answer: Any) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content(answer))).get_sheet_by_index(0).to_python()


def as_text(cell: Any) -> str:
    """A typed cell as CSV writes it."""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, float) else str(cell)


@pytest.mark.parametrize("noun", PAGES)
def test_all_formats_hold_the_same_rows(signed_in: Any, api: Any, everything: Any, noun: str) -> None:
    table = LISTINGS[noun].table(Asked(api.handler._force_user, at=timezone.now(), params=QueryDict()))
    head = [column.label for column in table.columns]
    names = [column.name for column in table.columns]
    from_csv, from_xlsx = (
        read_csv(signed_in.get(PAGES[noun], {"format": "csv"})),
        read_xlsx(signed_in.get(PAGES[noun], {"format": "xlsx"})),
    )
    from_json = json.loads(content(signed_in.get(PAGES[noun], {"format": "json"})))
    assert len(from_csv) >= 2
    assert from_csv[0] == from_xlsx[0] == head
    assert [[as_text(cell) for cell in row] for row in from_xlsx[1:]] == from_csv[1:]
    assert [list(row) for row in from_json] == [names] * len(from_json)
    numbers = [column.name for column in table.columns if column.kind in ("number", "text")]
    assert [["" if row[name] is None else str(row[name]) for name in numbers] for row in from_json] == [
        [row[names.index(name)] for name in numbers] for row in from_csv[1:]
    ]
    assert CANARY not in str((from_csv, from_xlsx, from_json))


@pytest.mark.parametrize("noun", PAGES)
def test_the_api_gives_the_same_file(signed_in: Any, api: Any, everything: Any, noun: str) -> None:
    address = f"/api/v1/{API[noun]}/"
    params = {"scope": "ours"} if noun == "partners" else {}
    from_page = {row[0] for row in read_csv(signed_in.get(PAGES[noun], {"format": "csv"}))}
    exported = read_csv(api.get(f"{address}export/", params))
    assert from_page <= {row[0] for row in exported}
    assert read_csv(api.get(address, params | {"format": "csv"})) == exported
    assert [
        [as_text(cell) for cell in row] for row in read_xlsx(api.get(address, params | {"format": "xlsx"}))
    ] == exported
    assert len(json.loads(content(api.get(f"{address}export/", params | {"format": "json"})))) == len(exported) - 1
    assert CANARY not in str(exported)


def test_columns_are_chosen(signed_in: Any, api: Any, everything: Any) -> None:
    expected = [["Name", "Open issues"], ["Druckhaus Lindner", "1"]]
    chosen = {"format": "csv", "columns": ["open_issues", "name"], "q": "lindner"}
    assert read_csv(signed_in.get("/partners/", chosen)) == expected
    answer = api.get("/api/v1/partners/export/", {"columns": "name,open_issues", "scope": "ours", "q": "lindner"})
    assert read_csv(answer) == expected
    wrong = api.get("/api/v1/partners/export/", {"columns": "password"})
    assert (wrong.status_code, list(wrong.json())) == (400, ["columns"])
    page = signed_in.get("/partners/", {"format": "csv", "columns": "password"})
    assert (page.status_code, "There is no column “password” in this list." in page.content.decode()) == (422, True)


def test_the_dialog_keeps_the_filters_and_asks_for_columns(signed_in: Any, everything: Any) -> None:
    page = signed_in.get("/issues/", {"choose": "1", "severity": "3", "cursor": "x"}, headers={"HX-Request": "true"})
    text = page.content.decode()
    assert page.status_code == 200
    assert '<input type="hidden" name="severity" value="3">' in text
    assert ('name="cursor"' in text, 'value="agreement"' in text, 'value="pdf"' in text) == (False, True, True)


@pytest.mark.parametrize("query", [{"format": "doc"}, {"format": "../x"}])
@pytest.mark.parametrize("noun", PAGES)
def test_a_format_that_there_is_not(signed_in: Any, api: Any, noun: str, query: dict[str, str]) -> None:
    assert signed_in.get(PAGES[noun], query).status_code == 404
    assert api.get(f"/api/v1/{API[noun]}/export/", query).status_code == 400


def test_a_filter_that_is_wrong_gives_the_page_and_no_file(signed_in: Any) -> None:
    answer = signed_in.get("/ideas/", {"format": "csv", "state": "bogus"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")


def enter(cast: Any, noun: str, partner: Any, text: str) -> None:
    """One with a text that wants to be a formula; titles keep a single line."""
    line = " ".join(text.split())[:200] or "x"
    by: dict[str, Any] = {"by": cast.anna}
    match noun:
        case "contacts":
            log_interaction(partners=[partner], text=text, **by)
        case "issues":
            flag_issue(partners=[partner], title=line, text=text, **by)
        case "thanks":
            write_appreciation(partners=[partner], text=text, **by)
        case "ideas":
            note_idea(partners=[partner], title=line, text=text, **by)
        case "measures":
            add_action_item(text=line, partner=partner, **by)
        case "reminders":
            set_reminder(text=text[:300], due_at=timezone.now() + timedelta(days=1), **by)


COLUMN = {
    "contacts": "text",
    "issues": "text",
    "thanks": "text",
    "ideas": "text",
    "measures": "text",
    "reminders": "title",
}


@pytest.mark.parametrize("noun", COLUMN)
def test_hostile_texts_come_back_as_they_are(signed_in: Any, cast: Any, lindner: Any, noun: str) -> None:
    for text in HOSTILE:
        enter(cast, noun, lindner, text)
    asked = {"columns": COLUMN[noun]}
    model = LISTINGS[noun].rows(Asked(cast.anna, at=timezone.now())).model
    field = "text"
    stored = sorted(model.objects.values_list(field, flat=True))
    from_csv = content(signed_in.get(PAGES[noun], asked | {"format": "csv"})).decode("utf-8-sig")
    cells = [row[0] for row in csv.reader(io.StringIO(from_csv, newline=""))][1:]
    assert sorted(unguarded(cell) for cell in cells) == stored
    assert [cell for cell in cells if cell.lstrip("\u200b\u202e \t\r\n")[:1] in STARTERS] == []
    from_json = json.loads(content(signed_in.get(PAGES[noun], asked | {"format": "json"})))
    assert sorted(row[COLUMN[noun]] for row in from_json) == stored
    from_xlsx = sorted(str(row[0]) for row in read_xlsx(signed_in.get(PAGES[noun], asked | {"format": "xlsx"}))[1:])
    assert from_xlsx == stored


@pytest.mark.parametrize("noun", PAGES)
def test_queries_grow_by_pieces_and_not_by_rows(cast: Any, noun: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(chunks, "SIZE", 10)
    monkeypatch.setattr(chunks.in_chunks, "__kwdefaults__", {"size": 10})

    def counted() -> tuple[int, int]:
        user = type(cast.anna).objects.get(pk=cast.anna.pk)
        with CaptureQueriesContext(connection) as captured:
            rows = len(list(LISTINGS[noun].table(Asked(user, at=timezone.now())).rows()))
        return rows, len(captured)

    for number in range(4):
        enter(cast, noun, add_partner(by=cast.anna, name=f"Partner {number}", natural_person="no"), "x")
    few, few_queries = counted()
    for number in range(4, 24):
        enter(cast, noun, add_partner(by=cast.anna, name=f"Partner {number}", natural_person="no"), "x")
    many, many_queries = counted()
    assert (few, many) == (4, 24)
    assert many_queries <= 3 * few_queries


def test_every_row_comes_once_in_the_order_of_the_page(
    signed_in: Any, cast: Any, lindner: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(chunks.in_chunks, "__kwdefaults__", {"size": 3})
    same = timezone.now() - timedelta(days=1)
    for number in range(10):
        log_interaction(by=cast.anna, partners=[lindner], text=f"{number}", happened_at=same)
    rows = json.loads(content(signed_in.get("/contacts/", {"format": "json", "columns": "text"})))
    assert [row["text"] for row in rows] == [str(number) for number in range(9, -1, -1)]


def test_moods_of_people_are_in_no_file(signed_in: Any, cast: Any, lindner: Any) -> None:
    person = add_partner(by=cast.anna, name="Mira Lindner", kind="person", organisation=lindner)
    unknown = add_partner(by=cast.anna, name="Somebody")
    for partners in ([lindner], [person], [lindner, person], [unknown]):
        log_interaction(by=cast.anna, partners=partners, mood_before=2, mood_after=5)
    chosen = {"format": "csv", "columns": ["mood_before", "mood_after"]}
    assert read_csv(signed_in.get("/contacts/", chosen))[1:] == [["", ""], ["", ""], ["", ""], ["low", "very good"]]


@pytest.mark.parametrize("are_many", [False, True])
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("asked", ["", "sort=oldest", "columns=number,partners,mood_after", "q=one", "partner=999999"])
def test_what_one_statement_reads_is_what_is_read_in_chunks_byte_for_byte(
    cast: Any, lindner: Any, everything: Any, monkeypatch: Any, language: str, asked: str, are_many: bool
) -> None:
    """The one is read by one statement, in which all is said once more: who sees what, words, times, and for COPY the guards."""
    person = add_partner(by=cast.anna, name="=Mira; Lindner", kind="person", organisation=lindner)
    strange = add_partner(by=cast.anna, name="ößäZ \U0001f600", is_supplier=True, natural_person="no")
    for place, text in enumerate(HOSTILE):
        log_interaction(
            by=cast.anna if place % 2 else cast.ben, partners=[[lindner], [person], [strange, lindner], [strange]][place % 4],
            text=text, value_given=text[:1000], mood_before=place % 5 + 1, mood_after=5 - place % 5,
            energy=["", "gave", "cost"][place % 3], channel=["call", "visit", "other"][place % 3],
            happened_at=timezone.now() - timedelta(days=31 * place, minutes=place),
        )  # fmt: skip
    cast.anna.name = ""
    cast.anna.save()
    monkeypatch.setattr(copied, "MANY", 0 if are_many else 1_000)
    with translation.override(language), timezone.override("Pacific/Chatham"):
        content = sources["contacts"].content(Asked(cast.anna, at=timezone.now(), params=QueryDict(asked)))
        out = io.BytesIO()
        write(content, "csv", out)
    assert as_csv.is_one_statement(content)
    sent = b"".join(answer(content, "csv").streaming_content)
    assert out.getvalue() == sent == b"".join(as_csv.chunks(content))
    assert CANARY not in out.getvalue().decode()
