"""People with an account, which administrators look after."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from accounts.actions.token import make_token
from accounts.models import User
from tests.conftest import PASSWORD, make_user


@pytest.fixture
def ada(cast, client):
    client.force_login(cast.ada)
    return client


def sign_in(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_only_administrators_look_after_people(cast):
    for person in (cast.anna, cast.lena):
        client = Client()
        client.force_login(person)
        assert [
            client.get(reverse("accounts:user_list")).status_code,
            client.get(reverse("accounts:user_create")).status_code,
            client.post(reverse("accounts:user_create"), {"name": "x", "email": "x@example.org"}).status_code,
            client.get(reverse("accounts:user_update", args=[cast.ben.pk])).status_code,
            *(
                client.post(reverse(f"accounts:user_{verb}", args=[cast.ben.pk])).status_code
                for verb in ("link", "deactivate", "reactivate")
            ),
        ] == [403] * 7
    assert not User.objects.filter(name="x").exists()


def test_the_list_names_everyone_and_finds(ada):
    page = ada.get(reverse("accounts:user_list")).context["page"]
    assert [user.name for user in page] == ["Ada", "Anna", "Ben", "Dora", "Lena", "Otto"]
    page = ada.get(reverse("accounts:user_list"), {"q": "BEN@"}).context["page"]
    assert [user.name for user in page] == ["Ben"]


def test_pages_of_people_follow_each_other(ada, django_assert_max_num_queries):
    for number in range(40):
        make_user(f"user{number:02}")
    names, cursor = [], None
    for _page in range(3):
        with django_assert_max_num_queries(9):
            page = ada.get(reverse("accounts:user_list"), {"cursor": cursor} if cursor else {}).context["page"]
        names += [user.name for user in page]
        cursor = page.next
        if cursor is None:
            break
    assert names == [user.name for user in User.objects.order_by("name", "pk")]
    assert ada.get(reverse("accounts:user_list"), {"cursor": "rubbish"}).status_code == 302


def test_a_new_person_gets_a_link_by_mail_and_the_administrator_sees_it(cast, ada, django_capture_on_commit_callbacks):
    data = {"name": "Nora", "email": "Nora@Example.org", "team": cast.team.pk, "language": "de"}
    with django_capture_on_commit_callbacks(execute=True):
        page = ada.post(reverse("accounts:user_create"), data)
    nora = User.objects.get(email="nora@example.org")
    assert (nora.language, [team.name for team in nora.teams.all()]) == ("de", ["Purchasing"])
    shown = re.search(r'value="(http://[^"]+)"', page.text)[1]
    assert [message.to for message in mail.outbox] == [["nora@example.org"]]
    sent = re.search(r"http://\S+", mail.outbox[0].body)[0]
    for link in (shown, sent):
        assert link.startswith("http://localhost:8000/accounts/password/lost/")
    browser = Client()
    form = browser.get(shown.removeprefix("http://localhost:8000"), follow=True)
    answer = browser.post(form.redirect_chain[-1][0], {"password1": "clay-and-paper", "password2": "clay-and-paper"})
    assert (answer.status_code, answer.url) == (302, reverse("account_reset_password_from_key_done"))
    assert sign_in(browser, "nora@example.org", "clay-and-paper").url == reverse("relationships:today")
    again = Client().get(sent.removeprefix("http://localhost:8000"), follow=True)
    assert "does not work any more" in again.text


@pytest.mark.parametrize("wrong", [{"email": "anna@EXAMPLE.org"}, {"email": "x"}, {"name": ""}, {"team": 10**9}])
def test_wrong_input_makes_no_account(cast, ada, wrong):
    data = {"name": "Nora", "email": "nora@example.org", "team": cast.team.pk, "language": "de"}
    response = ada.post(reverse("accounts:user_create"), data | wrong)
    assert (response.status_code, list(response.context["form"].errors)) == (422, list(wrong))
    assert (User.objects.count(), len(mail.outbox)) == (6, 0)


def test_an_account_is_changed(cast, ada):
    data = {"name": "Benno", "email": "benno@example.org", "language": "en", "is_administrator": "on"}
    assert ada.post(reverse("accounts:user_update", args=[cast.ben.pk]), data).status_code == 302
    ben = User.objects.get(pk=cast.ben.pk)
    assert (ben.name, ben.email, ben.is_administrator) == ("Benno", "benno@example.org", True)
    own = ada.post(
        reverse("accounts:user_update", args=[cast.ada.pk]), {"name": "Ada", "email": "a@example.org", "language": "en"}
    )
    assert own.status_code == 422
    taken = ada.post(reverse("accounts:user_update", args=[cast.ben.pk]), data | {"email": "otto@example.org"})
    assert (taken.status_code, list(taken.context["form"].errors)) == (422, ["email"])


def test_who_is_switched_off_is_out_at_once_and_may_come_back(cast, ada):
    browser = Client()
    sign_in(browser, "ben@example.org", PASSWORD)
    make_token(cast.ben)
    assert browser.get(reverse("accounts:settings")).status_code == 200
    ada.post(reverse("accounts:user_deactivate", args=[cast.ben.pk]))
    assert browser.get(reverse("accounts:settings")).url.startswith(reverse("account_login"))
    assert not AuthToken.objects.exists()
    assert sign_in(Client(), "ben@example.org", PASSWORD).status_code == 302
    assert ada.post(reverse("accounts:user_link", args=[cast.ben.pk])).status_code == 403
    ada.post(reverse("accounts:user_reactivate", args=[cast.ben.pk]))
    assert browser.get(reverse("accounts:settings")).status_code == 302
    assert sign_in(browser, "ben@example.org", PASSWORD).url == reverse("relationships:today")


def test_nobody_switches_themselves_off(cast, ada):
    assert ada.post(reverse("accounts:user_deactivate", args=[cast.ada.pk])).status_code == 400
    assert User.objects.get(pk=cast.ada.pk).is_active
