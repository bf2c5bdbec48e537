"""One dialog, one transaction: a contact, and what came up with it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from relationships.actions.log import log_contact
from relationships.models import Appreciation, Idea, Interaction, Issue, Reminder, Standing

MODELS = (Interaction, Issue, Appreciation, Idea, Reminder)


def counts():
    return {model.__name__: model.objects.count() for model in MODELS}


def test_everything_that_came_up_is_saved_with_the_same_partners_and_readers(cast, lindner):
    due = timezone.now() + timedelta(days=1)
    logged = log_contact(
        by=cast.anna, partners=[lindner], visibility="involved", contact={"text": "Called"},
        issue={"title": "Late again", "kind": "conflict", "severity": 3}, appreciation={"text": "You stayed calm"},
        idea={"title": "Crates"}, reminder={"text": "Send samples", "due_at": due},
    )  # fmt: skip
    for entry in (logged.interaction, logged.issue, logged.appreciation, logged.idea):
        assert (list(entry.partners.all()), entry.team, entry.author, entry.visibility) == (
            [lindner], cast.team, cast.anna, "involved",
        )  # fmt: skip
    assert list(logged.issue.interactions.all()) == [logged.interaction]
    assert (logged.reminder.user, logged.reminder.partner, logged.reminder.due_at) == (cast.anna, lindner, due)


def test_only_what_is_given_is_made(cast, lindner):
    log_contact(by=cast.anna, partners=[lindner], contact={"text": "Called"})
    assert counts() == {"Interaction": 1, "Issue": 0, "Appreciation": 0, "Idea": 0, "Reminder": 0}


@pytest.mark.parametrize(
    "wrong",
    [
        {"contact": {"mood_before": 6}},
        {"issue": {"title": ""}},
        {"issue": {"title": "x", "severity": 7}},
        {"appreciation": {"text": ""}},
        {"idea": {"title": "x" * 100_000}},
        {"reminder": {"text": "x", "due_at": datetime(2126, 1, 1, tzinfo=UTC)}},
        {"reminder": {"text": "", "due_at": datetime(2027, 1, 1, tzinfo=UTC)}},
    ],
)
def test_one_thing_wrong_and_nothing_is_written(cast, lindner, wrong):
    right = {
        "contact": {"text": "Called"}, "issue": {"title": "x"}, "appreciation": {"text": "x"}, "idea": {"title": "x"},
        "reminder": {"text": "x", "due_at": timezone.now() + timedelta(days=1)},
    }  # fmt: skip
    before = list(Standing.objects.values())
    with pytest.raises(ValidationError):
        log_contact(by=cast.anna, partners=[lindner], **right | wrong)
    assert counts() == dict.fromkeys(counts(), 0)
    assert list(Standing.objects.values()) == before
