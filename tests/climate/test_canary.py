"""A canary in another's check-in: nowhere to be read, not even in the database itself."""

import logging

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.actions.user import change_user
from accounts.models import Membership
from climate.models import BoosterUse, CheckIn
from tests.conftest import make_user
from tests.world import make_world
from torture.canary import CANARY, dump, signed_in, sing, text_of, walk


@pytest.fixture
def world(cast, lindner):
    world = make_world(cast, lindner)
    sing(cast.ben, at=timezone.now())
    sing(cast.otto, at=timezone.now())
    return world


@pytest.mark.parametrize("reader", ["anna", "lena", "otto", "ada"])
def test_nobody_else_reads_it_on_any_page_answer_or_file(cast, world, reader):
    """Nor what belongs to a colleague who has left."""
    left = make_user("Nora")
    Membership.objects.create(team=cast.team, user=left)
    sing(left, at=timezone.now())
    change_user(by=cast.ada, user=left, is_active=False)
    if reader == "otto":
        CheckIn.objects.filter(user=cast.otto).delete()
    seen = walk(signed_in(getattr(cast, reader)), each=2)
    assert (seen.hits, seen.answers > 60) == ([], True)


def test_its_owner_reads_it(cast, world):
    assert sorted(walk(signed_in(cast.ben), each=2).hits) == [
        "/",
        "/api/v1/check-ins/",
        "/api/v1/private-answers/",
        "/check-ins/",
        "/check-ins/file/",
        "/reflection/",
    ]


def test_a_dump_of_the_database_does_not_hold_it(cast, world):
    call_command("seal_again")
    rows = dump()
    assert len(rows) > 50
    assert [row for row in rows if CANARY in row or "Kanarien" in row] == []


def test_a_dump_does_not_tell_who_used_what(cast, world):
    use = BoosterUse.objects.values().get()
    assert set(use) == {"id", "booster_id", "who", "sealed", "key_mark"}
    assert str(cast.ben.pk) not in (use["who"], str(use["id"]))
    assert CheckIn.objects.filter(user=cast.ben).values_list("key_mark", flat=True)[0] == use["key_mark"]


def test_no_log_line_holds_it_or_what_helped(cast, world, caplog):
    client = signed_in(cast.ben)
    with caplog.at_level(logging.DEBUG):
        client.post("/check-ins/note/", {"mood": 1, "word": CANARY})
        client.post("/boosters/tried/", {"booster": world.booster.pk, "answer": "helped"})
        client.post("/boosters/another/", {"skipped": [world.booster.pk]})
        text_of(client.get("/check-ins/"))
    assert "/boosters/tried/" in caplog.text
    assert CANARY not in caplog.text
    assert f"/{world.booster.pk}" not in caplog.text
