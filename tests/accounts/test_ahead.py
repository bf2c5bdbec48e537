"""What is announced is answered as if it had been asked then, and a page announces nothing that it does not ask for."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import ahead
from accounts.ahead import answer_to, asking_ahead, note_sent
from accounts.kept import Kept
from accounts.models import User
from accounts.prepared import prepared_cursor
from relationships.actions.review_series import add_series
from tests.counting import queries_of
from tests.world import make_world

BEGINS_AT_ONCE = connection.vendor == "postgresql"


@pytest.fixture
def people():
    return Kept(lambda order, *, name: User.objects.filter(name__gte=name).order_by(order))


def send(text):
    cursor = prepared_cursor()
    cursor.execute(text)
    note_sent(text, None, cursor)
    return cursor


def test_the_answers_are_those_of_the_questions_in_whatever_order_they_are_wanted(cast, people):
    asked = [(order, name) for order in ("name", "-name") for name in ("", "Ben", "Zz")]
    expected = [people(order, name=name) for order, name in asked]
    with asking_ahead():
        for order, name in asked:
            people.announce(order, name=name)
        assert [people(order, name=name) for order, name in reversed(asked)] == expected[::-1]
        assert [people(order, name=name) for order, name in asked] == expected
        assert User.objects.count() == len(expected[0])


def test_it_is_asked_once_and_again_only_where_one_asks_again(cast, people, django_assert_num_queries):
    with django_assert_num_queries(1), asking_ahead():
        people.announce("name", name="")
        people("name", name="")
    with django_assert_num_queries(2), asking_ahead():
        people.announce("name", name="")
        people("name", name="")
        people("name", name="")
    with django_assert_num_queries(1):  # which is not told to anybody
        people.announce("name", name="")
        people("name", name="")


def test_what_was_announced_is_forgotten_at_the_end(cast, people):
    with asking_ahead():
        people.announce("name", name="")
        people.announce("-name", name="")
    User.objects.filter(pk=cast.ben.pk).update(name="Aaron")
    with asking_ahead():
        assert people("name", name="")[0].pk == cast.ben.pk


@pytest.mark.django_db(transaction=True)
def test_an_answer_comes_as_soon_as_it_is_known(people):
    User.objects.create(email="a@example.com", name="A")
    with asking_ahead():
        people.announce("name", name="")
        slow = send("SELECT 1 FROM pg_sleep(0.5)") if BEGINS_AT_ONCE else None
        assert [user.name for user in people("name", name="")] == ["A"]
        assert slow is None or slow.cursor.pgresult is None
        people.announce("-name", name="")
        assert [user.name for user in people("-name", name="")] == ["A"]
        assert slow is None or answer_to("SELECT 1 FROM pg_sleep(0.5)", None) == [(1,)]


def ask_wrongly(people, text):
    with asking_ahead():
        people.announce("name", name="")
        if BEGINS_AT_ONCE:
            send(text)
            answer_to(text, None)
        else:
            User.objects.raw("SELECT nothing FROM nowhere")[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("text", ["SELECT 1 / 0", "SELECT nothing FROM nowhere"])
def test_what_goes_wrong_is_said_as_ever_and_the_connection_goes_on(people, text):
    with pytest.raises(DatabaseError):
        ask_wrongly(people, text)
    assert people("name", name="") == []
    with asking_ahead():
        people.announce("name", name="")
        assert people("name", name="") == []


def test_only_what_is_asked_within_it_is_sent():
    with pytest.raises(RuntimeError):
        note_sent("SELECT 1", None, None)


@pytest.mark.django_db(transaction=True)  # as pages are asked for: each question is a transaction of its own
@pytest.mark.parametrize("htmx", [False, True])
def test_a_page_announces_nothing_that_it_does_not_ask_for(client, cast, lindner, monkeypatch, htmx):
    make_world(cast, lindner)
    review = add_series(by=cast.anna, name="Round", first_at=timezone.now() + timedelta(days=1)).reviews.get()
    headers = {"HX-Request": "true"} if htmx else {}
    client.force_login(cast.anna)
    for url in (
        "/", "/partners/", "/partners/?q=lindner", "/issues/", "/contacts/", "/thanks/", "/ideas/", "/reminders/",
        "/measures/", f"/partners/{lindner.pk}/", f"/rounds/{review.pk}/",
        *(f"/{place}/?partner={lindner.pk}" for place in ("issues", "contacts", "thanks", "ideas", "measures")),
    ):  # fmt: skip
        client.get(url, headers=headers)  # what is kept in a cache is there now
        announcing = queries_of(client, url, **headers)
        with monkeypatch.context() as patched:
            patched.setattr("accounts.kept.is_asking_ahead", lambda: False)
            asking = queries_of(client, url, **headers)
        assert len(announcing) == len(asking), url


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_meanwhile(people):
    refused = pytest.raises(RuntimeError) if BEGINS_AT_ONCE else nullcontext()
    with asking_ahead(), refused:
        User.objects.create(email="a@example.com")
    assert User.objects.exists() is not BEGINS_AT_ONCE


def test_one_within_another_is_the_same(cast, people):
    with asking_ahead():
        people.announce("name", name="")
        with asking_ahead():
            assert len(people("name", name="")) == User.objects.count()
        assert ahead.is_asking_ahead() is BEGINS_AT_ONCE
    assert not ahead.is_asking_ahead()


def test_a_page_that_fails_leaves_the_connection_as_it_was(client, cast):
    client.force_login(cast.anna)
    with CaptureQueriesContext(connection):
        assert client.get("/partners/999999/").status_code == 404
    assert client.get("/").status_code == 200
