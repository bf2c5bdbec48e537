"""The page that asks for the period of a report, and gives the PDF."""

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from partners.models import Partner
from relationships.actions.interaction import log_interaction
from relationships.reports import as_pdf
from relationships.reports.errors import TooLarge
from tests.world import CANARY, make_secrets, make_world


def address(partner: Partner) -> str:
    return f"/partners/{partner.pk}/report/"


def test_the_page_shows_what_will_go_in(signed_in: Client, cast: Any, lindner: Partner) -> None:
    make_world(cast, lindner)
    page = signed_in.get(address(lindner))
    assert page.status_code == 200
    assert page.context["preview"] == {"contacts": 1, "open_issues": 1, "resolved_issues": 0, "thanks": 1, "ideas": 1}
    assert page.context["form"]["period"].value() == "12"


def test_it_takes_the_period_asked_for(signed_in: Client, cast: Any, lindner: Partner) -> None:
    make_world(cast, lindner)
    for asked, contacts in [
        ({"period": "3"}, 1), ({"period": "all"}, 1), ({"until": "2020-01-01"}, 0), ({"since": "2020-01-01"}, 1),
        ({"period": "12", "until": "2020-01-01"}, 1), ({"period": "own", "until": "2020-01-01"}, 0),
    ]:  # fmt: skip
        assert signed_in.get(address(lindner), asked).context["preview"]["contacts"] == contacts


@pytest.mark.parametrize(
    ("asked", "errors"),
    [
        ({"period": "own"}, {"since": ["Choose a first day, a last day, or both."]}),
        ({"since": "2026-02-01", "until": "2026-01-01"}, {"until": ["The last day lies before the first."]}),
        ({"since": "1026-01-01"}, {"since": ["This lies before 1970. Check the year."]}),
        ({"until": "9999-12-31"}, {"until": ["This date cannot be meant. Check the year."]}),
        ({"since": "soon"}, {"since": ["Enter a valid date."]}),
        ({"period": "-1"}, {"period": ["Select a valid choice. -1 is not one of the available choices."]}),
    ],
)
@pytest.mark.parametrize("file_format", ["", "pdf"])
def test_what_cannot_be_meant_is_said(
    signed_in: Client, lindner: Partner, asked: dict[str, str], errors: dict[str, list[str]], file_format: str
) -> None:
    page = signed_in.get(address(lindner), asked | {"format": file_format})
    assert (page.status_code, page.context["form"].errors) == (422, errors)


def test_the_pdf_is_saved_under_the_partners_name(signed_in: Client, cast: Any, lindner: Partner) -> None:
    log_interaction(by=cast.anna, partners=[lindner], text="A visit to remember", visibility="private")
    answer = signed_in.get(address(lindner), {"format": "pdf"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith(
        'attachment; filename="relationship-report-druckhaus-lindner-'
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "A visit to remember" in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    shared = signed_in.get(address(lindner), {"format": "pdf", "shared_only": "on"})
    assert "A visit to remember" not in PdfReader(io.BytesIO(shared.content)).pages[0].extract_text()


def test_who_does_not_see_the_partner_finds_no_report(
    client: Client, cast: Any, lindner: Partner, kerner: Partner
) -> None:
    make_secrets(cast, lindner, kerner)
    for user, status in [(cast.otto, 404), (cast.ada, 404), (cast.lena, 200), (cast.anna, 200)]:
        client.force_login(user)
        for asked in ({}, {"format": "pdf"}):
            answer = client.get(address(lindner), asked)
            assert answer.status_code == status
            assert CANARY not in answer.content.decode(errors="replace")
    client.logout()
    assert client.get(address(lindner)).status_code == 302


def test_too_much_is_told_on_a_page(signed_in: Client, cast: Any, lindner: Partner, settings: Any) -> None:
    settings.PDF_MAX_ROWS = 0
    log_interaction(by=cast.anna, partners=[lindner])
    answer = signed_in.get(address(lindner), {"format": "pdf"})
    assert answer.status_code == TooLarge.status == 413
    assert "Choose a shorter period" in answer.content.decode()


def test_without_the_libraries_the_page_says_what_to_install(
    signed_in: Client, lindner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_pdf.is_available.cache_clear()
    monkeypatch.setattr(as_pdf, "LIBRARIES", {"pango-1.0": ("libnothing-of-this-name.so.0",)})
    page = signed_in.get(address(lindner))
    assert "libpango-1.0-0" in page.content.decode()
    assert 'value="pdf"' not in page.content.decode()
    assert "libpango-1.0-0" in signed_in.get(address(lindner), {"format": "pdf"}).content.decode()
    as_pdf.is_available.cache_clear()


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_takes_few_queries(
    signed_in: Client, cast: Any, lindner: Partner, count: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(count):
        make_world(cast, lindner)
    with django_assert_max_num_queries(8):
        signed_in.get(address(lindner))
