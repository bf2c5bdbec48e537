"""The life of an issue: which step leads where, who may take it, and what it must say."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.actions.record import StaleRecord, WrongState
from accounts.models import Notification, User
from accounts.queries.notice import notices
from relationships.actions.comment import comment_on_issue
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import (
    change_issue,
    flag_issue,
    note_agreement,
    park_issue,
    reopen_issue,
    resolve_issue,
    resume_due_issues,
    resume_issue,
    start_talk,
)
from relationships.models import Issue


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


VERBS = {
    "talk": lambda by, issue: start_talk(by=by, issue=issue, text="Called them"),
    "agree": lambda by, issue: note_agreement(by=by, issue=issue, agreement="A date each week"),
    "resolve": lambda by, issue: resolve_issue(by=by, issue=issue, result="Paid back"),
    "park": lambda by, issue: park_issue(by=by, issue=issue, until=in_days(3), text="They are away"),
    "resume": lambda by, issue: resume_issue(by=by, issue=issue),
    "reopen": lambda by, issue: reopen_issue(by=by, issue=issue, reason="It came back"),
}
TO_STATE = {
    "open": [],
    "talking": ["talk"],
    "agreed": ["agree"],
    "parked": ["park"],
    "resolved": ["resolve"],
}
# From each state: the verbs that are allowed, and where they lead.
LIFE = {
    "open": {"talk": "talking", "agree": "agreed", "resolve": "resolved", "park": "parked"},
    "talking": {"agree": "agreed", "resolve": "resolved", "park": "parked"},
    "agreed": {"talk": "talking", "resolve": "resolved", "park": "parked"},
    "parked": {"talk": "talking", "agree": "agreed", "resolve": "resolved", "park": "parked", "resume": "open"},
    "resolved": {"reopen": "open"},
}


@pytest.fixture
def issue(cast, lindner):
    return flag_issue(by=cast.anna, partners=[lindner], title="Complaint without an answer")


def bring_to(state, issue, by):
    for verb in TO_STATE[state]:
        VERBS[verb](by, issue)
    return issue


@pytest.mark.parametrize(("state", "verb"), [(state, verb) for state in LIFE for verb in LIFE[state]])
def test_every_step_leads_where_it_should(cast, issue, state, verb):
    bring_to(state, issue, cast.anna)
    VERBS[verb](cast.ben, issue)
    assert Issue.objects.get(pk=issue.pk).state == LIFE[state][verb]


@pytest.mark.parametrize(
    ("state", "verb"), [(state, verb) for state in LIFE for verb in VERBS if verb not in LIFE[state]]
)
def test_no_other_step_is_taken(cast, issue, state, verb):
    bring_to(state, issue, cast.anna)
    before = Issue.objects.values().get(pk=issue.pk)
    steps = issue.comments.count()
    with pytest.raises(WrongState):
        VERBS[verb](cast.anna, issue)
    assert Issue.objects.values().get(pk=issue.pk) == before
    assert issue.comments.count() == steps


def test_each_step_is_on_the_thread_with_its_words_and_who_took_it(cast, issue):
    for verb in ("talk", "agree", "park", "resume", "resolve", "reopen"):
        VERBS[verb](cast.ben, issue)
    assert list(issue.comments.values_list("step", "text", "author__name")) == [
        ("talking", "Called them", "Ben"),
        ("agreed", "A date each week", "Ben"),
        ("parked", "They are away", "Ben"),
        ("resumed", "", "Ben"),
        ("resolved", "Paid back", "Ben"),
        ("reopened", "It came back", "Ben"),
    ]


@pytest.mark.parametrize("state", ["open", "talking", "agreed"])
def test_parking_keeps_the_state_and_taking_up_again_brings_it_back(cast, issue, state):
    bring_to(state, issue, cast.anna)
    park_issue(by=cast.anna, issue=issue, until=in_days(3))
    park_issue(by=cast.anna, issue=issue, until=in_days(9))
    assert (issue.state, issue.parked_until) == ("parked", in_days(9))
    resume_issue(by=cast.anna, issue=issue)
    found = Issue.objects.get(pk=issue.pk)
    assert (found.state, found.parked_until, found.state_before_parking) == (state, None, "")


def test_a_parked_issue_is_taken_up_again_by_itself_when_its_day_has_come(cast, issue):
    start_talk(by=cast.anna, issue=issue)
    park_issue(by=cast.anna, issue=issue, until=in_days(3))
    assert resume_due_issues(at=timezone.now() + timedelta(days=2)) == 0
    assert resume_due_issues(at=timezone.now() + timedelta(days=3)) == 1
    assert Issue.objects.get(pk=issue.pk).state == "talking"
    assert list(issue.comments.values_list("step", "author__name"))[-1] == ("resumed", "Anna")


def test_resolving_keeps_the_result_and_the_day_to_ask_whether_it_holds(cast, issue):
    resolve_issue(by=cast.anna, issue=issue, result="Paid back", check_on=in_days(21))
    found = Issue.objects.get(pk=issue.pk)
    assert (found.result, found.check_on) == ("Paid back", in_days(21))
    assert found.resolved_at is not None
    reopen_issue(by=cast.anna, issue=issue, reason="It came back")
    found.refresh_from_db()
    assert (found.state, found.check_on, found.resolved_at, found.times_reopened) == ("open", None, None, 1)


@pytest.mark.parametrize(
    ("step", "field"),
    [
        (lambda **on: resolve_issue(result="  ", **on), "result"),
        (lambda **on: resolve_issue(result="Paid", check_on=in_days(0), **on), "check_on"),
        (lambda **on: resolve_issue(result="Paid", check_on=date(2126, 1, 1), **on), "check_on"),
        (lambda **on: note_agreement(agreement="", **on), "agreement"),
        (lambda **on: park_issue(until=in_days(0), **on), "until"),
        (lambda **on: park_issue(until=date(1026, 1, 1), **on), "until"),
        (lambda **on: park_issue(until=date(2126, 1, 1), **on), "until"),
    ],
)
def test_a_step_that_says_too_little_is_refused_whole(cast, issue, step, field):
    with pytest.raises(ValidationError) as refused:
        step(by=cast.anna, issue=issue)
    assert list(refused.value.error_dict) == [field]
    assert (Issue.objects.get(pk=issue.pk).state, issue.comments.count()) == ("open", 0)


def test_reopening_asks_why(cast, issue):
    resolve_issue(by=cast.anna, issue=issue, result="Paid back")
    with pytest.raises(ValidationError) as refused:
        reopen_issue(by=cast.anna, issue=issue, reason=" ")
    assert list(refused.value.error_dict) == ["reason"]
    assert Issue.objects.get(pk=issue.pk).state == "resolved"


@pytest.mark.parametrize("verb", ["talk", "agree", "resolve", "park"])
def test_only_those_who_work_on_it_take_steps(cast, lindner, verb):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="For all to read", visibility="everyone")
    for stranger in (cast.otto, cast.ada, cast.dora):
        with pytest.raises(PermissionDenied):
            VERBS[verb](stranger, issue)
    assert Issue.objects.get(pk=issue.pk).state == "open"


@pytest.mark.parametrize("role", ["owner", "people_involved"])
def test_owner_and_people_involved_work_on_it_without_being_in_the_team(cast, lindner, role):
    cast.team.memberships.create(user=cast.otto)
    who = {"owner": cast.otto} if role == "owner" else {"people_involved": [cast.otto]}
    issue = flag_issue(by=cast.anna, partners=[lindner], title="x", **who)
    cast.team.memberships.filter(user=cast.otto).delete()
    assert start_talk(by=cast.otto, issue=issue).state == "talking"


def test_a_new_issue_is_its_authors_open_and_for_the_team(cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="  Who   signs? ", severity=None)
    found = Issue.objects.get(pk=issue.pk)
    assert (found.title, found.state, found.owner, found.severity, found.visibility, found.team) == (
        "Who signs?", "open", cast.anna, 2, "team", cast.team,
    )  # fmt: skip
    assert list(found.partners.all()) == [lindner]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 100_000}, "title"),
        ({"text": "x" * 100_000}, "text"),
        ({"kind": "quarrel"}, "kind"),
        ({"severity": 9}, "severity"),
        ({"due_on": date(1026, 1, 1)}, "due_on"),
        ({"due_on": date(2126, 1, 1)}, "due_on"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(cast, lindner, fields, wrong):
    with pytest.raises(ValidationError) as refused:
        flag_issue(by=cast.anna, partners=[lindner], **{"title": "x"} | fields)
    assert list(refused.value.error_dict) == [wrong]
    assert not Issue.objects.exists()


def test_links_to_what_one_does_not_see_are_refused(cast, lindner, kerner):
    foreign = log_interaction(by=cast.otto, partners=[kerner], text="secret")
    for fields, wrong in (
        ({"partners": [kerner]}, "partners"),
        ({"partners": []}, "partners"),
        ({"partners": [lindner], "owner": cast.otto}, "owner"),
        ({"partners": [lindner], "owner": cast.dora}, "owner"),
        ({"partners": [lindner], "people_involved": [cast.otto]}, "people_involved"),
        ({"partners": [lindner], "interactions": [foreign]}, "interactions"),
    ):
        with pytest.raises(ValidationError) as refused:
            flag_issue(by=cast.anna, title="x", **fields)
        assert list(refused.value.error_dict) == [wrong]
    assert not Issue.objects.exists()


def test_a_change_is_written_at_the_version_it_was_read_at(cast, issue):
    change_issue(by=cast.ben, issue=Issue.objects.get(pk=issue.pk), version=1, title="New words")
    with pytest.raises(StaleRecord) as stale:
        change_issue(by=cast.anna, issue=issue, version=1, title="Other words")
    assert stale.value.current.title == "New words"
    assert Issue.objects.get(pk=issue.pk).title == "New words"


def test_an_edit_loses_neither_partners_nor_contacts_that_one_does_not_see(cast, lindner, kerner):
    cast.team.memberships.create(user=cast.otto)
    otto = User.objects.get(pk=cast.otto.pk)
    hidden = log_interaction(by=otto, partners=[kerner], text="secret", team=cast.other_team)
    issue = flag_issue(by=otto, partners=[lindner, kerner], title="x", team=cast.team, interactions=[hidden])
    change_issue(by=cast.anna, issue=issue, version=1, partners=[lindner], interactions=[])
    assert set(issue.partners.all()) == {lindner, kerner}
    assert list(issue.interactions.all()) == [hidden]


def test_only_the_author_changes_who_reads_it(cast, issue):
    with pytest.raises(PermissionDenied):
        change_issue(by=cast.ben, issue=issue, version=1, visibility="everyone")
    assert Issue.objects.get(pk=issue.pk).visibility == "team"


def test_steps_comments_and_changes_end_the_quiet(cast, issue):
    long_ago = timezone.now() - timedelta(days=20)

    def quiet_after(act):
        Issue.objects.filter(pk=issue.pk).update(last_activity_at=long_ago, raised_at=long_ago)
        issue.refresh_from_db()
        assert issue.quiet_days(at=timezone.now()) == 20
        act()
        found = Issue.objects.get(pk=issue.pk)
        return found.quiet_days(at=timezone.now()), found.age_days(at=timezone.now())

    assert quiet_after(lambda: comment_on_issue(by=cast.ben, issue=issue, text="I called them")) == (0, 20)
    assert quiet_after(lambda: start_talk(by=cast.anna, issue=issue)) == (0, 20)
    assert quiet_after(lambda: change_issue(by=cast.anna, issue=issue, version=issue.version, title="y")) == (0, 20)


def test_whoever_is_given_an_issue_by_somebody_else_is_told(cast, lindner):
    flag_issue(by=cast.anna, partners=[lindner], title="Mine")
    flag_issue(by=cast.anna, partners=[lindner], title="Not to be read", owner=cast.ben, visibility="private")
    issue = flag_issue(by=cast.anna, partners=[lindner], title="Yours", owner=cast.ben)
    change_issue(by=cast.ben, issue=issue, version=issue.version, owner=cast.lena)
    change_issue(by=cast.ben, issue=issue, version=issue.version, title="Yours still", owner=cast.lena)
    told = [(line.user, line.kind, line.target) for line in Notification.objects.order_by("pk")]
    assert told == [(cast.ben, "issue_owner", issue), (cast.lena, "issue_owner", issue)]
    notice = notices["issue_owner"]
    assert (notice.outside(issue), notice.address(issue)) == (
        "Yours to clear now: Yours still", f"/issues/{issue.pk}/",
    )  # fmt: skip


def test_a_mail_does_not_name_an_issue_with_a_person_or_for_few(cast, lindner, colleague):
    with_person = flag_issue(by=cast.anna, partners=[colleague], title="Secret", visibility="team")
    for_few = flag_issue(by=cast.anna, partners=[lindner], title="Secret", visibility="involved")
    for issue in (with_person, for_few):
        assert notices["issue_owner"].outside(issue) == "An issue you are involved in"
