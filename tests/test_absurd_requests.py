"""Lists asked for what cannot be meant: a clear answer, nothing that breaks, nothing that grows with what was sent."""

from urllib.parse import urlencode

import pytest

from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue
from tests.counting import queries_of

PAGES = ("/partners/", "/issues/", "/contacts/")
LISTS = ("/api/v1/partners/", "/api/v1/issues/", "/api/v1/interactions/")
ABSURD = {
    "a page of a billion": [("page", 10**9)],
    "a size of a billion": [("page_size", 10**9)],
    "a search of ten thousand letters": [("q", "ab" * 5_000)],
    "a search for a sign alone": [("q", "%")],
    "a byte that is none": [("q", "\x00")],
    "fifty filters": [("team", number) for number in range(50)] + [("no_such_filter", "x" * 100)] * 50,
    "two hundred sorts": [("sort", "name")] * 200,
    "a number beyond all": [("team", 10**40)],
    "a cursor made up": [("cursor", "zzzz")],
    "a cursor of another list": [("cursor", "WyJzb3J0X2tleSIsICJ4IiwgMSwgMF0")],
}


@pytest.fixture
def filled(cast, lindner):
    for number in range(3):
        log_interaction(by=cast.anna, partners=[lindner], text=f"Press {number}, 100% & more")
        flag_issue(by=cast.anna, partners=[lindner], title=f"Invoice {number}")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("asked", ABSURD.values(), ids=list(ABSURD))
def test_a_page_answers_and_stays_as_small_as_it_is(signed_in, filled, page, asked):
    usual = len(signed_in.get(page).content)
    answer = signed_in.get(f"{page}?{urlencode(asked)}", follow=True)
    assert answer.status_code == 200
    assert len(answer.content) < usual * 1.3


@pytest.mark.parametrize("url", LISTS)
@pytest.mark.parametrize("asked", ABSURD.values(), ids=list(ABSURD))
def test_the_api_answers_or_says_what_is_wrong(api, filled, url, asked):
    answer = api.get(f"{url}?{urlencode(asked)}")
    assert answer.status_code in (200, 400)
    said = answer.json()
    assert "results" in said if answer.status_code == 200 else all(said.values())
    assert len(answer.content) < 20_000


def test_what_a_list_does_not_know_is_left_out_of_a_long_address_and_the_rest_kept(signed_in):
    asked = [("kind", "conflict"), ("q", "x" * 500), ("sort", "quiet"), *[("utm", "y" * 100)] * 30]
    answer = signed_in.get(f"/issues/?{urlencode(asked)}")
    assert (answer.status_code, answer.url) == (302, f"/issues/?q={'x' * 201}&kind=conflict&sort=quiet")
    assert "at most 200 characters" in signed_in.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("typed", "found"),
    [("press", 3), ("press & 100%", 3), ("100%", 3), ("press nowhere", 0), ("%", 0), ("_ & %", 0), ("😊", 0), (" ", 3)],
)
def test_words_are_looked_for_and_signs_between_them_are_not(api, filled, typed, found):
    assert len(api.get("/api/v1/interactions/", {"q": typed}).json()["results"]) == found


def test_a_search_takes_no_query_more(signed_in, filled):
    """One finds the rows, of which the next reads the page and counts them together; without a word these are two as well."""
    usual = queries_of(signed_in, "/contacts/")
    assert len(queries_of(signed_in, "/contacts/", {"q": "press"})) == len(usual)
