"""A tap says how one is: saved in place, changed, taken back, and never anybody else's to read."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Notification
from accounts.queries.notice import inside
from climate.actions.booster import add_booster
from climate.actions.booster_use import note_use
from climate.actions.check_in import check_in
from climate.actions.check_in_reminder import ask_how_they_are, remind_me
from climate.models import BoosterUse, CheckIn, CheckInReminder
from tests.counting import queries_of

NOTE = "/check-ins/note/"
FROM_CARD = {"HX-Request": "true", "HX-Target": "check-in"}


def full(mood, word="", cause="", plan=""):
    return {"mood": mood, "word": word, "cause": cause, "plan": plan}


def today(user):
    return [row.read() for row in CheckIn.objects.visible_to(user)]


def test_a_tap_saves_in_place_and_then_comes_a_word(signed_in, cast):
    card = signed_in.post(NOTE, {"mood": 4}, headers=FROM_CARD)
    assert card.status_code == 200
    assert card.content.decode().strip().startswith('<section class="card')
    signed_in.post(NOTE, {"mood": 4, "word": "  awake  now "}, headers=FROM_CARD)
    assert today(cast.anna) == [full(4, "awake now")]
    signed_in.post(NOTE, {"mood": 5}, headers=FROM_CARD)
    assert today(cast.anna) == [full(5, "awake now")]
    signed_in.post(NOTE, {"mood": 5, "word": ""}, headers=FROM_CARD)
    assert today(cast.anna) == [full(5, "")]


def test_without_script_it_leads_back_to_today(signed_in, lindner):
    answer = signed_in.post(NOTE, {"mood": 3})
    assert (answer.status_code, answer.url) == (302, "/")
    assert 'aria-pressed="true"' in signed_in.get("/").content.decode()


@pytest.mark.parametrize(
    "sent",
    [{}, {"mood": 0}, {"mood": 6}, {"mood": "x"}, {"mood": 3, "word": "x" * 201}, {"mood": 3, "cause": "x" * 301}],
)
def test_what_makes_no_sense_is_refused(signed_in, sent):
    assert signed_in.post(NOTE, sent).status_code == 400
    assert not CheckIn.objects.exists()


def test_the_action_refuses_it_too(cast):
    for sent in ({"mood": 9}, {"mood": 3, "word": "x" * 201}):
        with pytest.raises(ValidationError):
            check_in(by=cast.anna, at=timezone.now(), **sent)


def test_one_is_ones_own_to_take_back(signed_in, client, cast):
    row = check_in(by=cast.anna, mood=4, at=timezone.now())
    client.force_login(cast.lena)
    assert client.post(f"/check-ins/{row.pk}/delete/").status_code == 404
    client.force_login(cast.anna)
    assert client.post(f"/check-ins/{row.pk}/delete/", headers=FROM_CARD).status_code == 200
    assert not CheckIn.objects.exists()


def test_one_click_deletes_all_and_what_helped(signed_in, cast):
    now = timezone.now()
    for days in range(40):
        check_in(by=cast.anna, mood=1, word=f"w{days}", at=now - timedelta(days=days))
    booster = add_booster(by=cast.anna, text="Tea")
    for by in (cast.anna, cast.ben):
        note_use(by=by, booster=booster, helped=True, at=now)
        check_in(by=by, mood=4, at=now)
    assert signed_in.post("/check-ins/delete-all/").status_code == 302
    assert not CheckIn.objects.filter(user=cast.anna).exists()
    assert (CheckIn.objects.count(), BoosterUse.objects.count()) == (1, 1)


def test_today_takes_one_query_for_it_and_one_more_after_a_low_note(signed_in, cast):
    def asked():
        queries = queries_of(signed_in, "/")
        return sum(any(f'FROM "climate_{name}"' in query for name in ("checkin", "moodbooster")) for query in queries)

    assert asked() == 1
    for number in range(30):
        booster = add_booster(by=cast.anna, text=f"Tea {number}")
        note_use(by=cast.ben, booster=booster, helped=True, at=timezone.now())
    check_in(by=cast.anna, mood=3, at=timezone.now())
    assert asked() == 1
    check_in(by=cast.anna, mood=2, at=timezone.now())
    assert asked() == 2


def test_the_list_takes_as_many_queries_with_thirty(signed_in, cast):
    check_in(by=cast.anna, mood=3, at=timezone.now())
    few = queries_of(signed_in, "/check-ins/")
    for days in range(30):
        check_in(by=cast.anna, mood=3, at=timezone.now() - timedelta(days=days))
    assert len(queries_of(signed_in, "/check-ins/")) == len(few) <= 5


def test_cause_and_plan_are_kept_shown_and_left_alone_by_a_tap(signed_in, cast):
    signed_in.post(NOTE, {"mood": 2, "word": "tired", "cause": "a short night", "plan": "leave at four"})
    signed_in.post(NOTE, {"mood": 3})
    assert today(cast.anna) == [full(3, "tired", "a short night", "leave at four")]
    page = signed_in.get("/check-ins/").content.decode()
    assert "a short night" in page
    assert "leave at four" in page


def test_what_was_noted_before_there_were_causes_is_still_read(cast):
    row = CheckIn(user=cast.anna, day=timezone.localdate())
    row.close({"mood": 4, "word": "old"})
    assert row.read() == full(4, "old")


def test_length_tells_nothing_of_what_is_usually_written(cast):
    rows = [check_in(by=user, mood=3, at=timezone.now(), **texts) for user, texts in (
        (cast.anna, {}), (cast.ben, {"word": "x" * 200, "cause": "x" * 300, "plan": "x" * 300}),
    )]  # fmt: skip
    assert len(rows[0].sealed) == len(rows[1].sealed)


def test_the_course_is_drawn_from_two_notes_on(signed_in, cast):
    check_in(by=cast.anna, mood=3, at=timezone.now())
    assert "My course" not in signed_in.get("/check-ins/").content.decode()
    check_in(by=cast.anna, mood=5, at=timezone.now() - timedelta(days=1))
    page = signed_in.get("/check-ins/").content.decode()
    assert "How you were on 2 days, from 5 to 3 of 5." in page


def test_all_of_it_is_taken_away_as_a_file(signed_in, cast):
    now = timezone.now()
    check_in(by=cast.anna, mood=2, word="tired", cause="=1+1", at=now)
    note_use(by=cast.anna, booster=add_booster(by=cast.anna, text="Tea"), helped=True, at=now)
    note_use(by=cast.ben, booster=add_booster(by=cast.ben, text="Song"), helped=True, at=now)
    answer = signed_in.get("/check-ins/file/")
    text = b"".join(answer.streaming_content).decode()
    assert [line.split(",")[0] for line in text.splitlines()[1:]] == ['"Check-in"', '"It helped"']
    assert '"tired","\'=1+1"' in text
    assert "no-store" in answer.headers["Cache-Control"]


def monday_at(hour):
    return datetime(2026, 11, 23, hour, 5, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def in_berlin(cast):
    cast.anna.time_zone = "Europe/Berlin"
    cast.anna.save()
    return cast.anna


def test_whoever_wants_it_is_asked_once_a_working_day(signed_in, in_berlin, cast):
    signed_in.post("/check-ins/remind/", {"rhythm": "workdays", "hour": 9})
    assert [ask_how_they_are(at=monday_at(hour)) for hour in (8, 9, 10)] == [0, 1, 0]
    assert ask_how_they_are(at=monday_at(9) + timedelta(days=1)) == 1
    assert ask_how_they_are(at=monday_at(9) + timedelta(days=5)) == 0  # a Saturday
    line = Notification.objects.visible_to(cast.anna).filter(kind="check_in").first()
    assert [found.text for found in inside([line])] == ["How are you today?"]
    signed_in.post("/check-ins/remind/", {"rhythm": "never", "hour": 9})
    assert not CheckInReminder.objects.exists()


def test_nobody_is_asked_who_has_said_it_already(in_berlin):
    remind_me(by=in_berlin, rhythm="weekly", hour=9)
    with timezone.override("Europe/Berlin"):
        check_in(by=in_berlin, mood=3, at=monday_at(7))
    assert ask_how_they_are(at=monday_at(9)) == 0
    assert [ask_how_they_are(at=monday_at(9) + timedelta(days=days)) for days in (1, 7)] == [0, 1]


def test_over_the_api_one_notes_reads_and_deletes_ones_own(api, cast):
    made = api.post("/api/v1/check-ins/", {"mood": 2, "word": "tired"}).json()
    again = api.post("/api/v1/check-ins/", {"mood": 4, "plan": "leave at four"}).json()
    assert (made["id"], again["word"], again["plan"]) == (again["id"], "tired", "leave at four")
    check_in(by=cast.ben, mood=1, at=timezone.now())
    assert [row["mood"] for row in api.get("/api/v1/check-ins/").json()["results"]] == [4]
    assert api.post("/api/v1/check-ins/", {"mood": 9}).status_code == 400
    assert api.post("/api/v1/check-ins/delete-all/").status_code == 204
    assert CheckIn.objects.count() == 1
