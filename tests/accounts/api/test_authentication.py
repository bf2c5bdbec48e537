"""Tokens and sessions, and whom they let in."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from rest_framework.test import APIClient

from accounts.actions.user import change_user
from partners.models import Partner

URL = "/api/v1/partners/"


@pytest.fixture
def token(cast):
    out = StringIO()
    call_command("create_token", "Anna@Example.org", stdout=out)
    return out.getvalue().strip()


def get(token, url=URL, **headers):
    return APIClient(headers={"Authorization": f"Token {token}", **headers}).get(url)


def test_a_token_speaks_for_its_user(token, lindner, kerner):
    assert [row["name"] for row in get(token).json()["results"]] == ["Druckhaus Lindner"]


def test_the_command_prints_the_token_and_nothing_else(token):
    assert len(token) == 64
    assert token.isalnum()


@pytest.mark.parametrize("email", ["nobody@example.org", "dora@example.org", ""])
def test_nobody_gets_no_token(cast, email):
    with pytest.raises(CommandError):
        call_command("create_token", email)


@pytest.mark.parametrize("bad", ["", "x", "a b", "ä", "\u0000", "x" * 5000, "0" * 64])
def test_what_is_no_token_is_refused(cast, bad):
    answer = get(bad)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Token")


def test_without_one_nobody_is_let_in(db):
    assert APIClient().get(URL).status_code == 401
    assert APIClient().get("/api/v1/schema/").status_code == 401
    assert APIClient().get("/api/v1/docs/").status_code == 401


def test_access_ends_with_the_account(cast, token):
    change_user(by=cast.ada, user=cast.anna, is_active=False)
    assert get(token).status_code == 401


def test_a_deactivated_account_that_kept_a_token_is_refused(cast, token):
    type(cast.anna).objects.filter(pk=cast.anna.pk).update(is_active=False)
    assert get(token).status_code == 401


def test_a_session_reads_and_writes_only_with_the_csrf_token(cast):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.anna)
    assert browser.get(URL).status_code == 200
    refused = browser.post(URL, {"name": "x"}, content_type="application/json")
    assert refused.status_code == 403


def test_refusals_are_in_the_users_language(cast, token):
    cast.anna.language = "de"
    cast.anna.save()
    answer = get(token, f"{URL}?page_size=1000000000")
    assert answer["Content-Language"] == "de"


def test_times_are_told_in_the_users_zone(cast, token, lindner):
    cast.anna.time_zone = "Asia/Kolkata"
    cast.anna.save()
    assert get(token).json()["results"][0]["created_at"].endswith("+05:30")


def test_too_many_requests_are_told_when_to_come_back(cast, token, settings, monkeypatch):
    monkeypatch.setattr("rest_framework.throttling.UserRateThrottle.THROTTLE_RATES", {"user": "2/min"})
    answers = [get(token) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2]["Retry-After"]) > 0


def test_answers_stay_in_no_cache(token):
    assert set(get(token)["Cache-Control"].split(", ")) >= {"no-store", "private"}


def test_the_history_names_whom_the_token_speaks_for(token, anna):
    client = APIClient(headers={"Authorization": f"Token {token}"})
    made = client.post(URL, {"name": "Post"}).json()
    client.patch(f"{URL}{made['id']}/", {"name": "Letters", "version": 1})
    history = list(Partner.history.filter(id=made["id"]).values_list("history_type", "name", "history_user"))
    assert (history[0], history[-1]) == (("~", "Letters", anna.pk), ("+", "Post", anna.pk))
    assert {user for _type, _name, user in history} == {anna.pk}
