"""The relationship report as content: facts with dates, the story in order, the period asked for."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from partners.actions.partner import add_partner
from partners.actions.tag import tags_named
from partners.models import Partner
from relationships.actions.appreciation import write_appreciation
from relationships.actions.idea import note_idea
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue, park_issue, resolve_issue
from relationships.queries.period import Period
from relationships.reports.errors import TooLarge
from relationships.reports.partner import PartnerReport, partner_report, preview
from relationships.reports.partner_facts import Fact, Figure
from relationships.reports.story import LONGEST, for_paper
from tests.world import make_secrets

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
YEAR = Period(date(2025, 11, 24), None)


@pytest.fixture(autouse=True)
def _now(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def report(partner: Partner, user: Any, period: Period = YEAR, **more: Any) -> PartnerReport:
    return partner_report(partner, user=user, period=period, at=NOW, language=more.pop("language", "en"), **more)


def days(count: float) -> datetime:
    return NOW - timedelta(days=count)


def test_the_facts_are_what_the_reader_knows(cast: Any, kerner: Partner) -> None:
    partner = add_partner(
        by=cast.anna, name="Druckhaus Lindner", is_supplier=True, is_customer=True, caretaker=cast.ben, language="de",
        natural_person="no", cadence_ideal=14, cadence_at_most=30, tags=tags_named(["Packaging"], by=cast.anna),
        contact_points=[{"kind": "phone", "value": "0711 4455"}, {"kind": "email", "value": "a@lindner.example"}],
        external_numbers=[{"source": "SAP", "number": "4711"}],
    )  # fmt: skip
    add_partner(by=cast.anna, name="Maria Lindner", kind="person", organisation=partner, position="Managing director")
    add_partner(by=cast.otto, name="Hidden Person", kind="person", open_to_everyone=False)
    assert report(partner, cast.anna).facts == [
        Fact("Kind", ["Organisation · Customer · Supplier"]),
        Fact("Cared for by", ["Ben"]),
        Fact("In touch", ["ideally every 14 days, at the latest after 30"]),
        Fact("Language", ["Deutsch"]),
        Fact("Tags", ["Packaging"]),
        Fact("E-mail", ["a@lindner.example"]),
        Fact("Phone", ["0711 4455"]),
        Fact("People", ["Maria Lindner, Managing director"]),
        Fact("Numbers", ["SAP: 4711"]),
    ]


def test_the_organisation_of_a_person_is_named_only_to_who_sees_it(
    cast: Any, lindner: Partner, kerner: Partner
) -> None:
    person = add_partner(by=cast.anna, name="Maria", kind="person", organisation=lindner)
    assert Fact("Organisation", ["Druckhaus Lindner"]) in report(person, cast.anna).facts
    Partner.objects.filter(pk=person.pk).update(organisation=kerner)
    person.refresh_from_db()
    assert report(person, cast.anna).facts == [Fact("Kind", ["Person"])]


def test_the_figures_are_counts_and_dates(cast: Any, lindner: Partner) -> None:
    one: dict[str, Any] = {"by": cast.anna, "partners": [lindner]}
    log_interaction(channel="visit", happened_at=days(500), **one)
    log_interaction(channel="visit", happened_at=days(40), **one)
    log_interaction(channel="call", happened_at=days(50), **one)
    log_interaction(channel="call", happened_at=days(60), **one)
    flag_issue(title="Late", raised_at=days(24), due_on=date(2026, 11, 20), **one)
    flag_issue(title="Unclear", raised_at=days(3), **one)
    park_issue(by=cast.anna, issue=flag_issue(title="Rests", raised_at=days(90), **one), until=date(2026, 12, 24))
    resolve_issue(by=cast.anna, issue=flag_issue(title="Done", **one), result="So")
    write_appreciation(text="Thank you", **one)
    write_appreciation(text="You are welcome", direction="received", **one)
    note_idea(title="Crates", state="done", **one)
    assert report(lindner, cast.anna).figures == [
        Figure("First contact", "12 July 2025", "16 months ago"),
        Figure("Last contact", "15 October 2026", "40 days ago"),
        Figure("Next touch", "14 November 2026", "has passed", late=True),
        Figure("Contacts", "3", "2 × Call, 1 × Visit"),
        Figure("Open issues", "2", "the oldest since 31 Oct, 1 overdue", late=True),
        Figure("Resolved issues", "1"),
        Figure("Notes of thanks", "2", "1 from us, 1 to us"),
        Figure("Ideas", "1", "1 put into practice"),
    ]


def test_the_story_runs_by_months_newest_first(cast: Any, lindner: Partner, kerner: Partner) -> None:
    one: dict[str, Any] = {"by": cast.anna, "partners": [lindner]}
    visit = log_interaction(happened_at=days(30), text="A visit", **one)
    visit.partners.add(kerner, through_defaults={"happened_at": visit.happened_at})
    issue = flag_issue(title="Unclear", raised_at=days(20), **one)
    resolve_issue(by=cast.anna, issue=issue, result="So it is")
    write_appreciation(text="Thank you", thanked_at=days(5), visibility="private", **one)
    note_idea(title="Crates", received_at=days(10), **one)
    told = [
        (month.heading, [(line.kind, str(line.entry), line.others, line.narrow) for line in month.lines])
        for month in report(lindner, cast.anna).story
    ]
    assert told == [
        ("November 2026", [
            ("resolved", "Unclear", [], False), ("thanks", "Thank you", [], True),
            ("idea", "Crates", [], False), ("raised", "Unclear", [], False),
        ]),
        ("October 2026", [("contact", "Call", ["another partner"], False)]),
    ]  # fmt: skip


def test_what_rests_stands_below_what_is_open(cast: Any, lindner: Partner) -> None:
    one: dict[str, Any] = {"by": cast.anna, "partners": [lindner]}
    park_issue(by=cast.anna, issue=flag_issue(title="Rests", raised_at=days(90), **one), until=date(2026, 12, 24))
    flag_issue(title="New", raised_at=days(1), **one)
    flag_issue(title="Old", raised_at=days(8), **one)
    assert [line.issue.title for line in report(lindner, cast.anna).open_issues] == ["Old", "New", "Rests"]


def test_contacts_with_its_people_belong_to_the_story_of_an_organisation(cast: Any, lindner: Partner) -> None:
    person = add_partner(by=cast.anna, name="Maria", kind="person", organisation=lindner)
    log_interaction(by=cast.anna, partners=[person], text="On the phone", mood_before=2, mood_after=5)
    [month] = report(lindner, cast.anna).story
    assert [(line.text, line.others) for line in month.lines] == [("On the phone", ["Maria"])]


@pytest.mark.parametrize(
    ("period", "texts"),
    [
        (Period(date(2026, 11, 1), date(2026, 11, 2)), ["late on the 2nd", "early on the 1st"]),
        (Period(date(2026, 11, 3), None), ["early on the 3rd"]),
        (Period(None, date(2026, 10, 31)), ["late on the 31st"]),
        (Period(date.min, date.max), ["early on the 3rd", "late on the 2nd", "early on the 1st", "late on the 31st"]),
    ],
)
def test_both_days_of_a_period_count_where_the_reader_is(
    cast: Any, lindner: Partner, period: Period, texts: list[str]
) -> None:
    for text, moment in [
        ("late on the 31st", datetime(2026, 10, 31, 22, 59, tzinfo=UTC)),
        ("early on the 1st", datetime(2026, 10, 31, 23, 0, tzinfo=UTC)),
        ("late on the 2nd", datetime(2026, 11, 2, 22, 59, tzinfo=UTC)),
        ("early on the 3rd", datetime(2026, 11, 2, 23, 0, tzinfo=UTC)),
    ]:
        log_interaction(by=cast.anna, partners=[lindner], text=text, happened_at=moment)
    story = report(lindner, cast.anna, period=period).story
    assert [line.text for month in story for line in month.lines] == texts


def test_it_speaks_the_language_asked_for(cast: Any, lindner: Partner) -> None:
    log_interaction(by=cast.anna, partners=[lindner], happened_at=days(1))
    german = report(lindner, cast.anna, language="de")
    assert german.reading.language == "de"
    assert german.facts[0] == Fact("Art", ["Organisation · Lieferant"])


def test_the_preview_counts_what_the_report_holds(
    cast: Any, lindner: Partner, kerner: Partner, django_assert_num_queries: Any
) -> None:
    make_secrets(cast, lindner, kerner)
    one: dict[str, Any] = {"by": cast.anna, "partners": [lindner]}
    for number in range(3):
        log_interaction(happened_at=days(number), visibility="private" if number else "team", **one)
        flag_issue(title="Open", **one)
    write_appreciation(text="Thank you", **one)
    with django_assert_num_queries(1):
        counts = preview(lindner, user=cast.anna, period=YEAR, at=NOW, shared_only=False)
    assert counts == {"contacts": 3, "open_issues": 3, "resolved_issues": 0, "thanks": 1, "ideas": 0}
    assert preview(lindner, user=cast.anna, period=YEAR, at=NOW, shared_only=True)["contacts"] == 1


def test_more_than_a_report_can_hold_is_refused(cast: Any, lindner: Partner, settings: Any) -> None:
    settings.PDF_MAX_ROWS = 2
    for number in range(3):
        log_interaction(by=cast.anna, partners=[lindner], happened_at=days(number))
    with pytest.raises(TooLarge, match="Choose a shorter period"):
        report(lindner, cast.anna)


@pytest.mark.parametrize(("count", "queries"), [(1, 15), (6, 18), (60, 18)], ids=["few", "with charts", "many"])
def test_it_takes_the_same_queries_for_any_number_of_entries(
    cast: Any, lindner: Partner, kerner: Partner, count: int, queries: int, django_assert_num_queries: Any
) -> None:
    one: dict[str, Any] = {"by": cast.anna, "partners": [lindner]}
    for number in range(count):
        contact = log_interaction(happened_at=days(number), mood_after=4, **one)
        contact.partners.add(kerner, through_defaults={"happened_at": contact.happened_at})
        resolve_issue(by=cast.anna, issue=flag_issue(title="Done", **one), result="So")
        flag_issue(title="Open", **one)
        write_appreciation(text="Thank you", **one)
        note_idea(title="Crates", **one)
    with django_assert_num_queries(queries):
        report(lindner, cast.anna)


def test_long_texts_are_cut_and_say_so() -> None:
    cut = for_paper("word " * 5_000)
    assert (len(cut), cut.endswith("… (continued in Rapport)")) == (LONGEST, True)
    assert for_paper(" one\r\n\r\n \n\n\ntwo ") == "one\n\ntwo"
