"""Signing in and out, the lost password, the second step, the list of devices."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django_q.models import OrmQ, Task

from accounts.actions.user import change_user
from tests.conftest import PASSWORD

TODAY = "relationships:today"


def sign_in(client, email="anna@example.org", password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password} | more)


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_signing_in_leads_where_one_wanted_to_go(cast, client):
    wanted = client.get(reverse("accounts:team_list")).url
    assert wanted == f"{reverse('account_login')}?next=/teams/"
    assert sign_in(client, email=" ANNA@example.org").url == reverse(TODAY)
    assert sign_in(Client(), next="/teams/").url == "/teams/"
    assert sign_in(Client(), next="https://example.com/").url == reverse(TODAY)


@pytest.mark.parametrize(("language", "greeting"), [("de", "Erfolgreich"), ("en", "Successfully")])
def test_one_is_greeted_in_ones_own_language_whatever_the_browser_speaks(cast, language, greeting):
    cast.anna.language = language
    cast.anna.save()
    client = Client(headers={"accept-language": "de" if language == "en" else "en"})
    sign_in(client)
    assert greeting in client.get(reverse(TODAY)).text


def test_the_strict_rules_hold_on_every_page_of_signing_in(cast, client):
    client.force_login(cast.anna)
    for name in ("account_change_password", "mfa_index", "usersessions_list", "mfa_activate_totp", "account_logout"):
        page = client.get(reverse(name), follow=True)
        assert page.status_code == 200, name
        rules = page.headers["Content-Security-Policy"]
        assert ("form-action 'self'" in rules, "unsafe" in rules) == (True, False)
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page.text), name
    for name in ("account_login", "account_reset_password", "account_reset_password_done"):
        assert Client().get(reverse(name)).status_code == 200, name


def test_a_wrong_password_and_an_unknown_address_read_the_same(cast):
    answers = [sign_in(Client(), email=email, password="x") for email in ("anna@example.org", "no@example.org")]
    errors = [answer.context["form"].non_field_errors() for answer in answers]
    assert errors[0] == errors[1]
    assert [answer.status_code for answer in answers] == [200, 200]


def test_who_guesses_is_slowed_down_and_the_owner_not_locked_out(cast):
    guesser, owner = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    for _try in range(10):
        sign_in(guesser, password="x")
    sign_in(guesser)
    sign_in(owner)
    assert ["_auth_user_id" in client.session for client in (guesser, owner)] == [False, True]


def test_who_was_switched_off_does_not_get_in(cast, client):
    sign_in(client, email="dora@example.org")
    assert "_auth_user_id" not in client.session


def test_signing_out_needs_a_post(cast, client):
    sign_in(client)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    assert client.post(reverse("account_logout")).url == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_the_session_gets_a_new_key_at_signing_in(cast, client):
    session = client.session
    session["before"] = 1
    session.save()
    sign_in(client)
    assert client.session.session_key != session.session_key


def test_nobody_signs_up():
    for name in ("account_signup", "account_email", "socialaccount_signup"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_a_lost_password_is_set_anew(cast, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("account_reset_password"), {"email": "Anna@Example.org"})
    assert answer.url == reverse("account_reset_password_done")
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]
    link = re.search(r"http://localhost:8000(\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    weak = client.post(form.redirect_chain[-1][0], {"password1": "short", "password2": "short"})
    assert weak.context["form"].errors
    client.post(form.redirect_chain[-1][0], {"password1": "paper-and-clay-9", "password2": "paper-and-clay-9"})
    assert sign_in(Client(), password=PASSWORD).status_code == 200
    assert sign_in(Client(), password="paper-and-clay-9").url == reverse(TODAY)


def test_asking_for_a_link_does_not_tell_whether_there_is_an_account(cast, client, settings):
    """The same answer and the same work: one job, with neither address nor key in it."""
    settings.Q_CLUSTER = settings.Q_CLUSTER | {"sync": False}
    answers, jobs = [], []
    for email in ("anna@example.org", "nobody@example.org", "dora@example.org"):
        answer = client.post(reverse("account_reset_password"), {"email": email})
        answers.append((answer.status_code, answer.url))
        jobs.append(OrmQ.objects.count() + Task.objects.count())
    assert answers == [(302, reverse("account_reset_password_done"))] * 3
    assert len(mail.outbox) <= 1


def test_the_second_step_is_asked_for_once_it_is_set_up(cast, client):
    sign_in(client)
    confirm = client.get(reverse("mfa_activate_totp")).url
    assert client.post(confirm, {"password": PASSWORD}).url == reverse("mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    secret = page.context["form"].secret
    assert client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}).status_code == 302
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    fresh = Client()
    assert sign_in(fresh).url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in fresh.session
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert fresh.post(reverse("mfa_authenticate"), {"code": codes[0]}).url == reverse(TODAY)


def test_devices_are_listed_and_all_others_signed_out(cast, client):
    other = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"})
    sign_in(other)
    sign_in(client)
    page = client.get(reverse("usersessions_list"))
    assert len(page.context["sessions"]) == 2
    assert "Firefox, Windows" in page.content.decode()
    client.post(reverse("usersessions_list"))
    assert other.get(reverse("accounts:settings")).url.startswith(reverse("account_login"))
    assert client.get(reverse("accounts:settings")).status_code == 200


def test_a_changed_password_keeps_this_device_signed_in(cast, client):
    sign_in(client)
    data = {"oldpassword": PASSWORD, "password1": "paper-and-clay-9", "password2": "paper-and-clay-9"}
    assert client.post(reverse("account_change_password"), data).status_code == 302
    assert client.get(reverse("accounts:settings")).status_code == 200


def test_an_old_address_lets_nobody_in(cast, client):
    sign_in(client)
    change_user(by=cast.ada, user=cast.anna, email="anna.berg@example.org")
    assert "_auth_user_id" not in sign_in_and_look("anna@example.org")
    assert "_auth_user_id" in sign_in_and_look("anna.berg@example.org")


def sign_in_and_look(email):
    client = Client()
    sign_in(client, email=email)
    return client.session


def test_who_asks_for_links_without_end_reads_why_none_comes(cast):
    client = Client()
    answers = [client.post(reverse("account_reset_password"), {"email": "anna@example.org"}) for _try in range(7)]
    assert (answers[0].status_code, answers[-1].status_code) == (302, 429)
    assert "A little slower, please" in answers[-1].text


def test_who_may_not_sign_in_any_more_is_out_at_the_next_click(cast, client):
    client.force_login(cast.anna)
    assert client.get(reverse(TODAY)).status_code == 200
    change_user(by=cast.ada, user=cast.anna, is_active=False)
    assert client.get(reverse(TODAY)).url == f"{reverse('account_login')}?next=/"


@pytest.mark.parametrize("key", ["", "a", "x" * 32, "x" * 2_000, "' or 1=1 --", "%"])
def test_a_session_that_is_not_there_is_nobody(cast, client, key):
    client.cookies["sessionid"] = key
    assert client.get(reverse(TODAY)).url == f"{reverse('account_login')}?next=/"


def test_a_session_ends_on_its_day(cast, client):
    client.force_login(cast.anna)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))
    assert client.get(reverse(TODAY)).status_code == 200
    Session.objects.update(expire_date=timezone.now())
    assert client.get(reverse(TODAY)).url == f"{reverse('account_login')}?next=/"
