"""The list of partners: whom it shows to whom, how it is searched, filtered, sorted and paged."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from partners.actions.partner import add_partner, discard_partner
from partners.actions.tag import tags_named
from partners.models import Partner
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue
from relationships.queries.partner_list import those_of_team
from tests.counting import queries_of

URL = "/partners/"


def names(response):
    """The partners of a list, in its order."""
    assert response.status_code == 200
    return [row.name for row in response.context["page"].rows]


def add(cast, *names, **fields):
    return [add_partner(by=cast.anna, name=name, natural_person="no", **fields) for name in names]


def test_it_shows_ours_and_nothing_of_others(signed_in, lindner, kerner):
    response = signed_in.get(URL)
    assert names(response) == ["Druckhaus Lindner"]
    assert "Kerner" not in response.content.decode()


def test_all_shows_whom_one_may_see_beyond_the_team(cast, signed_in, lindner, kerner):
    add_partner(by=cast.otto, name="Post", open_to_everyone=True)
    assert names(signed_in.get(URL)) == ["Druckhaus Lindner"]
    assert names(signed_in.get(URL, {"scope": "all"})) == ["Druckhaus Lindner", "Post"]


@pytest.mark.parametrize(
    "asked", [{"role": "supplier"}, {"role": "supplier", "q": "p"}, {"role": "supplier", "sort": "created"}]
)
def test_a_partner_that_the_team_has_lost_is_neither_shown_nor_counted_by_a_standing_that_is_left(
    cast, signed_in, asked
):
    """Standings go with the team in one transaction, and say whom a team sees; a row is shown by who sees it all the same."""
    lost, _other = add(cast, "Paper lost", "Paper kept", is_supplier=True)
    assert names(signed_in.get(URL, asked)) in (["Paper kept", "Paper lost"], ["Paper lost", "Paper kept"])
    Partner.teams.through.objects.filter(partner=lost).delete()
    Partner.objects.filter(pk=lost.pk).update(caretaker=None)
    assert lost.standings.exists()
    page = signed_in.get(URL, asked)
    assert (names(page), page.context["count"], "Paper lost" in page.content.decode()) == (["Paper kept"], "1", False)


def test_whoever_is_not_of_the_team_finds_nothing_by_its_standings(cast, lindner):
    team = lindner.standings.get().team_id
    found = [[one.pk for one in those_of_team(user, team)] for user in (cast.anna, cast.otto)]
    assert found == [[lindner.pk], []]


def test_one_person_with_one_team_hears_nothing_of_scopes(cast, signed_in, lindner):
    cast.other_team.delete()
    assert signed_in.get(URL).context["scopes"] == []


@pytest.mark.parametrize("typed", ["lindner", "DRUCK lind", "Drück", "70-1182", "kontakt@lindner", "555 01"])
def test_it_finds_by_name_number_and_ways_whatever_case_and_accents(cast, signed_in, typed):
    add(cast, "Metallbau Kerner")
    points = [{"kind": "email", "value": "kontakt@lindner.example"}, {"kind": "phone", "value": "0761 555 01"}]
    numbers = [{"source": "accounting", "number": "70-1182"}]
    add(cast, "Druckhaus Lindner", contact_points=points, external_numbers=numbers)
    assert names(signed_in.get(URL, {"q": typed})) == ["Druckhaus Lindner"]


@pytest.mark.parametrize(("language", "words"), [("en", "1,000+ partners"), ("de", "1.000+ Partner")])
def test_more_than_a_thousand_are_not_counted_further(cast, signed_in, language, words):
    cast.anna.language = language
    cast.anna.save()
    Partner.objects.bulk_create(
        [
            Partner(name=f"Firm {number}", sort_key=f"firm {number}", kind="organisation", open_to_everyone=True)
            for number in range(1_001)
        ]
    )
    response = signed_in.get(URL, {"scope": "all"})
    assert f">{words}<" in response.content.decode()
    assert len(names(response)) == 25


@pytest.mark.parametrize(("typed", "words"), [("fi", "100+ partners"), ("fir", "101 partners")])
def test_by_two_letters_they_are_counted_to_a_hundred(signed_in, typed, words):
    Partner.objects.bulk_create(
        [Partner(name=f"Firm {number}", sort_key=f"firm {number}", open_to_everyone=True) for number in range(101)]
    )
    for _again in range(2):
        response = signed_in.get(URL, {"scope": "all", "q": typed})
        assert f">{words}<" in response.content.decode()
        assert names(response)[:2] == ["Firm 0", "Firm 1"]
        assert len(names(response)) == 25


def test_it_is_not_found_by_what_others_alone_may_know(cast, signed_in, kerner):
    assert names(signed_in.get(URL, {"q": "kerner", "scope": "all"})) == []


@pytest.mark.parametrize("typed", ["\x00", "a\x00b", "x" * 201])
def test_a_search_that_cannot_be_meant_finds_nobody_and_says_so(signed_in, lindner, typed):
    response = signed_in.get(URL, {"q": typed})
    assert names(response) == []
    assert response.context["filterset"].errors


def test_filters_leave_what_fits_and_stand_as_chips(cast, signed_in):
    tag = tags_named(["Print"], by=cast.anna)
    add(cast, "A", is_supplier=True, tags=tag, caretaker=cast.ben)
    add(cast, "B", is_customer=True)
    add(cast, "C", kind="group")
    chosen = {"role": "supplier", "kind": "organisation", "tag": tag[0].pk, "caretaker": cast.ben.pk}
    response = signed_in.get(URL, chosen)
    assert names(response) == ["A"]
    assert [chip["label"] for chip in response.context["chips"]] == [
        "Role: Supplier",
        "Kind: Organisation",
        "Tag: Print",
        "Caretaker: Ben",
    ]
    without_role = f"/partners/?kind=organisation&tag={tag[0].pk}&caretaker={cast.ben.pk}"
    assert response.context["chips"][0]["url"] == without_role


def test_filters_on_standings(cast, signed_in):
    quiet, fresh, _never = add(cast, "Quiet", "Fresh", "Never")
    log_interaction(by=cast.anna, partners=[quiet], text="x", happened_at=timezone.now() - timedelta(days=100))
    log_interaction(by=cast.anna, partners=[fresh], text="x")
    flag_issue(by=cast.anna, partners=[fresh], title="x")
    assert names(signed_in.get(URL, {"last_contact": "older_quarter"})) == ["Never", "Quiet"]
    assert names(signed_in.get(URL, {"last_contact": "never"})) == ["Never"]
    assert names(signed_in.get(URL, {"last_contact": "month"})) == ["Fresh"]
    assert names(signed_in.get(URL, {"open_issues": "true"})) == ["Fresh"]
    assert names(signed_in.get(URL, {"sort": "-last_contact"})) == ["Fresh", "Quiet", "Never"]
    assert names(signed_in.get(URL, {"sort": "oldest_issue"}))[0] == "Fresh"


@pytest.mark.parametrize(
    "query", [{"tag": "999999999999999999999"}, {"caretaker": "x"}, {"role": "boss"}, {"tag": "1 OR 1=1"}]
)
def test_a_filter_that_is_none_is_said(signed_in, lindner, query):
    response = signed_in.get(URL, query)
    assert names(response) == []
    assert list(response.context["filterset"].errors) == list(query)


def pages(client, query):
    """Follow the pager forward, then back; the names on each page."""
    forward, address = [], URL + query
    while address:
        response = client.get(address)
        forward.append(names(response))
        address = response.context["older"]
    back, address = [], response.context["newer"]
    while address:
        response = client.get(address)
        back.insert(0, names(response))
        address = response.context["newer"]
    return forward, back


@pytest.mark.parametrize("query", ["", "?sort=created", "?sort=last_contact", "?sort=next_touch", "?sort=oldest_issue"])
def test_pages_forward_and_back_with_equal_keys(cast, signed_in, settings, query):
    settings.PAGE_SIZE = 3
    add(cast, *["Same name"] * 4, "Other", "Same name", "Third")
    Partner.objects.update(created_at=timezone.now())
    forward, back = pages(signed_in, query)
    assert [len(page) for page in forward] == [3, 3, 1]
    assert back == forward[:-1]
    assert sorted(name for page in forward for name in page) == sorted(["Same name"] * 5 + ["Other", "Third"])


@pytest.mark.parametrize("cursor", ["x", "bm90anNvbg", "%00", "W10", "9" * 500])
def test_a_bad_cursor_leads_to_the_first_page(signed_in, lindner, cursor):
    response = signed_in.get(URL, {"cursor": cursor, "q": "lind"})
    assert (response.status_code, response.url) == (302, "/partners/?q=lind")


def test_a_name_is_shown_as_it_is_and_never_run(cast, signed_in):
    add(cast, "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>')
    text = signed_in.get(URL).content.decode()
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_an_organisation_one_may_not_see_is_not_named(cast, signed_in, kerner):
    roth = add_partner(by=cast.otto, name="T. Roth", kind="person", organisation=kerner, open_to_everyone=True)
    log_interaction(by=cast.anna, partners=[roth], text="x")
    response = signed_in.get(URL)
    assert names(response) == ["T. Roth"]
    assert "Kerner" not in response.content.decode()


def test_what_is_passed_is_marked_and_checked_against_what_the_reader_knows(cast, signed_in, client):
    late, known = add(cast, "Late", "Known to Anna", cadence_ideal=10, cadence_at_most=20)
    due = add(cast, "Due", cadence_ideal=10, cadence_at_most=90)[0]
    long_ago = timezone.now() - timedelta(days=40)
    for partner in (late, known, due):
        log_interaction(by=cast.ben, partners=[partner], text="x", happened_at=long_ago)
    log_interaction(by=cast.anna, partners=[known], text="x", visibility="private")
    marks = {line.name: line.mark for line in signed_in.get(URL).context["lines"]}
    assert marks == {"Late": "quiet", "Known to Anna": "", "Due": "due"}
    client.force_login(cast.ben)
    marks = {line.name: line.mark for line in client.get(URL).context["lines"]}
    assert marks == {"Late": "quiet", "Known to Anna": "quiet", "Due": "due"}


def test_htmx_gets_the_list_alone_and_every_form_of_emptiness_says_what_to_do(signed_in, lindner):
    fragment = signed_in.get(URL, {"q": "zzz"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "Nobody found" in fragment
    discard_partner(by=lindner.created_by, partner=lindner)
    assert "Nobody here yet" in signed_in.get(URL).content.decode()


def fill(cast, organisation, numbers):
    for number in numbers:
        partner = add_partner(
            by=cast.anna,
            name=f"P{number}",
            kind="person",
            organisation=organisation,
            cadence_at_most=1,
            is_customer=True,
        )
        log_interaction(by=cast.anna, partners=[partner], text="x", happened_at=timezone.now() - timedelta(days=9))
        flag_issue(by=cast.anna, partners=[partner], title="x")


@pytest.mark.parametrize("query", [{}, {"scope": "all"}, {"q": "P", "role": "customer", "open_issues": "true"}])
def test_queries_do_not_grow_with_the_rows(cast, signed_in, lindner, query):
    fill(cast, lindner, [1])
    one = queries_of(signed_in, URL, query)
    fill(cast, lindner, range(2, 31))
    thirty = queries_of(signed_in, URL, query)
    assert len(thirty) == len(one) <= 10


def test_every_row_offers_to_log_a_contact(signed_in, lindner):
    text = signed_in.get(URL).content.decode()
    assert re.search(rf'href="/contacts/new/\?partner={lindner.pk}"', text)
