"""When and how something reaches one: chosen, checked, and said in plain words."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import DeliverySettings, OutgoingMail
from tests.accounts.kinds import issue_of, kinds, tell  # noqa: F401

PAGE = "accounts:delivery"
WISHES = {
    "mail": "daily", "digest_at": "08:15", "works_on": ["5", "1", "2"], "quiet_from": "20:00", "quiet_until": "06:30",
    "country": "DE", "region": "BY", "deputy": "", "away_from": "", "away_until": "",
}  # fmt: skip


def send(client, **changes):
    return client.post(reverse(PAGE), WISHES | changes)


def test_wishes_are_saved_and_said_in_plain_words(signed_in, cast):
    today = timezone.localdate()
    answer = send(signed_in, deputy=cast.ben.pk, away_from=today, away_until=today + timedelta(days=3))
    assert (answer.status_code, answer.url) == (302, reverse(PAGE))
    row = DeliverySettings.objects.get()
    assert (row.user, row.mail, row.digest_at, row.works_on, row.quiet_from, row.country, row.region, row.deputy) == (
        cast.anna, "daily", time(8, 15), "125", time(20), "DE", "BY", cast.ben,
    )  # fmt: skip
    sentences = signed_in.get(reverse(PAGE)).context["sentences"]
    assert sentences[0].startswith("A mail comes every working day at 08:15")
    assert sentences[1] == "Your working days: Monday, Tuesday, Friday."
    assert sentences[3] == "Public holidays of Germany, Bayern count as days off."
    assert "Ben is reminded in your place" in sentences[4]


@pytest.mark.parametrize(
    "wrong",
    [
        {"mail": "sometimes"}, {"digest_at": "25:00"}, {"works_on": []}, {"works_on": ["8"]}, {"country": "XX"},
        {"region": "ZZ"}, {"deputy": "999999"}, {"deputy": "x"}, {"away_until": "2026-01-01"},
        {"away_from": "2026-02-02", "away_until": "2026-02-01"}, {"away_from": "2026-02-30"}, {"quiet_from": ""},
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_saved(signed_in, wrong):
    answer = send(signed_in, **wrong)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) <= {*wrong, "region", "away_from", "away_until"}
    assert DeliverySettings.objects.count() == 0


def test_a_deputy_is_an_active_colleague_and_never_oneself(signed_in, cast):
    for user in (cast.anna, cast.dora, cast.otto):
        assert list(send(signed_in, deputy=user.pk).context["form"].errors) == ["deputy"]


def test_regions_are_those_of_the_country_chosen(signed_in):
    page = signed_in.get(reverse(PAGE), {"country": "AT"}, headers={"HX-Request": "true"}).text
    assert ("Wien" in page, "Bayern" in page, "<html" in page) == (True, False, False)
    assert signed_in.get(reverse(PAGE), {"country": "<b>"}, headers={"HX-Request": "true"}).status_code == 200


def test_waiting_mails_follow_a_change_of_wishes(signed_in, cast, lindner, kinds):  # noqa: F811
    tell(cast.anna, issue_of(cast, lindner))
    before = OutgoingMail.objects.get().due_at
    send(signed_in, digest_at="23:45", works_on=list("1234567"), country="", region="")
    after = OutgoingMail.objects.get().due_at
    assert after != before
    assert timezone.localtime(after).time() == time(23, 45)


def test_another_has_ones_own_wishes_not_to_read(cast, signed_in):
    send(signed_in)
    assert list(DeliverySettings.objects.visible_to(cast.ben)) == []
    assert DeliverySettings.objects.visible_to(cast.anna).count() == 1


def test_one_without_a_row_gets_the_defaults(signed_in, db, settings):
    settings.COUNTRY, settings.REGION = "AT", ""
    form = signed_in.get(reverse(PAGE)).context["form"]
    assert (form["country"].value(), form["mail"].value(), form["works_on"].value()) == ("AT", "daily", list("12345"))
