"""On paper stands what the content says, and nothing that somebody wrote is ever carried out or fetched."""

import io
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from pypdf import PdfReader

from partners.models import Partner
from relationships.actions.issue import flag_issue
from relationships.models import Issue
from relationships.reports import as_pdf
from relationships.reports.errors import Failed, NotAvailable, TooLarge
from relationships.reports.issue import open_issues
from relationships.reports.table import Table
from tests.world import CANARY, make_secrets, make_world

PAYLOADS = (
    "<script>fetch('{url}')</script>", "<img src='{url}'>", "<img src=x onerror=alert(1)>", "<svg><image href='{url}'/></svg>",
    "<link rel=stylesheet href='{url}'>", "<link rel=attachment href='{url}'>", "<style>@import '{url}';</style>",
    "<style>body {{ background: url({url}) }}</style>", "</style><style>* {{ display: none }}</style>", "<iframe src='{url}'>",
    "<object data='{url}'></object>", "<embed src='{url}'>", "<base href='{url}'>", "<meta http-equiv=refresh content='0;{url}'>",
    "<a href='{url}'>link</a>", "<a rel=attachment href='file:///etc/passwd'>f</a>", "<img src='file:///etc/passwd'>",
    "{{{{ issue.author.password }}}}", "{{% load static %}}{{% include '/etc/passwd' %}}", "]]></td></table><h1>not ours</h1>",
)  # fmt: skip


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def in_a_row(text: str) -> str:
    """Without spaces, and without the hyphens that part a word at the end of a line."""
    return re.sub(r"\u2010\n|\s+", "", text)


def table_for(user: Any, rows: Any = None, language: str = "en") -> Table:
    rows = Issue.objects.visible_to(user).order_by("raised_at", "pk") if rows is None else rows
    return open_issues(rows, user=user, filters_in_words=["Unresolved"], at=timezone.now(), language=language)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address that writes down who asks for it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: Any) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/asked", asked
    server.shutdown()
    server.server_close()


def test_the_issue_list_stands_on_paper(cast: Any, lindner: Partner) -> None:
    make_world(cast, lindner)
    pdf = as_pdf.table_document(table_for(cast.anna))
    read = text_of(pdf)
    for words in ("Open issues", "Unresolved", "Complaint without an answer", "Druckhaus Lindner", "Conflict", "24 days",
                  "overdue", "1 / 1", "Anna"):  # fmt: skip
        assert in_a_row(words) in in_a_row(read)
    reader = PdfReader(io.BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    assert (reader.metadata.title, root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("Open issues", "en", True)  # type: ignore[union-attr]
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)] == ["Open issues"]  # type: ignore[union-attr]


def test_paper_speaks_the_readers_language(cast: Any, lindner: Partner) -> None:
    make_world(cast, lindner)
    with translation.override("en"):
        pdf = as_pdf.table_document(table_for(cast.anna, language="de"))
    assert PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/Lang"] == "de"  # type: ignore[index]
    assert "24 Tage" in text_of(pdf)


def test_an_empty_list_says_so(cast: Any) -> None:
    assert "No issue fits these filters." in text_of(as_pdf.table_document(table_for(cast.anna)))


def test_nobody_reads_on_paper_what_is_not_theirs(cast: Any, lindner: Partner, kerner: Partner) -> None:
    make_world(cast, lindner)
    make_secrets(cast, lindner, kerner)
    assert CANARY in text_of(as_pdf.table_document(table_for(cast.ben)))
    assert CANARY not in text_of(as_pdf.table_document(table_for(cast.anna)))


def test_markup_in_what_people_wrote_is_text(cast: Any, lindner: Partner, listener: tuple[str, list[str]]) -> None:
    url, asked = listener
    written = [payload.format(url=url) for payload in PAYLOADS]
    for text in written:
        flag_issue(by=cast.anna, partners=[lindner], title=text)
    lindner.name = f"<img src='{url}'>"
    lindner.save()
    pdf = as_pdf.table_document(table_for(cast.anna))
    read = in_a_row(text_of(pdf))
    assert [text for text in written if in_a_row(text) not in read] == []
    assert (asked, PdfReader(io.BytesIO(pdf)).attachments, b"root:x" in pdf) == ([], {}, False)


def test_the_renderer_fetches_nothing_whatever_it_is_given(listener: tuple[str, list[str]], tmp_path: Path) -> None:
    """Were a page ever to let markup through, there would still be no request and no file read."""
    url, asked = listener
    secret = tmp_path / "secret.css"
    secret.write_text("p::after { content: 'from the file' }")
    html = "<title>t</title><p>here</p>" + "".join(payload.format(url=url) for payload in PAYLOADS[:8])
    html += f"<link rel=stylesheet href='file://{secret}'><link rel=attachment href='file://{secret}'>"
    html += "<link rel=stylesheet href='data:text/css,p::after{content:\"from data\"}'>"
    pdf = as_pdf.pdf_of(html)
    assert (asked, PdfReader(io.BytesIO(pdf)).attachments) == ([], {})
    assert "from" not in text_of(pdf)


# Each is markup as it would be if a page ever let it through; {to} is an address or a file, one of its own each.
ATTEMPTS = (
    "<img src='{to}'>", "<img srcset='{to} 2x'>", "<picture><source srcset='{to}'><img src='{to}'></picture>",
    "<svg width=9 height=9><image href='{to}' width=9 height=9 /></svg>",
    "<svg width=9 height=9><image xlink:href='{to}' width=9 height=9 /></svg>", "<svg width=9 height=9><use href='{to}#x'/></svg>",
    "<svg width=9 height=9><style>@import '{to}';</style></svg>",
    "<svg width=9 height=9><rect width=9 height=9 fill='url({to}#p)'/></svg>",
    "<svg width=9 height=9><foreignObject><img src='{to}'></foreignObject></svg>",
    "<link rel=stylesheet href='{to}'>", "<link rel=attachment href='{to}'>", "<link rel=icon href='{to}'>",
    "<a rel=attachment href='{to}'>a</a>", "<style>@import '{to}';</style>", "<style>@import url({to}) print;</style>",
    "<p style='background: url({to})'>b</p>", "<p style='border-image: url({to}) 1'>b</p>",
    "<ul><li style='list-style-image: url({to})'>l</ul>", "<p style='content: url({to})'>c</p>",
    "<style>p::after {{ content: url({to}) }}</style>", "<style>@font-face {{ font-family: f; src: url({to}) }} p {{ font-family: f }}</style>",
    "<style>@page {{ background: url({to}) }}</style>", "<style>@page {{ @top-left {{ content: url({to}) }} }}</style>",
    "<object data='{to}' type='image/png'></object>", "<embed src='{to}'>", "<iframe src='{to}'></iframe>",
    "<input type=image src='{to}'>", "<video poster='{to}'></video>", "<body background='{to}'>",
    "<meta http-equiv=refresh content='0;{to}'>",
)  # fmt: skip


def test_thirty_attempts_to_make_a_pdf_fetch_an_address_or_a_file(
    listener: tuple[str, list[str]], tmp_path: Path
) -> None:
    url, asked = listener
    html = "<title>t</title><p>here</p>"
    for number, attempt in enumerate(ATTEMPTS):
        secret = tmp_path / f"secret-{number}.txt"
        secret.write_text(f"p::before {{ content: 'canary{number}' }}")
        for to in (
            f"{url}/{number}",
            url.replace("http:", "") + f"/{number}",
            f"file://{secret}",
            f"ftp://127.0.0.1/{number}",
        ):
            html += attempt.format(to=to)
    for document in (
        html,
        f"<base href='{url}/'><img src='relative.png'>here",
        f"<base href='file://{tmp_path}/'><img src=x>here",
    ):
        pdf = as_pdf.pdf_of(document)
        reader = PdfReader(io.BytesIO(pdf))
        assert (asked, reader.attachments, "canary" in text_of(pdf), "here" in text_of(pdf)) == ([], {}, False, True)
        assert [image for page in reader.pages for image in page.images] == []
    assert len(ATTEMPTS) >= 25


def test_the_renderer_knows_nothing_of_us() -> None:
    """Its process begins without Django, our packages and our secrets."""
    text = Path(as_pdf.render.__file__).read_text()
    assert re.findall(r"^\s*(?:import|from) (\w+)", text, re.MULTILINE) == [
        "gc",
        "os",
        "resource",
        "sys",
        "weasyprint",
        "weasyprint",
    ]


def test_a_pdf_takes_the_rows_that_it_may_and_not_one_more(cast: Any, lindner: Partner, settings: Any) -> None:
    settings.PDF_MAX_ROWS = 2
    for number in range(2):
        flag_issue(by=cast.anna, partners=[lindner], title=f"Issue {number}")
    assert as_pdf.table_document(table_for(cast.anna)).startswith(b"%PDF")
    flag_issue(by=cast.anna, partners=[lindner], title="One more")
    with pytest.raises(TooLarge, match="no more than 2 rows"):
        as_pdf.table_document(table_for(cast.anna))


def test_the_page_answers_413_with_the_advice(signed_in: Client, cast: Any, lindner: Partner, settings: Any) -> None:
    issue = flag_issue(by=cast.anna, partners=[lindner], title="Issue")
    settings.PDF_MAX_ROWS, settings.EXPORT_AT_ONCE = 500, {"pdf": 1_000, "csv": 1_000}
    copies = [Issue(team=issue.team, author=cast.anna, owner=cast.anna, title="Copy") for _ in range(500)]
    Issue.objects.bulk_create(copies)
    answer = signed_in.get("/issues/", {"format": "pdf"})
    assert answer.status_code == 413
    assert "A PDF holds no more than 500 rows. Narrow the list, or take it as a spreadsheet." in answer.content.decode()
    assert signed_in.get("/issues/", {"format": "csv"}).status_code == 200


def test_without_its_libraries_the_page_says_what_to_install(signed_in: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(as_pdf, "LIBRARIES", {"pango-1.0": ("libnotthere.so.0",)})
    as_pdf.is_available.cache_clear()
    try:
        with pytest.raises(NotAvailable):
            as_pdf.pdf_of("<p>")
        answer = signed_in.get("/issues/", {"format": "pdf"})
    finally:
        as_pdf.is_available.cache_clear()
    assert answer.status_code == 503
    assert f"apt-get install {as_pdf.TO_INSTALL}" in answer.content.decode()


def test_what_takes_too_long_is_ended(monkeypatch: Any) -> None:
    monkeypatch.setattr(as_pdf, "SECONDS", 1)
    with pytest.raises(TooLarge, match="time or memory"):
        as_pdf.pdf_of("<table>" + "<tr><td>cell<td>cell" * 20_000)


def test_what_takes_too_much_memory_is_ended(monkeypatch: Any) -> None:
    monkeypatch.setattr(as_pdf, "MEGABYTES", 40)
    with pytest.raises((TooLarge, Failed, NotAvailable)):
        as_pdf.pdf_of("<p>text</p>" * 20_000)
