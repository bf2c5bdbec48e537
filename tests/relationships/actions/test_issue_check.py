"""Does it hold? Asked once after resolving: yes, or open again with a reason."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.actions.record import WrongState
from relationships.actions.issue import confirm_issue, flag_issue, reopen_issue, resolve_issue
from relationships.actions.rules import follow_rules
from relationships.models import Issue, Reminder


@pytest.fixture
def resolved(cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="Late again")
    return resolve_issue(by=cast.anna, issue=issue, result="A new driver", check_on=timezone.localdate() + timedelta(7))


def to_check():
    return list(Issue.objects.to_check(at=timezone.now()))


def test_it_is_asked_from_its_day_on_until_it_is_said(cast, resolved):
    assert to_check() == []
    with time_machine.travel(timezone.now() + timedelta(days=7), tick=True):
        assert to_check() == [resolved]
        confirm_issue(by=cast.ben, issue=resolved, text="On time for a week")
        assert (to_check(), resolved.state, resolved.held_on) == ([], "resolved", timezone.localdate())
        with pytest.raises(WrongState):
            confirm_issue(by=cast.ben, issue=resolved)
    assert resolved.comments.last().step == "holds"


def test_reopened_it_is_counted_and_asks_no_more(cast, resolved):
    reopen_issue(by=cast.ben, issue=resolved, reason="Late on Monday")
    assert (resolved.times_reopened, resolved.check_on, resolved.awaits_check) == (1, None, False)
    with pytest.raises(WrongState):
        confirm_issue(by=cast.ben, issue=resolved)


def test_the_page_asks_and_the_list_finds_it(signed_in, resolved):
    assert "Asked again on" in signed_in.get(f"/issues/{resolved.pk}/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=True):
        page = signed_in.get(f"/issues/{resolved.pk}/").content.decode()
        assert "Today is the day" in page
        assert f"/issues/{resolved.pk}/holds/" in page
        assert [row.pk for row in signed_in.get("/issues/?state=to_check").context["rows"]] == [resolved.pk]
        assert signed_in.post(f"/issues/{resolved.pk}/holds/", {"text": ""}).status_code == 302
    assert Issue.objects.get(pk=resolved.pk).held_on


def test_the_api_answers_it(api, resolved):
    answer = api.post(f"/api/v1/issues/{resolved.pk}/holds/", {"text": "Fine"})
    assert (answer.status_code, answer.json()["held_on"]) == (200, str(timezone.localdate()))
    assert api.post(f"/api/v1/issues/{resolved.pk}/holds/").status_code == 409


def test_it_is_answered_where_one_is_reminded(signed_in, resolved):
    # A week ago: on the day itself the rules wait for its morning, and over weekends and holidays for the next working day.
    Issue.objects.update(check_on=timezone.localdate() - timedelta(days=7), look_at=timezone.now())
    follow_rules(at=timezone.now())
    Reminder.objects.update(due_at=timezone.now() - timedelta(hours=1))
    holds, reopen = (f"/issues/{resolved.pk}/{verb}/" for verb in ("holds", "reopen"))
    page = signed_in.get("/").content.decode()
    assert (f"{holds}?next=/" in page, f"{reopen}?next=/" in page) == (True, True)
    assert signed_in.post(holds, {"next": "/"}).url == "/"
    assert holds not in signed_in.get("/").content.decode()
    assert not Reminder.objects.waiting().exists()
