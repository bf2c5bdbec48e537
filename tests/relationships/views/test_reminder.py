"""One's own reminders: written, moved by a tap, done, and discarded with an undo."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from relationships.actions.issue import flag_issue
from relationships.actions.reminder import finish_reminder, set_reminder
from relationships.models import Reminder
from tests.counting import queries_of

LIST = reverse("relationships:reminder_list")
NEW = reverse("relationships:reminder_create")


@pytest.fixture
def reminder(cast, lindner):
    return set_reminder(by=cast.anna, text="Send samples", due_at=timezone.now() - timedelta(hours=1), partner=lindner)


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_a_reminder_about_an_issue(signed_in, cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="Who pays?")
    page = signed_in.get(NEW, {"issue": issue.pk})
    assert "Who pays?" in page.content.decode()
    data = {"text": "Ask again", "due_at": local(timezone.now() + timedelta(days=2)), "issue": issue.pk}
    assert signed_in.post(f"{NEW}?issue={issue.pk}", data).headers["Location"] == LIST
    made = Reminder.objects.get()
    assert (made.text, made.issue, made.partner, made.user) == ("Ask again", issue, None, cast.anna)


def test_times_are_the_users_own(signed_in, cast):
    User.objects.filter(pk=cast.anna.pk).update(time_zone="America/New_York")
    signed_in.post(NEW, {"text": "x", "due_at": "2027-01-05T09:00"})
    assert Reminder.objects.get().due_at.isoformat() == "2027-01-05T14:00:00+00:00"


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 100_000}, "text"),
        ({"due_at": ""}, "due_at"),
        ({"due_at": "1026-01-01T10:00"}, "due_at"),
        ({"due_at": "2126-01-01T10:00"}, "due_at"),
        ({"partner": [10**18]}, "partner"),
        ({"issue": "99"}, "issue"),
    ],
)
def test_what_cannot_be_meant_is_said_at_its_field(signed_in, cast, data, wrong):
    response = signed_in.post(NEW, {"text": "Draft", "due_at": "2027-01-05T09:00"} | data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [wrong])
    assert not Reminder.objects.exists()


def test_it_points_only_at_what_one_sees(signed_in, cast, kerner):
    foreign = flag_issue(by=cast.otto, partners=[kerner], title="Kanarienvogel")
    for name, pk in (("partner", kerner.pk), ("issue", foreign.pk)):
        page = signed_in.get(NEW, {name: pk}).content.decode()
        assert "Kanarienvogel" not in page
        assert "Metallbau" not in page
        assert signed_in.post(NEW, {"text": "x", "due_at": "2027-01-05T09:00", name: pk}).status_code == 422
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("choice", ["later", "tomorrow", "week"])
def test_later_by_a_tap(signed_in, reminder, choice):
    signed_in.post(reverse("relationships:reminder_snooze", args=[reminder.pk]), {"choice": choice})
    due = Reminder.objects.get().due_at
    days = (timezone.localdate(due) - timezone.localdate()).days
    assert days in {"later": (0, 1), "tomorrow": (1,), "week": (7,)}[choice]
    assert due > timezone.now()


def test_later_at_a_time_of_ones_own(signed_in, reminder):
    url = reverse("relationships:reminder_snooze", args=[reminder.pk])
    before = reminder.due_at
    for wrong in ("", "soon", "2001-01-01T10:00"):
        assert signed_in.post(url, {"until": wrong}).status_code == 422
    assert Reminder.objects.get().due_at == before
    until = (timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)
    assert signed_in.post(url, {"until": local(until)}).status_code == 302
    assert Reminder.objects.get().due_at == until


def test_waiting_and_done_are_two_lists(signed_in, cast, reminder):
    finish_reminder(by=cast.anna, reminder=set_reminder(by=cast.anna, text="Done", due_at=timezone.now()))
    shown = [[row.text for row in signed_in.get(LIST, params).context["page"]] for params in ({}, {"done": "true"})]
    assert shown == [["Send samples"], ["Done"]]


def test_done_has_an_undo(signed_in, reminder):
    page = signed_in.post(reverse("relationships:reminder_done", args=[reminder.pk]), follow=True).content.decode()
    assert f'action="{reverse("relationships:reminder_reopen", args=[reminder.pk])}"' in page


def test_done_twice_is_refused(signed_in, reminder):
    url = reverse("relationships:reminder_done", args=[reminder.pk])
    assert [signed_in.post(url).status_code for _time in range(2)] == [302, 409]


def test_discarding_has_an_undo(signed_in, cast, reminder):
    page = signed_in.post(reverse("relationships:reminder_discard", args=[reminder.pk]), follow=True).content.decode()
    undo = reverse("relationships:trash_restore", args=["reminder", reminder.pk])
    assert f'action="{undo}"' in page
    signed_in.post(undo)
    assert Reminder.objects.visible_to(cast.anna).get() == reminder


@pytest.mark.parametrize("verb", ["update", "done", "reopen", "snooze", "discard"])
def test_a_foreign_one_is_not_there(client, cast, reminder, verb):
    for user in (cast.ben, cast.lena, cast.ada):
        client.force_login(user)
        url = reverse(f"relationships:reminder_{verb}", args=[reminder.pk])
        assert client.post(url, {"choice": "tomorrow"}).status_code == 404
    assert list(Reminder.objects.values_list("done_at", "discarded_at")) == [(None, None)]


def test_the_list_takes_as_many_queries_with_thirty_times_the_rows(signed_in, cast, lindner, reminder):
    few = queries_of(signed_in, LIST)
    for _number in range(29):
        set_reminder(by=cast.anna, text="x", due_at=timezone.now(), partner=lindner)
    many = queries_of(signed_in, LIST)
    assert len(many) == len(few) <= 10, "\n".join(many)


@pytest.mark.parametrize(
    ("sent", "rule"),
    [
        ({}, ""),
        ({"repeat": "never", "recurrence": "FREQ=DAILY"}, ""),
        ({"repeat": "weekly"}, "FREQ=WEEKLY"),
        ({"repeat": "month_end"}, "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ({"repeat": "own", "recurrence": "rrule:freq=monthly;byday=2tu"}, "FREQ=MONTHLY;BYDAY=2TU"),
    ],
)
def test_it_repeats_as_chosen(signed_in, sent, rule):
    assert signed_in.post(NEW, {"text": "x", "due_at": "2027-01-05T09:00"} | sent).status_code == 302
    made = Reminder.objects.get()
    assert made.recurrence == rule
    page = signed_in.get(reverse("relationships:reminder_update", args=[made.pk]))
    assert page.context["form"].initial["repeat"] == (sent.get("repeat") or "never")


@pytest.mark.parametrize("rule", ["", "FREQ=SECONDLY", "x" * 999])
def test_a_rule_of_ones_own_is_checked_at_its_field(signed_in, rule):
    sent = {"text": "Draft", "due_at": "2027-01-05T09:00", "repeat": "own", "recurrence": rule}
    response = signed_in.post(NEW, sent)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["recurrence"])


def test_handing_over(signed_in, cast, reminder):
    url = reverse("relationships:reminder_hand_over", args=[reminder.pk])
    page = signed_in.get(url)
    assert list(page.context["form"].fields["user"].queryset) == [cast.ben, cast.lena]
    assert signed_in.post(url, {"user": cast.otto.pk}).status_code == 422
    assert signed_in.post(url, {"user": cast.ben.pk}).status_code == 302
    assert (Reminder.objects.get().user, signed_in.get(url).status_code) == (cast.ben, 404)
