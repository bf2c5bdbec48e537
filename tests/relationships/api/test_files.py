"""The same resources as files: all rows of the filter, and reports of a partner."""

import csv
import io

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from relationships.actions.issue import flag_issue, resolve_issue
from tests.world import make_world

URL = "/api/v1/issues/"


def content(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def titles(answer):
    rows = list(csv.reader(io.StringIO(content(answer).decode("utf-8-sig"))))
    return [row[1] for row in rows[1:]]


@pytest.fixture
def issues(cast, lindner):
    rows = [flag_issue(by=cast.anna, partners=[lindner], title=f"Issue {number:02}") for number in range(30)]
    resolve_issue(by=cast.anna, issue=rows[0], result="Done")
    flag_issue(by=cast.ben, partners=[lindner], title="Secret", visibility="private")
    return rows


def test_a_spreadsheet_has_all_rows_of_the_filter_and_no_page(api, issues):
    answer = api.get(URL, {"format": "csv"})
    assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (200, "text/csv")
    assert titles(answer) == [f"Issue {number:02}" for number in range(30)]
    open_ = api.get(URL, {"format": "csv", "state": "open", "ordering": "-raised_at", "page_size": 1})
    assert titles(open_) == [f"Issue {number:02}" for number in range(29, 0, -1)]
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content(api.get(URL, {"format": "xlsx"}))))
    text = str(workbook.get_sheet_by_index(0).to_python())
    assert ("Issue 29" in text, "Secret" in text) == (True, False)


def test_a_pdf_says_what_it_holds(api, issues):
    answer = api.get(URL, {"format": "pdf", "q": "29"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content(answer))).pages)
    assert ("Issue 29" in text, "Issue 28" in text) == (True, False)


def test_a_pdf_of_too_many_rows_is_refused_with_advice(api, issues, settings):
    settings.PDF_MAX_ROWS = 5
    answer = api.get(URL, {"format": "pdf"})
    assert (answer.status_code, answer["Content-Type"], list(answer.json())) == (413, "application/json", ["detail"])
    assert api.get(URL, {"format": "csv"}).status_code == 200


@pytest.mark.parametrize("query", [{"format": "doc"}, {"format": ""}, {"format": "csv", "state": "bogus"}])
def test_a_file_that_makes_no_sense(api, query):
    expected = 200 if query == {"format": ""} else 400
    assert api.get(URL, query).status_code == expected


def test_a_list_without_files_says_so(api):
    answer = api.get("/api/v1/tags/", {"format": "csv"})
    assert (answer.status_code, answer.json()) == (400, {"format": ["This list is answered as JSON alone."]})


def test_the_report_of_a_partner(api, cast, lindner, kerner):
    make_world(cast, lindner)
    url = f"/api/v1/partners/{lindner.pk}/report/"
    for query in ({"format": "pdf"}, {}, {"format": "pdf", "since": "2020-01-01", "shared_only": "true"}):
        answer = api.get(url, query)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content(answer))).pages)
        assert "Druckhaus Lindner" in text
    assert api.get(f"/api/v1/partners/{kerner.pk}/report/", {"format": "pdf"}).status_code == 404


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({"format": "doc"}, "format"),
        ({"since": "1026-01-01"}, "since"),
        ({"until": "9999-12-31"}, "until"),
        ({"since": "2026-02-30"}, "since"),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "until"),
        ({"shared_only": "perhaps"}, "shared_only"),
    ],
)
def test_a_report_that_makes_no_sense(api, lindner, query, wrong):
    answer = api.get(f"/api/v1/partners/{lindner.pk}/report/", query)
    assert (answer.status_code, list(answer.json())) == (400, [wrong])
