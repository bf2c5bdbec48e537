"""The page of a team's rules says in plain words what will happen, and leads change it."""

import pytest

from accounts.models import User
from relationships.models import ReminderRules

SENT = {"quiet_after": "5", "repeat_after": "2", "lead_after": "", "measure_before": "1", "cadence": "on"}


@pytest.fixture
def address(cast):
    return f"/teams/{cast.team.pk}/reminders/"


def test_it_says_what_happens_without_anything_set(signed_in, address):
    page = signed_in.get(address)
    assert page.context["sentences"][:2] == [
        "An issue that has been quiet for 7 days reminds its owner, then again every 3 working days.",
        "After 14 quiet days it reminds the lead of the team, too, if the lead may read it.",
    ]
    assert "Change the rules" not in page.content.decode()
    assert signed_in.post(address, SENT).status_code == 403


def test_the_lead_changes_it_and_a_stale_form_is_told(client, cast, address):
    client.force_login(User.objects.get(pk=cast.lena.pk))
    assert client.post(address, SENT | {"version": "1"}).url == address
    rules = ReminderRules.objects.get()
    assert (rules.quiet_after, rules.lead_after, rules.on_due_day, rules.cadence) == (5, None, False, True)
    assert client.get(address).context["sentences"][0].endswith("then again every 2 working days.")
    assert client.post(address, SENT | {"version": "1", "quiet_after": "9"}).status_code == 302
    assert client.post(address, SENT | {"version": "1", "quiet_after": "8"}).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"quiet_after": "0"}, "quiet_after"), ({"quiet_after": "x"}, "quiet_after"), ({"lead_after": "2"}, "lead_after")],
)
def test_what_cannot_be_meant(client, cast, address, wrong, field):
    client.force_login(User.objects.get(pk=cast.lena.pk))
    page = client.post(address, SENT | {"version": "1"} | wrong)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert not ReminderRules.objects.exists()
