"""The reports: whole figures for the one who reads them, in every format, on the page and over the API."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from accounts.models import User
from partners.actions.partner import add_partner
from relationships.actions.action_item import add_action_item
from relationships.actions.appreciation import write_appreciation
from relationships.actions.idea import note_idea
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue, reopen_issue, resolve_issue
from relationships.exports.cleared_issues import percentile
from relationships.exports.report import ReportSource
from relationships.exports.source import Asked, sources
from relationships.models import ActionItem, Issue
from relationships.reports.report import Report
from tests.counting import queries_of
from tests.world import CANARY, make_world

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAY = timedelta(days=1)
NOUNS = sorted(noun for noun, source in sources.items() if isinstance(source, ReportSource) and source.place)


@pytest.fixture(autouse=True)
def now(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def report_of(noun: str, user: User, query: str = "", language: str = "en") -> Report:
    source: Any = sources[noun]
    return source.report(Asked(User.objects.get(pk=user.pk), NOW, QueryDict(query), language=language))


def part(report: Report, name: str, where: Any = "file") -> list[list[Any]]:
    """The rows of a table as they stand in its file."""
    table = report.part(name).on(where)
    with report.reading.applied():
        return list(table.cells(table.rows()))


def figures(report: Report) -> dict[str, str]:
    return {figure.label: figure.value for section in report.sections for figure in section.figures}


def text_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200, content
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_there_are_five_and_the_one_of_a_partner() -> None:
    assert NOUNS == ["cleared-issues", "open-issues", "own-year", "portfolio", "thanks-and-ideas"]


def test_the_portfolio(cast: Any, lindner: Any, kerner: Any) -> None:
    fresh = add_partner(by=cast.anna, name="Aalto Papier", is_supplier=True, natural_person="no", cadence_ideal=30)
    person = add_partner(by=cast.anna, name="Mira", kind="person", is_supplier=True)
    log_interaction(by=cast.anna, partners=[lindner], happened_at=NOW - 50 * DAY)
    flag_issue(by=cast.anna, partners=[lindner], title="Late", raised_at=NOW - 40 * DAY)
    for partner in (fresh, person):
        log_interaction(by=cast.anna, partners=[partner], happened_at=NOW - 2 * DAY, energy="gave")
    note_idea(by=cast.anna, partners=[fresh], title="Crates", received_at=NOW - DAY)
    note_idea(by=cast.anna, partners=[fresh], title="Before the period", received_at=NOW - 500 * DAY)
    note_idea(by=cast.ben, partners=[fresh], title=CANARY, visibility="private")
    report = report_of("portfolio", cast.anna)
    names = [column.name for column in report.part("partners").on("file").columns]
    wanted = ["name", "last_contact", "next_touch", "kept", "open_issues", "oldest_issue_days", "ideas"]
    places = [names.index(name) for name in wanted]
    quiet = ["Druckhaus Lindner", date(2026, 10, 5), date(2026, 11, 4), "going quiet", 1, 40, 0]
    assert [[row[place] for place in places] for row in part(report, "partners")] == [
        ["Aalto Papier", date(2026, 11, 22), date(2026, 12, 22), "kept", 0, None, 1],
        quiet,
        ["Mira", date(2026, 11, 22), None, "", 0, None, 0],
    ]
    assert [[row[place] for place in places] for row in part(report, "quiet")] == [quiet]
    assert [row[1:] for row in part(report, "giving")] == [["Aalto Papier", 1, 1]]  # no person among them
    assert figures(report) == {"partners": "3", "past their rhythm": "1", "with an open issue": "1"}
    assert part(report, "quiet", "paper") == [
        ["Druckhaus Lindner · Supplier", date(2026, 10, 5), "4 Nov 2026 · going quiet", "1, the oldest for 40 days"]
    ]
    assert part(report_of("portfolio", cast.anna, "role=customer"), "partners") == []


def test_the_open_issues(cast: Any, lindner: Any) -> None:
    for days, kind in ((1, "unclear"), (10, "conflict"), (40, "conflict")):
        raised = NOW - days * DAY
        issue = flag_issue(by=cast.anna, partners=[lindner], title=f"{days} days", kind=kind, raised_at=raised)
    Issue.objects.filter(title="40 days").update(due_on=date(2026, 11, 20))
    resolve_issue(by=cast.anna, issue=flag_issue(by=cast.anna, partners=[lindner], title="Done"), result="Done")
    flag_issue(by=cast.ben, partners=[lindner], title=CANARY, visibility="private")
    for text, due in (("Overdue", -1), ("This week", 3), ("Later", 30)):
        item = add_action_item(by=cast.anna, issue=issue, text=text)
        ActionItem.objects.filter(pk=item.pk).update(due_on=date(2026, 11, 24) + due * DAY)
    report = report_of("open-issues", cast.anna)
    assert figures(report) == {"open": "3", "overdue": "1"}
    assert part(report, "ages") == [
        ["4 weeks or longer", 0, 1, 0], ["2 to 4 weeks", 0, 0, 0], ["1 to 2 weeks", 0, 1, 0], ["this week", 1, 0, 0],
    ]  # fmt: skip
    assert [row[1] for row in part(report, "issues")] == ["40 days", "10 days", "1 days"]
    assert [row[1] for row in part(report, "measures")] == ["Overdue", "This week"]
    assert [row[1] for row in part(report_of("open-issues", cast.anna, "kind=unclear"), "issues")] == ["1 days"]


@pytest.mark.parametrize(
    ("figures", "half", "most"), [([5], 5, 5), ([1, 2], 1, 2), ([1, 2, 3], 2, 3), (list(range(1, 101)), 50, 90)]
)
def test_percentiles(figures: list[int], half: int, most: int) -> None:
    assert (percentile(figures, 0.5), percentile(figures, 0.9)) == (half, most)


def test_the_cleared_issues(cast: Any, lindner: Any) -> None:
    for days in (2, 4, 30):
        issue = flag_issue(by=cast.anna, partners=[lindner], title=f"{days}", raised_at=NOW - days * DAY)
        resolve_issue(by=cast.anna, issue=issue, result="Paid")
    reopen_issue(by=cast.anna, issue=Issue.objects.get(title="4"), reason="Again")
    secret = flag_issue(by=cast.ben, partners=[lindner], title=CANARY, visibility="private")
    resolve_issue(by=cast.ben, issue=secret, result=CANARY)
    report = report_of("cleared-issues", cast.anna)
    assert figures(report) == {
        "resolved": "2", "half of them within": "2 days", "nine of ten within": "30 days", "reopened": "1",
    }  # fmt: skip
    assert sorted((row[1], row[-2]) for row in part(report, "issues")) == [("2", 2), ("30", 30)]
    assert [row[1] for row in part(report, "reopened")] == ["4"]
    old = report_of("cleared-issues", cast.anna, "since=2020-01-01&until=2020-12-31")
    assert (figures(old), part(old, "issues")) == ({"resolved": "0", "reopened": "0"}, [])


def test_thanks_and_ideas(cast: Any, lindner: Any) -> None:
    both = add_partner(by=cast.anna, name="Kanne", is_supplier=True, is_customer=True, natural_person="no")
    back = write_appreciation(by=cast.anna, partners=[both], text="For the crates")
    write_appreciation(by=cast.anna, partners=[lindner], text="Thank you", direction="received")
    idea = note_idea(by=cast.anna, partners=[both, lindner], title="Crates")
    type(idea).objects.filter(pk=idea.pk).update(thanks=back, state="done", answered_on=date(2026, 11, 24))
    note_idea(by=cast.ben, partners=[both], title=CANARY, visibility="private")
    report = report_of("thanks-and-ideas", cast.anna)
    assert figures(report) == {
        "thanks from us": "1", "thanks to us": "1", "ideas": "1", "answered": "1", "put into practice": "1",
    }  # fmt: skip
    assert [list(row) for row in part(report, "roles")] == [
        ["Customer", 1, 0, 1], ["Supplier", 1, 1, 1], ["Colleague", 0, 0, 0],
    ]  # fmt: skip
    [row] = part(report, "ideas")
    assert (row[1], row[2], row[4], row[-1]) == ("Crates", "Druckhaus Lindner; Kanne", "Done", "yes")


def test_ones_own_year_is_ones_own(cast: Any, lindner: Any, client: Any) -> None:
    log_interaction(by=cast.anna, partners=[lindner], value_given="A date")
    log_interaction(by=cast.ben, partners=[lindner], value_given=CANARY)
    report = report_of("own-year", cast.anna)
    assert (figures(report)["contacts"], [row[-2] for row in part(report, "gained")]) == ("1", ["A date"])
    assert figures(report_of("own-year", cast.lena))["contacts"] == "0"


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_report_in_every_format(client: Any, cast: Any, everything: Any, noun: str, language: str) -> None:
    User.objects.filter(pk=cast.anna.pk).update(language=language)
    client.force_login(User.objects.get(pk=cast.anna.pk))
    page = client.get(f"/reports/{noun}/")
    assert (page.status_code, CANARY in page.content.decode()) == (200, False)
    report = report_of(noun, cast.anna, language=language)
    pdf = client.get(f"/reports/{noun}/", {"format": "pdf"})
    reader = PdfReader(io.BytesIO(pdf.content))
    root: Any = reader.trailer["/Root"]
    assert (reader.metadata.title, root["/Lang"], root["/MarkInfo"]["/Marked"]) == (report.title, language, True)  # type: ignore[union-attr]
    headings = [entry.title for entry in reader.outline[1] if not isinstance(entry, list)]  # type: ignore[index, union-attr]
    assert [re.sub(r" \d+$", "", heading) for heading in headings] == [section.heading for section in report.sections]
    assert CANARY not in text_of(pdf)
    xlsx = client.get(f"/reports/{noun}/", {"format": "xlsx"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(xlsx.streaming_content)))
    assert len(book.sheet_names) == len(report.tables) + 1
    for table in report.tables:
        answer = client.get(f"/reports/{noun}/", {"format": "csv", "part": table.part})
        rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
        assert rows[0] == [column.label for column in table.on("file").columns]
        assert CANARY not in str(rows)


@pytest.mark.parametrize("noun", NOUNS)
def test_what_cannot_be_meant_is_said(signed_in: Any, api: Any, noun: str) -> None:
    has_period = sources[noun].has_period  # type: ignore[attr-defined]
    for asked in ({"since": "2026-02-01", "until": "2026-01-01"}, {"period": "-1"}, {"since": "soon"}):
        page = signed_in.get(f"/reports/{noun}/", asked | {"format": "pdf"})
        assert page.status_code == 422
        assert not has_period or page.context["form"].errors
        assert api.get(f"/api/v1/reports/{noun}/", asked).status_code == 400
    assert signed_in.get(f"/reports/{noun}/", {"format": "csv", "part": "gone"}).status_code == 404
    assert signed_in.get(f"/reports/{noun}/", {"format": "doc"}).status_code == 404
    assert list(api.get(f"/api/v1/reports/{noun}/", {"format": "csv", "part": "gone"}).json()) == ["part"]
    assert list(api.get(f"/api/v1/reports/{noun}/", {"format": "csv", "columns": "gone"}).json()) == ["columns"]
    assert list(api.get(f"/api/v1/reports/{noun}/", {"bogus": "1"}).json()) == ["bogus"]


def test_a_report_that_there_is_not(signed_in: Any, api: Any) -> None:
    assert signed_in.get("/reports/contacts/").status_code == 404
    assert api.get("/api/v1/reports/contacts/").status_code == 404
    assert [row["noun"] for row in api.get("/api/v1/reports/").json()] == [
        "portfolio", "open-issues", "cleared-issues", "thanks-and-ideas", "own-year",
    ]  # fmt: skip


@pytest.mark.parametrize("noun", NOUNS)
def test_a_page_takes_as_many_queries_with_many_rows_as_with_few(
    signed_in: Any, cast: Any, lindner: Any, noun: str
) -> None:
    make_world(cast, lindner)
    few = len(queries_of(signed_in, f"/reports/{noun}/"))
    for number in range(8):
        make_world(cast, add_partner(by=cast.anna, name=f"Partner {number}", natural_person="no", is_supplier=True))
    assert len(queries_of(signed_in, f"/reports/{noun}/")) == few


def test_the_report_to_share_holds_nothing_of_ours_alone(
    signed_in: Any, api: Any, cast: Any, lindner: Any, everything: Any
) -> None:
    both = add_partner(by=cast.anna, name="Somebody Else", natural_person="no")
    issue = flag_issue(by=cast.anna, partners=[lindner], title="The invoice", text="They never answer", need="A person")
    resolve_issue(by=cast.anna, issue=issue, result="Paid by transfer")
    other = flag_issue(by=cast.anna, partners=[lindner, both], title="About two")
    resolve_issue(by=cast.anna, issue=other, result="Both know")
    asked = {"partner": lindner.pk}
    page = signed_in.get("/reports/to-share/", asked)
    pdf = text_of(signed_in.get("/reports/to-share/", asked | {"format": "pdf"}))
    for text in (page.content.decode(), pdf):
        for there in ("The invoice", "Paid by transfer", "Crates instead of foil", "You saved our Friday", "Visit"):
            assert there in text, there
        for absent in (
            CANARY,
            "They never answer",
            "A person",
            "Went through two invoices",
            "very good",
            "About two",
            "Somebody Else",
        ):
            assert absent not in text, absent
    left = asked | {"leave": f"a{issue.pk}", "parts": ["agreements", "ideas"], "chosen": "1"}
    text = text_of(signed_in.get("/reports/to-share/", left | {"format": "pdf"}))
    assert ("Paid by transfer" in text, "Crates" in text, "You saved" in text) == (False, True, False)
    german = text_of(api.get("/api/v1/reports/to-share/", asked | {"language": "de"}))
    assert "Gemeinsam mit Druckhaus Lindner" in german.replace("\n", " ")
    for hidden in (everything.kerner.pk, "x", 10**30):
        assert signed_in.get("/reports/to-share/", {"partner": hidden}).status_code == 404
        assert api.get("/api/v1/reports/to-share/", {"partner": hidden}).status_code == 404


def test_what_is_refused_is_said_in_the_askers_language_not_in_the_papers(
    signed_in: Any, anna: Any, cast: Any, lindner: Any, settings: Any
) -> None:
    settings.PDF_MAX_ROWS = 1
    type(lindner).objects.filter(pk=lindner.pk).update(language="en")
    for number in range(3):
        log_interaction(by=cast.anna, partners=[lindner], text=f"Contact {number}")
    User.objects.filter(pk=anna.pk).update(language="de")
    answer = signed_in.get("/reports/to-share/", {"partner": lindner.pk, "format": "pdf"})
    assert (answer.status_code, "Ein PDF fasst höchstens 1 Zeilen" in answer.content.decode()) == (413, True)


@pytest.mark.parametrize("noun", ["to-share", "thanks-and-ideas", "cleared-issues"])
def test_words_without_end_markup_and_styles_make_a_sober_pdf(
    signed_in: Any, cast: Any, lindner: Any, noun: str
) -> None:
    long = "Donaudampfschifffahrt" * 230
    hostile = f"{long} </td></table><style>* {{ display: none }}</style><b>bold</b> {{{{ 7|add:7 }}}} \u202eevil"
    issue = flag_issue(by=cast.anna, partners=[lindner], title="<i>Paper</i> " + long[:180], text=hostile, need=hostile)
    resolve_issue(by=cast.anna, issue=issue, result=hostile)
    write_appreciation(by=cast.anna, partners=[lindner], text=hostile[:3_000])
    note_idea(by=cast.anna, partners=[lindner], title="<i>Paper</i> " + long[:180], text=hostile)
    log_interaction(by=cast.anna, partners=[lindner], text=hostile, value_given=hostile[:900])
    asked = {"partner": lindner.pk} if noun == "to-share" else {}
    answer = signed_in.get(f"/reports/{noun}/", asked | {"format": "pdf"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    reader = PdfReader(io.BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content))
    read = "".join(page.extract_text() for page in reader.pages).replace("\n", "")
    assert ("<i>Paper</i>" in read, "Donaudampf" in read, len(reader.pages) < 12) == (True, True, True)
