"""The palette finds what one may see and offers what one may do."""

import pytest

from partners.actions.partner import add_partner
from relationships.actions.issue import flag_issue, resolve_issue
from tests.counting import queries_of
from tests.world import CANARY, make_secrets

URL = "/palette/"


def found(client, typed):
    response = client.get(URL, {"q": typed})
    assert response.status_code == 200
    return response.context["found"]


def commands(client, typed):
    return [str(command.words) for command in client.get(URL, {"q": typed}).context["commands"]]


def test_it_finds_partners_and_issues_that_begin_so_and_are_open_first(cast, signed_in, lindner):
    hof = add_partner(by=cast.anna, name="Lindenhof")
    done = flag_issue(by=cast.anna, partners=[lindner], title="Linden cut")
    resolve_issue(by=cast.anna, issue=done, result="x")
    waits = flag_issue(by=cast.anna, partners=[lindner], title="The linden is ill")
    result = found(signed_in, "LIND")
    assert (result.partners, result.issues) == ([hof, lindner], [waits, done])


def test_it_finds_nothing_that_one_may_not_see(cast, signed_in, lindner, kerner):
    make_secrets(cast, lindner, kerner)
    assert CANARY not in signed_in.get(URL, {"q": "kanarien"}).content.decode().replace('value="kanarien"', "")
    assert "Kerner" not in signed_in.get(URL, {"q": "metallbau"}).content.decode()


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "a\x00", "x" * 100_000, "%", "_"])
def test_what_cannot_be_meant_finds_nothing(signed_in, lindner, typed):
    result = found(signed_in, typed)
    assert (result.partners, result.issues) == ([], [])


def test_commands_are_those_open_to_one(cast, signed_in, client):
    assert commands(signed_in, "add part") == ["Add a partner"]
    assert "Flag an issue" in commands(signed_in, "flag")
    client.force_login(cast.ada)
    assert commands(client, "add part") == commands(client, "flag") == []


def test_htmx_gets_options_alone_and_names_are_inert(cast, signed_in):
    add_partner(by=cast.anna, name="<img src=x onerror=alert(1)>")
    text = signed_in.get(URL, {"q": "img"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in text
    assert '<li role="option"' in text
    assert "<img" not in text


def test_it_takes_four_queries_at_most(cast, signed_in, lindner):
    for n in range(30):
        flag_issue(by=cast.anna, partners=[add_partner(by=cast.anna, name=f"P{n}")], title=f"P{n}")
    assert len(queries_of(signed_in, URL, {"q": "p"}, **{"HX-Request": "true"})) <= 4
