"""The trash: one's own, with the way back."""

import pytest

from accounts.models import Membership
from partners.actions.partner import discard_partner
from relationships.actions.comment import discard_comment
from relationships.actions.entry import discard_entry
from relationships.actions.interaction import log_interaction
from relationships.actions.reminder import discard_reminder
from tests.counting import queries_of
from tests.world import CANARY, make_secrets, make_world

URL = "/trash/"


@pytest.fixture
def full(cast, lindner):
    """Anna's trash with one of everything but the partner."""
    world = make_world(cast, lindner)
    discard_comment(by=cast.ben, comment=world.comment)
    for entry in (world.interaction, world.appreciation, world.idea, world.issue):
        discard_entry(entry, by=cast.anna)
    discard_reminder(by=cast.anna, reminder=world.reminder)
    return world


def nouns(client):
    response = client.get(URL)
    assert response.status_code == 200
    return sorted(line["noun"] for line in response.context["lines"])


def restore(client, noun, record):
    return client.post(f"/trash/{noun}/{record.pk}/restore/").status_code


def test_it_holds_what_one_discarded_oneself(cast, signed_in, client, full, lindner, kerner):
    make_secrets(cast, lindner, kerner)
    assert nouns(signed_in) == ["appreciation", "idea", "interaction", "issue", "reminder"]
    assert CANARY not in signed_in.get(URL).content.decode()
    assert "90 days left" in signed_in.get(URL).content.decode()
    client.force_login(cast.lena)
    assert nouns(client) == []


def test_everything_comes_back(cast, signed_in, full, lindner):
    discard_partner(by=cast.anna, partner=lindner)
    assert nouns(signed_in) == ["appreciation", "idea", "interaction", "issue", "partner", "reminder"]
    for noun in ("interaction", "appreciation", "idea", "issue", "reminder", "partner"):
        record = getattr(full, noun)
        assert restore(signed_in, noun, record) == 302
        record.refresh_from_db()
        assert record.discarded_at is None
        assert restore(signed_in, noun, record) == 404
    assert nouns(signed_in) == []


def test_a_comment_comes_back_while_one_sees_its_issue(cast, client, full):
    client.force_login(cast.ben)
    assert nouns(client) == []  # its issue is in the trash, too
    full.issue.discarded_at = None
    full.issue.save()
    assert nouns(client) == ["comment"]
    assert restore(client, "comment", full.comment) == 302


def test_what_is_not_in_ones_own_trash_is_not_there(cast, client, full):
    for user in (cast.ben, cast.lena, cast.otto, cast.ada):
        client.force_login(user)
        assert {
            restore(client, noun, getattr(full, noun)) for noun in ("interaction", "issue", "idea", "reminder")
        } == {404}
    assert restore(client, "user", cast.anna) == 404
    assert client.get("/trash/issue/1/restore/").status_code == 405


def test_who_left_the_team_cannot_take_its_partner_out(cast, signed_in, kerner):
    Membership.objects.create(team=cast.other_team, user=cast.anna)
    anna = type(cast.anna).objects.get(pk=cast.anna.pk)
    discard_partner(by=anna, partner=kerner)
    assert nouns(signed_in) == ["partner"]
    Membership.objects.filter(team=cast.other_team, user=cast.anna).delete()
    assert nouns(signed_in) == []
    assert restore(signed_in, "partner", kerner) == 404


def test_queries_do_not_grow(cast, signed_in, full, lindner, kerner):
    one = queries_of(signed_in, URL)
    for _ in range(30):
        discard_entry(log_interaction(by=cast.anna, partners=[lindner], text="x"), by=cast.anna)
    assert len(queries_of(signed_in, URL)) == len(one) <= 10
