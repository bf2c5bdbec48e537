"""Contacts over the API."""

import pytest

from relationships.actions.interaction import log_interaction
from relationships.models import Interaction

URL = "/api/v1/interactions/"


def test_logging_a_contact(api, cast, lindner):
    sent = {
        "partners": [lindner.pk], "channel": "visit", "happened_at": "2026-01-02T10:00:00+01:00", "text": "Two invoices",
        "mood_before": 2, "mood_after": 5, "value_given": "A date", "value_received": "Samples", "energy": "gave",
        "people_involved": [cast.ben.pk], "visibility": "involved",
    }  # fmt: skip
    made = api.post(URL, sent)
    assert made.status_code == 201
    assert {name: made.json()[name] for name in sent} == sent
    assert (made.json()["lift"], made.json()["author"], made.json()["team"]) == (3, cast.anna.pk, cast.team.pk)


def test_sending_back_what_was_read_changes_nothing_but_the_version(api, cast, lindner):
    row = log_interaction(by=cast.anna, partners=[lindner], text="x", mood_before=1, people_involved=[cast.ben])
    read = api.get(f"{URL}{row.pk}/").json()
    written = api.put(f"{URL}{row.pk}/", read)
    assert written.status_code == 200
    assert {**written.json(), "updated_at": None} == {**read, "version": 2, "updated_at": None}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"mood_before": 0}, "mood_before"),
        ({"mood_after": 6}, "mood_after"),
        ({"mood_after": "good"}, "mood_after"),
        ({"mood_after": 3.5}, "mood_after"),
        ({"mood_after": True}, "mood_after"),
        ({"happened_at": "1026-01-01T00:00:00Z"}, "happened_at"),
        ({"happened_at": "2126-01-01T00:00:00Z"}, "happened_at"),
        ({"happened_at": "0001-01-01T00:00:00+14:00"}, "happened_at"),
        ({"happened_at": "9999-12-31T23:59:59-14:00"}, "happened_at"),
        ({"happened_at": "yesterday"}, "happened_at"),
        ({"happened_at": 5}, "happened_at"),
        ({"channel": "pigeon"}, "channel"),
        ({"channel": ["call"]}, "channel"),
        ({"energy": {}}, "energy"),
        ({"text": "x" * 100_000}, "text"),
        ({"text": ["x"]}, "text"),
        ({"partners": []}, "partners"),
        ({"partners": 7}, "partners"),
        ({"partners": [-1]}, "partners"),
        ({"partners": [None]}, "partners"),
        ({"partners": ["1"]}, "partners"),
        ({"partners": list(range(51))}, "partners"),
        ({"people_involved": [2**64]}, "people_involved"),
        ({"team": 999_999}, "team"),
        ({"visibility": "nobody"}, "visibility"),
    ],
)
def test_bad_input_gets_a_message_at_its_field(api, lindner, fields, wrong):
    answer = api.post(URL, {"partners": [lindner.pk], "text": "x"} | fields)
    assert (answer.status_code, list(answer.json())) == (400, [wrong])
    assert not Interaction.objects.exists()


def test_the_team_of_others_is_refused_like_one_that_does_not_exist(api, cast, lindner):
    answer = api.post(URL, {"partners": [lindner.pk], "team": cast.other_team.pk})
    assert (answer.status_code, answer.json()) == (400, {"team": [f"There is no such entry: {cast.other_team.pk}"]})


def test_a_stale_version_gets_the_record_as_it_is_and_changes_nothing(api, cast, lindner):
    row = log_interaction(by=cast.anna, partners=[lindner], text="First")
    url = f"{URL}{row.pk}/"
    assert api.patch(url, {"text": "Second", "version": 1}).status_code == 200
    stale = api.patch(url, {"text": "Third", "version": 1})
    assert stale.status_code == 409
    assert stale.json() == {
        "detail": "Somebody else changed this in the meantime.",
        "current": api.get(url).json(),
    }
    assert stale.json()["current"]["text"] == "Second"


@pytest.mark.parametrize("method", ["put", "patch"])
@pytest.mark.parametrize("version", [{}, {"version": None}, {"version": "1"}, {"version": 2**70}, {"version": 0}])
def test_a_change_without_a_version_is_refused(api, cast, lindner, method, version):
    row = log_interaction(by=cast.anna, partners=[lindner], text="First")
    answer = getattr(api, method)(f"{URL}{row.pk}/", {"partners": [lindner.pk], "text": "x"} | version)
    assert (answer.status_code, list(answer.json())) == (400, ["version"])
    row.refresh_from_db()
    assert row.text == "First"


def test_only_its_author_changes_a_contact(api, cast, lindner):
    row = log_interaction(by=cast.ben, partners=[lindner], text="Ben's words")
    answer = api.patch(f"{URL}{row.pk}/", {"text": "Anna's words", "version": 1})
    assert answer.status_code == 403
    row.refresh_from_db()
    assert (row.text, row.version) == ("Ben's words", 1)
