"""What is sealed opens with its key, in its own row, and nowhere else."""

from datetime import date

import pytest
from cryptography.fernet import Fernet
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.actions.record import WrongState
from climate.actions.booster import add_booster
from climate.actions.booster_use import note_use
from climate.actions.check_in import check_in, delete_all
from climate.models import BoosterUse, CheckIn, Unreadable
from climate.queries.booster import boosters_of_team, lines
from climate.queries.check_in import todays_note
from tests.climate.test_check_in import full

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))


@pytest.fixture
def keys(settings):
    def use(*keys):
        settings.FIELD_KEYS = list(keys)

    use(OLD)
    return use


def complaints():
    return sorted(message.id for message in run_checks(tags=["keys"], databases=["default"]))


def feel(user, mood=2, word="müde"):
    return check_in(by=user, mood=mood, word=word, at=timezone.now())


def test_mood_and_word_are_in_the_sealed_text_and_its_length_tells_nothing(cast, keys):
    short, long = feel(cast.anna, 5, ""), feel(cast.ben, 1, "x" * 200)
    assert (short.read(), long.read()) == (full(5), full(1, "x" * 200))
    assert len(short.sealed) == len(long.sealed)
    assert Fernet(OLD).extract_timestamp(short.sealed.encode()) == 0


def test_a_text_moved_to_another_user_or_day_does_not_open(cast, keys):
    mine, theirs = feel(cast.anna), feel(cast.ben)
    CheckIn.objects.filter(pk=theirs.pk).update(sealed=mine.sealed)
    theirs.refresh_from_db()
    with pytest.raises(Unreadable):
        theirs.read()
    mine.day = date(2020, 1, 1)
    with pytest.raises(Unreadable):
        mine.read()


def test_a_use_moved_to_another_row_counts_for_nobody(cast, keys):
    booster = add_booster(by=cast.anna, text="Tea")
    now = timezone.now()
    mine, theirs = (note_use(by=by, booster=booster, helped=True, at=now) for by in (cast.anna, cast.ben))
    BoosterUse.objects.filter(pk=theirs.pk).update(sealed=mine.sealed)
    BoosterUse.objects.filter(pk=mine.pk).delete()
    assert [line.mine for line in lines(cast.anna, boosters_of_team(cast.anna), at=now)] == [None]


def test_a_lost_key_leaves_everything_as_it_is_and_is_told(cast, keys, client):
    row = feel(cast.anna)
    note_use(by=cast.anna, booster=add_booster(by=cast.anna, text="Tea"), helped=True, at=timezone.now())
    stored = list(CheckIn.objects.values()), list(BoosterUse.objects.values())
    assert complaints() == []
    keys(OTHER)
    assert complaints() == ["climate.W001"]
    assert todays_note(cast.anna, at=timezone.now()).is_unreadable
    with pytest.raises(WrongState):
        feel(cast.anna, 5)
    client.force_login(cast.anna)
    for page in ("/", "/check-ins/", "/boosters/"):
        assert client.get(page).status_code == 200
    assert "cannot be read" in client.get("/check-ins/").content.decode()
    assert client.post("/check-ins/note/", {"mood": 5}).status_code == 409
    assert (list(CheckIn.objects.values()), list(BoosterUse.objects.values())) == stored
    keys(OTHER, OLD)
    assert complaints() == []
    assert CheckIn.objects.get(pk=row.pk).read() == full(2, "müde")


@pytest.mark.parametrize("wrong", [[], [""], ["no key"]])
def test_without_a_key_nothing_fails_but_saving(cast, keys, client, wrong):
    feel(cast.anna)
    note_use(by=cast.anna, booster=add_booster(by=cast.anna, text="Tea"), helped=True, at=timezone.now())
    keys(*wrong)
    client.force_login(cast.anna)
    assert [client.get(page).status_code for page in ("/", "/check-ins/", "/boosters/")] == [200] * 3
    client.force_login(cast.ben)
    assert client.post("/check-ins/note/", {"mood": 5}).status_code == 409
    assert complaints() == (["climate.W001"] if not wrong else ["climate.E001", "climate.W001"])
    delete_all(by=cast.anna)
    assert not CheckIn.objects.exists()


def test_a_new_key_in_front_seals_again_and_the_old_one_can_go(cast, keys, capsys):
    feel(cast.anna)
    booster = add_booster(by=cast.anna, text="Tea")
    use = note_use(by=cast.anna, booster=booster, helped=True, at=timezone.now())
    keys(NEW, OLD)
    again = note_use(by=cast.anna, booster=booster, helped=True, at=timezone.now())
    assert again.pk == use.pk
    BoosterUse.objects.filter(pk=use.pk).update(sealed=use.sealed, who=use.who, key_mark=use.key_mark)
    call_command("seal_again")
    assert "2 encrypted again" in capsys.readouterr().out
    keys(NEW)
    assert complaints() == []
    assert todays_note(cast.anna, at=timezone.now()).mood == 2
    assert [line.mine for line in lines(cast.anna, boosters_of_team(cast.anna), at=timezone.now())] == [True]
    assert note_use(by=cast.anna, booster=booster, helped=False, at=timezone.now()).pk == use.pk


def test_sealing_again_leaves_alone_what_no_key_opens(cast, keys):
    feel(cast.anna)
    stored = list(CheckIn.objects.values())
    keys(NEW)
    with pytest.raises(CommandError, match="1 could not be read"):
        call_command("seal_again")
    assert list(CheckIn.objects.values()) == stored
