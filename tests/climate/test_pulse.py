"""A team's pulse: counted from five people up, when the period is over, and tied to nobody."""

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.actions.record import WrongState
from accounts.models import Membership, Notification
from climate.actions.booster import add_booster
from climate.actions.check_in import check_in
from climate.actions.pulse import answer_pulse, ask_for_the_pulse, forget_tickets, set_pulse
from climate.actions.reflection import add_question
from climate.models import Pulse, PulseCount, PulseTicket
from climate.queries.pulse import Closed, closed_periods, day_of
from relationships.actions.reminder import set_reminder
from tests.conftest import make_user
from tests.counting import queries_of
from torture.canary import dump

MONDAY = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Berlin"))
WEEK = timedelta(days=7)


@pytest.fixture
def seven(cast):
    """Purchasing with four more people."""
    people = [cast.anna, cast.ben, cast.lena]
    for number in range(4):
        people.append(make_user(f"more{number}"))
        Membership.objects.create(team=cast.team, user=people[-1])
    return people


@pytest.fixture
def pulse(cast, seven):
    return set_pulse(by=cast.lena, team=cast.team, period="week", is_on=True)


def answer_all(pulse, people, moods, at=MONDAY):
    for user, mood in zip(people, moods, strict=False):
        answer_pulse(by=user, pulse=pulse, mood=mood, at=at)


def test_a_team_of_three_or_four_is_not_asked_and_told_why(signed_in, client, cast):
    assert "too small for a pulse" in signed_in.get("/pulse/").content.decode()
    with pytest.raises(WrongState, match="fewer than 5"):
        set_pulse(by=cast.lena, team=cast.team, period="week", is_on=True)
    Membership.objects.create(team=cast.team, user=make_user("four"))
    pulse = Pulse.objects.create(team=cast.team)
    with pytest.raises(WrongState):
        answer_pulse(by=cast.anna, pulse=pulse, mood=3, at=MONDAY)
    assert ask_for_the_pulse(at=MONDAY) == 0
    assert not PulseCount.objects.exists()


def test_its_leads_decide(cast, seven):
    with pytest.raises(PermissionDenied):
        set_pulse(by=cast.anna, team=cast.team, period="week", is_on=True)


def test_nothing_is_shown_before_the_period_is_over_nor_of_fewer_than_five(pulse, seven):
    answer_all(pulse, seven, [4, 4, 5, 2, 3, 4])
    assert closed_periods(pulse, today=date(2026, 11, 29)) == []
    assert closed_periods(pulse, today=date(2026, 11, 30)) == [Closed("week", date(2026, 11, 23), (0, 1, 1, 3, 1))]
    answer_all(pulse, seven[:4], [1, 1, 1, 1], at=MONDAY + WEEK)
    newest = closed_periods(pulse, today=date(2026, 12, 7))[0]
    assert newest == Closed("week", date(2026, 11, 30), ())


def test_the_page_shows_it_to_the_team_alone(client, cast, pulse, seven):
    answer_all(pulse, seven, [4, 4, 5, 2, 3], at=timezone.now() - 2 * WEEK)
    for reader, sees in ((cast.ben, True), (cast.otto, False), (cast.ada, False)):
        client.force_login(reader)
        assert ("5 answers" in client.get("/pulse/").content.decode()) is sees


def test_each_answers_once_a_period(signed_in, cast, pulse):
    assert signed_in.post("/pulse/answer/", {"mood": 9}).status_code == 400
    assert signed_in.post("/pulse/answer/", {"mood": 4}).status_code == 302
    assert signed_in.post("/pulse/answer/", {"mood": 1}).status_code == 409
    assert "You have answered" in signed_in.get("/pulse/").content.decode()
    assert list(PulseCount.objects.order_by("mood").values_list("count", flat=True)) == [0, 0, 0, 1, 0]
    answer_pulse(by=cast.anna, pulse=pulse, mood=1, at=timezone.now() + WEEK)
    with pytest.raises(ValidationError):
        answer_pulse(by=cast.ben, pulse=pulse, mood=0, at=timezone.now())


def test_a_changed_key_lets_nobody_answer_twice(cast, pulse, settings):
    from cryptography.fernet import Fernet

    answer_pulse(by=cast.anna, pulse=pulse, mood=4, at=MONDAY)
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    with pytest.raises(WrongState):
        answer_pulse(by=cast.anna, pulse=pulse, mood=4, at=MONDAY)
    settings.FIELD_KEYS = []
    with pytest.raises(WrongState):
        answer_pulse(by=cast.ben, pulse=pulse, mood=4, at=MONDAY)


def test_who_took_part_is_forgotten_when_it_is_over(pulse, seven):
    answer_all(pulse, seven, [3] * 7)
    assert forget_tickets(at=MONDAY + timedelta(days=6)) == 0
    assert forget_tickets(at=MONDAY + WEEK) == 7
    assert not PulseTicket.objects.exists()


def test_each_is_told_once_a_period(pulse, seven, cast):
    assert [ask_for_the_pulse(at=MONDAY + timedelta(days=days)) for days in (0, 1, 7)] == [7, 0, 7]
    assert Notification.objects.visible_to(cast.anna).filter(kind="pulse").count() == 2
    Pulse.objects.update(is_on=False)
    assert ask_for_the_pulse(at=MONDAY + 3 * WEEK) == 0


@pytest.mark.parametrize("period", ["week", "month"])
def test_a_period_begins_where_it_should(period):
    begins = Pulse(period=period).begins(date(2026, 11, 25))
    assert begins == (date(2026, 11, 23) if period == "week" else date(2026, 11, 1))


def test_a_dump_is_the_same_whoever_said_what_and_in_whatever_order(cast, pulse, seven):
    """Two histories in which people swap their moods and their turns leave the same counts, row by row."""
    moods = [1, 2, 3, 4, 5, 5, 4]
    seen = []
    for turn in range(2):
        PulseCount.objects.all().delete()
        PulseTicket.objects.all().delete()
        order = list(zip(seven, random.Random(turn).sample(moods, 7), strict=True))
        random.Random(turn + 7).shuffle(order)
        with time_machine.travel(MONDAY + timedelta(hours=turn), tick=True):
            for user, mood in order:
                answer_pulse(by=user, pulse=pulse, mood=mood, at=timezone.now())
        counts = PulseCount.objects.order_by("mood").values("begins", "mood", "count")
        seen.append((list(counts), set(PulseTicket.objects.values_list("who", "begins"))))
    assert seen[0] == seen[1]
    assert not [row for row in dump() if "pulseticket" in row.lower() and str(cast.anna.email) in row]
    assert day_of(MONDAY) == date(2026, 11, 23)


def test_over_the_api(api, cast, pulse, seven):
    answer_all(pulse, seven[1:], [4] * 5, at=timezone.now() - 2 * WEEK)
    assert api.post(f"/api/v1/pulses/{pulse.pk}/answer/", {"mood": 4}).status_code == 204
    assert api.post(f"/api/v1/pulses/{pulse.pk}/answer/", {"mood": 4}).status_code == 409
    assert [row["answers"] for row in api.get(f"/api/v1/pulses/{pulse.pk}/").json()["closed"]] == [[0, 0, 0, 5, 0]]


def test_today_asks_who_may_answer_until_they_have(client, cast, pulse, seven):
    words, address = "How is the mood in our team?", "/"
    for reader, asked in ((cast.anna, True), (cast.otto, False), (cast.ada, False)):
        client.force_login(reader)
        assert (words in client.get(address).content.decode()) is asked
    client.force_login(cast.anna)
    answer = client.post("/pulse/answer/", {"mood": 4, "next": address})
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert words not in client.get(address).content.decode()
    with time_machine.travel(timezone.now() + WEEK):
        client.force_login(cast.anna)
        assert words in client.get(address).content.decode()


def test_today_asks_nothing_on_a_low_day_nor_without_a_key_nor_when_it_is_off(signed_in, cast, pulse, settings):
    words = "How is the mood in our team?"
    keys, settings.FIELD_KEYS = settings.FIELD_KEYS, []
    assert words not in signed_in.get("/").content.decode()
    settings.FIELD_KEYS = keys
    assert words in signed_in.get("/").content.decode()
    add_booster(by=cast.anna, text="Fresh air")
    check_in(by=cast.anna, mood=1, at=timezone.now())
    assert words not in signed_in.get("/").content.decode()
    check_in(by=cast.anna, mood=4, at=timezone.now())
    set_pulse(by=cast.lena, team=cast.team, period="month", is_on=False)
    assert words not in signed_in.get("/").content.decode()
    Membership.objects.filter(user__name__startswith="more").delete()
    Pulse.objects.update(is_on=True)
    assert words not in signed_in.get("/").content.decode()


def test_today_costs_no_query_more_for_it(signed_in, cast, seven):
    add_question(by=cast.anna, text_en="Whom have I not thanked?")
    set_reminder(by=cast.anna, text="Not an empty house", due_at=timezone.now())
    before = len(queries_of(signed_in, "/"))
    set_pulse(by=cast.lena, team=cast.team, period="week", is_on=True)
    assert len(queries_of(signed_in, "/")) == before
