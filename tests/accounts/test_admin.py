"""Django's admin holds users, teams and technical tables, and nothing that anybody wrote."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

OPEN = {
    "accounts.Heartbeat",
    "accounts.Membership",
    "accounts.OutgoingMail",
    "accounts.Team",
    "accounts.User",
    "django_q.Failure",
    "django_q.OrmQ",
    "django_q.Schedule",
    "django_q.Success",
    "knox.AuthToken",
    "sessions.Session",
    "usersessions.UserSession",
}


def test_what_is_registered():
    assert {model._meta.label for model in admin.site._registry} == OPEN


def test_administrators_see_every_list(cast, client):
    client.force_login(cast.ada)
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert client.get(address).status_code == 200, address


def test_accounts_are_not_changed_there_and_show_no_password(cast, client):
    client.force_login(cast.ada)
    address = reverse("admin:accounts_user_change", args=[cast.ben.pk])
    assert client.post(address, {"name": "Mallory"}).status_code == 403
    page = client.get(address)
    assert (page.status_code, cast.ben.password in page.text) == (200, False)


@pytest.mark.parametrize("name", ["anna", "lena"])
def test_others_do_not_get_in(cast, client, name):
    client.force_login(getattr(cast, name))
    assert client.get(reverse("admin:accounts_user_changelist"), follow=True).status_code == 403


def test_signing_in_there_is_the_one_sign_in(db):
    answer = Client().get(reverse("admin:login"))
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))
    answer = Client().post(reverse("admin:login"), {"username": "ada@example.org", "password": "x"})
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))
