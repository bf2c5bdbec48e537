"""One's own settings: preferences and API tokens."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken
from rest_framework.test import APIClient

from accounts.actions.token import make_token

PREFERENCES = {"name": "Anna Berg", "language": "de", "time_zone": "Europe/Vienna", "theme": "dark"}


def test_preferences_are_saved_and_spoken_from_then_on(signed_in, anna):
    signed_in.cookies["theme"] = "light"
    response = signed_in.post(reverse("accounts:settings"), PREFERENCES)
    assert (response.status_code, response.url) == (302, reverse("accounts:settings"))
    assert response.cookies["theme"].value == ""
    anna.refresh_from_db()
    assert {name: getattr(anna, name) for name in PREFERENCES} == PREFERENCES
    page = signed_in.get(reverse("accounts:settings"))
    assert page.headers["Content-Language"] == "de"
    assert 'data-theme="dark"' in page.text


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "x" * 151}, {"language": "xx"}, {"time_zone": "Mars/Olympus"}, {"theme": "pink"}],
)
def test_what_is_wrong_is_said_and_nothing_saved(signed_in, anna, wrong):
    response = signed_in.post(reverse("accounts:settings"), PREFERENCES | wrong)
    assert (response.status_code, list(response.context["form"].errors)) == (422, list(wrong))
    anna.refresh_from_db()
    assert (anna.name, anna.language) == ("Anna", "en")


def test_power_and_address_cannot_be_set_from_outside(signed_in, anna):
    more = {"is_administrator": "on", "is_active": "", "email": "x@example.org", "password": "x"}
    signed_in.post(reverse("accounts:settings"), PREFERENCES | more)
    before = anna.password
    anna.refresh_from_db()
    assert (anna.is_administrator, anna.is_active, anna.email) == (False, True, "anna@example.org")
    assert anna.password == before


def test_the_device_has_its_own_say_in_light_and_dark(signed_in):
    signed_in.cookies["theme"] = "dark"
    assert 'data-theme="dark"' in signed_in.get(reverse("accounts:settings")).text
    signed_in.cookies["theme"] = '"><script>'
    assert 'data-theme="auto"' in signed_in.get(reverse("accounts:settings")).text


def test_a_token_is_shown_once_and_works(signed_in):
    page = signed_in.post(reverse("accounts:token_create"))
    token = re.search(r'id="token" value="(\w+)"', page.text)[1]
    assert APIClient(headers={"Authorization": f"Token {token}"}).get("/api/v1/teams/").status_code == 200
    assert token not in signed_in.get(reverse("accounts:token_list")).text


def test_a_token_taken_back_ends_and_only_ones_own_can_be(signed_in, cast):
    own, others = make_token(cast.anna), make_token(cast.ben)
    page = signed_in.get(reverse("accounts:token_list")).text
    assert (own[:8] in page, others[:8] in page) == (True, False)
    foreign = AuthToken.objects.get(user=cast.ben).digest
    assert signed_in.post(reverse("accounts:token_end", args=[foreign])).status_code == 404
    digest = AuthToken.objects.get(user=cast.anna).digest
    assert signed_in.get(reverse("accounts:token_end", args=[digest])).status_code == 405
    assert signed_in.post(reverse("accounts:token_end", args=[digest])).status_code == 302
    assert list(AuthToken.objects.values_list("user", flat=True)) == [cast.ben.pk]
    assert APIClient(headers={"Authorization": f"Token {own}"}).get("/api/v1/teams/").status_code == 401


def test_nobody_gets_in_without_signing_in(db):
    for name in ("settings", "token_list", "team_list", "user_list"):
        assert Client().get(reverse(f"accounts:{name}")).url.startswith(reverse("account_login"))
