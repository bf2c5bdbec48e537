"""The private calendar feed: what waits, in words that others may read, under an address that stands nowhere."""

import re
from datetime import UTC, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.actions.feed_key import end_feed_key, make_feed_key
from accounts.models import FeedKey
from partners.actions.partner import add_partner
from relationships.actions.issue import flag_issue
from relationships.actions.reminder import finish_reminder, set_reminder
from relationships.models import ActionItem, ClearingTalk

SOON = timedelta(days=3)
CANARY = "Kanarienvogel"


@pytest.fixture
def secret(cast):
    return make_feed_key(by=cast.anna)


def ask(secret):
    return Client().get(reverse("relationships:feed", args=[secret]))


def events(secret):
    answer = ask(secret)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def summaries(secret):
    return sorted(str(event["summary"]) for event in events(secret))


def issue(cast, partner, title="Invoices twice", **fields):
    day = timezone.localdate() + SOON
    return flag_issue(by=cast.anna, partners=[partner], title=title, text=CANARY, **({"due_on": day} | fields))


def test_it_holds_what_waits_and_nothing_else(cast, lindner, secret):
    due = issue(cast, lindner)
    reminder = set_reminder(by=cast.anna, text=CANARY, due_at=timezone.now() + SOON, partner=lindner)
    finished = set_reminder(by=cast.anna, text=CANARY, due_at=timezone.now() + SOON)
    finish_reminder(by=cast.anna, reminder=finished)
    set_reminder(by=cast.ben, text=CANARY, due_at=timezone.now() + SOON)
    item = ActionItem.objects.create(
        text="Send the list", owner=cast.anna, due_on=timezone.localdate() + SOON, issue=due, team=cast.team
    )
    ActionItem.objects.create(text="Not mine", owner=cast.ben, due_on=timezone.localdate(), team=cast.team)
    talk = ClearingTalk.objects.create(issue=due, planned_at=timezone.now() + SOON, created_by=cast.anna, notes=CANARY)
    found = events(secret)
    assert sorted(str(event["uid"]) for event in found) == sorted(
        [
            f"issue-{due.pk}@localhost", f"reminder-{reminder.pk}@localhost", f"measure-{item.pk}@localhost",
            f"talk-{talk.pk}@localhost",
        ]
    )  # fmt: skip
    assert summaries(secret) == [
        "Clearing talk: Invoices twice", "Due: Invoices twice", "Measure: Send the list", "Your reminder",
    ]  # fmt: skip
    for event in found:
        assert str(event["url"]).startswith("http://localhost:8000/")
        assert event["dtstamp"].dt.tzinfo is UTC or event["dtstamp"].dt.utcoffset() == timedelta()
        assert int(event["sequence"]) >= 1
    assert CANARY not in ask(secret).text


@pytest.mark.parametrize("visibility", ["private", "involved"])
def test_private_and_involved_ones_are_not_named(cast, lindner, secret, visibility):
    due = issue(cast, lindner, CANARY, visibility=visibility)
    ActionItem.objects.create(text=CANARY, owner=cast.anna, due_on=due.due_on, issue=due, team=cast.team)
    ActionItem.objects.create(
        text=CANARY, owner=cast.anna, due_on=due.due_on, team=cast.team, visibility=visibility, created_by=cast.anna
    )
    ClearingTalk.objects.create(issue=due, planned_at=timezone.now() + SOON, created_by=cast.anna)
    assert summaries(secret) == [
        "A clearing talk",
        "A measure of yours",
        "A measure of yours",
        "An issue of yours is due",
    ]


@pytest.mark.parametrize("natural_person", ["yes", "unknown"])
def test_where_a_person_is_concerned_nothing_is_named(cast, secret, natural_person):
    somebody = add_partner(by=cast.anna, name="Frieda Kurz", natural_person=natural_person)
    due = issue(cast, somebody, CANARY)
    ActionItem.objects.create(text=CANARY, owner=cast.anna, due_on=due.due_on, partner=somebody, team=cast.team)
    assert summaries(secret) == ["A measure of yours", "An issue of yours is due"]
    assert "Frieda" not in ask(secret).text


def test_what_one_may_no_longer_see_is_gone(cast, lindner, secret):
    due = issue(cast, lindner)
    assert len(events(secret)) == 1
    type(due).objects.filter(pk=due.pk).update(discarded_at=timezone.now())
    assert events(secret) == []


def test_ids_stay_and_numbers_grow_with_each_change(cast, lindner, secret):
    due = issue(cast, lindner)
    before = events(secret)[0]
    due.title, due.version = "Another", due.version + 1
    due.save()
    after = events(secret)[0]
    assert (before["uid"], int(before["sequence"]) + 1) == (after["uid"], int(after["sequence"]))


def test_every_address_that_opens_nothing_answers_alike(cast, secret):
    make_feed_key(by=cast.ben)
    type(cast.ben).objects.filter(pk=cast.ben.pk).update(is_active=False)
    renewed = make_feed_key(by=cast.anna)
    answers = {ask(one).status_code for one in (secret, "x", "%00", "a" * 5000)}
    assert (answers, ask(renewed).status_code) == ({404}, 200)
    end_feed_key(by=cast.anna)
    assert ask(renewed).status_code == 404
    assert ask(renewed).content == ask("never-made").content


def test_it_stays_in_no_cache_and_changes_nothing(secret):
    answer = ask(secret)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    assert Client().post(reverse("relationships:feed", args=[secret])).status_code == 405


def test_one_address_is_asked_only_so_often(secret, settings):
    settings.FEED_RATE = 2
    assert max(ask(secret).status_code for _number in range(4)) == 429


def test_the_secret_is_shown_once_and_kept_as_a_hash(signed_in, cast):
    page = signed_in.post(reverse("accounts:feed_make")).text
    made = re.search(r"/feed/([\w-]{43})\.ics", page)[1]
    assert ask(made).status_code == 200
    row = FeedKey.objects.get()
    assert made not in str(vars(row))
    assert made not in signed_in.get(reverse("accounts:delivery")).text
    signed_in.post(reverse("accounts:feed_end"))
    assert FeedKey.objects.count() == 0
