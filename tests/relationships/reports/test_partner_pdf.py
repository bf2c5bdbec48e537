"""The relationship report on paper: what its reader may read, nobody's grades, and no markup of anybody's."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from partners.actions.partner import add_partner
from partners.models import Partner
from relationships.actions.appreciation import write_appreciation
from relationships.actions.idea import note_idea
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue, resolve_issue
from relationships.queries.period import Period
from relationships.reports import as_pdf
from relationships.reports.partner import PartnerReport, partner_report
from tests.relationships.reports.test_pdf import PAYLOADS, in_a_row, listener, text_of
from tests.world import CANARY, make_secrets, make_world

__all__ = ["listener"]


def report_of(partner: Partner, user: Any, **more: Any) -> PartnerReport:
    at = timezone.now()
    period = Period.last_months(12, at=at)
    return partner_report(partner, user=user, period=period, at=at, language=more.pop("language", "en"), **more)


def pdf_for(partner: Partner, user: Any, **more: Any) -> bytes:
    return as_pdf.partner_document(report_of(partner, user, **more))


def visits(by: Any, *partners: Partner, count: int = 3) -> None:
    for number in range(count):
        log_interaction(by=by, partners=list(partners), channel="visit", mood_before=2, mood_after=5,
                        happened_at=timezone.now() - timedelta(days=number + 1), text=f"Visit {number}")  # fmt: skip


def test_it_tells_everything_between_us(cast: Any, lindner: Partner) -> None:
    world = make_world(cast, lindner)
    resolve_issue(by=cast.anna, issue=flag_issue(by=cast.anna, partners=[lindner], title="Pallets"), result="Swapped")
    pdf = pdf_for(lindner, cast.anna)
    read = in_a_row(text_of(pdf))
    told = [
        "Relationship report", "Druckhaus Lindner", "Organisation · Supplier", world.interaction.text, "A date for the payment",
        "Samples", world.issue.title, "A person to call", "24 days", "Pallets", "Swapped", "You saved our Friday",
        "Crates instead of foil", "1 / ",
    ]  # fmt: skip
    assert [words for words in told if in_a_row(words) not in read] == []
    reader = PdfReader(io.BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    assert reader.metadata
    assert reader.metadata.title == "Relationship report: Druckhaus Lindner"


def test_empty_sections_say_so(cast: Any, lindner: Partner) -> None:
    read = in_a_row(text_of(pdf_for(lindner, cast.anna)))
    said = ["Nothing is open between us.", "No issue was resolved in this period.", "No thanks were written down",
            "No idea of theirs was noted", "Nothing was logged in this period."]  # fmt: skip
    assert [words for words in said if in_a_row(words) not in read] == []


@pytest.mark.parametrize("shared_only", [False, True])
def test_nobody_reads_on_paper_what_is_not_theirs(
    cast: Any, lindner: Partner, kerner: Partner, shared_only: bool
) -> None:
    make_world(cast, lindner)
    make_secrets(cast, lindner, kerner)
    for user in (cast.anna, cast.lena):
        assert CANARY not in text_of(pdf_for(lindner, user, shared_only=shared_only))
    assert (CANARY in text_of(pdf_for(lindner, cast.ben, shared_only=shared_only))) is not shared_only


def test_an_organisation_has_a_chart(cast: Any, lindner: Partner) -> None:
    visits(cast.anna, lindner)
    chart = report_of(lindner, cast.anna).chart
    assert chart
    assert [(point["before"], point["value"]) for point in chart.points] == [(2, 5)] * 3
    assert "How they came and how they left" in text_of(pdf_for(lindner, cast.anna))


@pytest.mark.parametrize("natural_person", ["yes", "unknown"])
def test_a_one_person_business_has_none(cast: Any, natural_person: str) -> None:
    partner = add_partner(by=cast.anna, name="Atelier Beck", natural_person=natural_person)
    visits(cast.anna, partner)
    assert report_of(partner, cast.anna).chart is None
    assert "How they came" not in text_of(pdf_for(partner, cast.anna))


def test_a_person_and_a_small_group_have_none(cast: Any, colleague: Partner) -> None:
    person = add_partner(by=cast.anna, name="Mara Beck", kind="person")
    group = add_partner(by=cast.anna, name="Two", kind="group", natural_person="no", members=[person, colleague])
    for partner in (person, group):
        visits(cast.anna, partner)
        assert report_of(partner, cast.anna).chart is None


def test_moods_beside_a_person_are_not_the_organisations(cast: Any, lindner: Partner) -> None:
    person = add_partner(by=cast.anna, name="Mara Beck", kind="person", organisation=lindner)
    visits(cast.anna, lindner, person)
    visits(cast.anna, person)
    assert report_of(lindner, cast.anna).chart is None
    visits(cast.anna, lindner, count=2)
    chart = report_of(lindner, cast.anna).chart
    assert chart
    assert len(chart.points) == 2


def test_markup_in_what_people_wrote_is_text(cast: Any, lindner: Partner, listener: tuple[str, list[str]]) -> None:
    url, asked = listener
    written = [payload.format(url=url) for payload in PAYLOADS]
    for number, text in enumerate(written):
        one = {"by": cast.anna, "partners": [lindner]}
        if number % 4 == 0:
            log_interaction(text=text, value_given=text, **one)
        elif number % 4 == 1:
            flag_issue(title=text, text=text, need=text, **one)
        elif number % 4 == 2:
            write_appreciation(text=text, **one)
        else:
            note_idea(title=text, answer=text, **one)
    pdf = pdf_for(lindner, cast.anna)
    read = in_a_row(text_of(pdf))
    assert [text for text in written if in_a_row(text) not in read] == []
    assert (asked, PdfReader(io.BytesIO(pdf)).attachments) == ([], {})
