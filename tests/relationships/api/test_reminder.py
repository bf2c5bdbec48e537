"""Reminders over the API: one's own, and nobody else's."""

from datetime import timedelta

from django.utils import timezone

from relationships.actions.issue import flag_issue
from relationships.actions.reminder import set_reminder
from relationships.models import Reminder

URL = "/api/v1/reminders/"


def test_the_life_of_a_reminder(api, cast, lindner):
    soon = timezone.now() + timedelta(days=1)
    made = api.post(URL, {"text": "Send samples", "due_at": soon.isoformat(), "partner": lindner.pk, "user": 1})
    assert made.status_code == 201
    url = f"{URL}{made.json()['id']}/"
    assert (made.json()["partner"], made.json()["issue"], made.json()["done_at"]) == (lindner.pk, None, None)
    assert Reminder.objects.get().user == cast.anna
    later = timezone.localtime(soon + timedelta(days=1)).isoformat()
    assert api.post(f"{url}snooze/", {"until": later}).json()["due_at"] == later
    assert api.post(f"{url}done/").json()["done_at"] is not None
    assert api.post(f"{url}done/").status_code == 409
    assert [len(api.get(URL, {"done": done}).json()["results"]) for done in ("true", "false")] == [1, 0]
    assert api.post(f"{url}reopen/").json()["done_at"] is None
    assert api.patch(url, {"text": "Send two", "version": 4}).json()["text"] == "Send two"
    assert api.delete(url).status_code == 204
    assert api.get(url).status_code == 404
    assert api.post(f"{url}restore/").json()["text"] == "Send two"


def test_it_wants_a_time_to_come_and_one_target(api, cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="x")
    row = set_reminder(by=cast.anna, text="x", due_at=timezone.now())
    for url, sent, wrong in [
        (URL, {"text": "x"}, "due_at"),
        (URL, {"text": "x", "due_at": "2126-01-01T00:00:00Z"}, "due_at"),
        (URL, {"text": "", "due_at": "2027-01-01T00:00:00Z"}, "text"),
        (URL, {"text": "x", "due_at": "2027-01-01T00:00:00Z", "partner": lindner.pk, "issue": issue.pk}, None),
        (f"{URL}{row.pk}/snooze/", {"until": "1026-01-01T00:00:00Z"}, "until"),
        (f"{URL}{row.pk}/snooze/", {"until": "2126-01-01T00:00:00Z"}, "due_at"),
    ]:
        answer = api.post(url, sent)
        assert (answer.status_code, list(answer.json())) == (400, [wrong or "non_field_errors"])


def test_those_of_others_do_not_exist(api, cast):
    row = set_reminder(by=cast.ben, text="x", due_at=timezone.now())
    assert api.get(URL).json()["results"] == []
    for answer in (api.get(f"{URL}{row.pk}/"), api.post(f"{URL}{row.pk}/done/"), api.post(f"{URL}{row.pk}/restore/")):
        assert answer.status_code == 404
