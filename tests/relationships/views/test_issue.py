"""The pages of issues: the list a meeting goes through, its filters, the board, and each step by a click."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from relationships.actions.comment import comment_on_issue
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue, note_agreement, park_issue, resolve_issue, start_talk
from relationships.models import Comment, Issue
from tests.counting import queries_of
from tests.world import make_secrets, make_world

LIST = reverse("relationships:issue_list")


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def ago(days):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def issues(cast, lindner):
    """Four in every sense different ones, of which the last is resolved."""

    def flag(title, age, **fields):
        return flag_issue(by=cast.anna, partners=[lindner], title=title, raised_at=ago(age), **fields)

    late = flag("Late", 24, kind="conflict", severity=3, due_on=in_days(-2))
    quiet = flag("Quiet", 20, owner=cast.ben, severity=1, horizon="long")
    Issue.objects.filter(pk=quiet.pk).update(last_activity_at=ago(15))
    parked = flag("Parked", 9, kind="inconsistency", due_on=in_days(4))
    park_issue(by=cast.anna, issue=parked, until=in_days(5))
    done = flag("Done", 40)
    resolve_issue(by=cast.anna, issue=done, result="Sorted out")
    return {"Late": late, "Quiet": quiet, "Parked": parked, "Done": done}


def titles(client, **params):
    response = client.get(LIST, params)
    assert response.status_code == 200
    return [row.title for row in response.context["rows"]]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, ["Late", "Quiet", "Parked"]),
        ({"state": "unresolved"}, ["Late", "Quiet", "Parked"]),
        ({"state": "active"}, ["Late", "Quiet"]),
        ({"state": "parked"}, ["Parked"]),
        ({"state": "resolved"}, ["Done"]),
        ({"kind": "conflict"}, ["Late"]),
        ({"severity": "3"}, ["Late"]),
        ({"horizon": "long"}, ["Quiet"]),
        ({"due": "overdue"}, ["Late"]),
        ({"due": "none"}, ["Quiet"]),
        ({"quiet": "14"}, ["Quiet"]),
        ({"q": "arke"}, ["Parked"]),
        ({"q": "nothing like it"}, []),
        ({"sort": "newest"}, ["Parked", "Quiet", "Late"]),
        ({"sort": "severity"}, ["Late", "Parked", "Quiet"]),
        ({"sort": "due"}, ["Late", "Parked", "Quiet"]),
        ({"sort": "quiet"}, ["Quiet", "Late", "Parked"]),
        ({"sort": "shoe size"}, ["Late", "Quiet", "Parked"]),
        ({"state": "no such state"}, []),
        ({"severity": "9"}, []),
        ({"quiet": "-1"}, []),
    ],
)
def test_filters_and_sorts(signed_in, issues, params, expected):
    assert titles(signed_in, **params) == expected


def test_owner_and_partner_are_filtered_by_among_those_one_sees(signed_in, cast, issues, lindner, kerner):
    assert titles(signed_in, owner=cast.ben.pk) == ["Quiet"]
    assert titles(signed_in, partner=lindner.pk) == ["Late", "Quiet", "Parked"]
    flag_issue(by=cast.otto, partners=[kerner], title="Foreign", visibility="everyone")
    assert titles(signed_in, partner=kerner.pk) == []
    assert titles(signed_in, owner=cast.otto.pk) == []


def test_what_is_set_stands_as_chips_that_can_be_taken_away(signed_in, issues):
    chips = signed_in.get(LIST, {"kind": "conflict", "severity": "3", "quiet": "14"}).context["chips"]
    assert chips == [
        {"label": "Kind: Conflict", "url": f"{LIST}?severity=3&quiet=14"},
        {"label": "Severity: High", "url": f"{LIST}?kind=conflict&quiet=14"},
        {"label": "Quiet: Quiet for two weeks", "url": f"{LIST}?kind=conflict&severity=3"},
    ]


def test_what_is_overdue_is_marked(signed_in, issues):
    rows = {row.title: row.overdue for row in signed_in.get(LIST).context["rows"]}
    assert rows == {"Late": True, "Quiet": False, "Parked": False}
    assert signed_in.get(LIST).content.decode().count("overdue since") == 1


def test_the_pages_by_cursor_hold_every_issue_once(signed_in, cast, lindner, settings):
    settings.PAGE_SIZE = 4
    for number in range(10):
        flag_issue(by=cast.anna, partners=[lindner], title=str(number), due_on=in_days(number) if number % 2 else None)
    for sort in ("age", "quiet", "severity", "due", "newest"):
        seen, url = [], f"{LIST}?{urlencode({'sort': sort})}"
        while url:
            context = signed_in.get(url).context
            seen += [row.title for row in context["rows"]]
            url = context["older"]
        assert sorted(seen) == sorted(map(str, range(10))), sort


def test_a_cursor_of_elsewhere_leads_back_to_the_first_page(signed_in, issues):
    response = signed_in.get(LIST, {"cursor": "nonsense", "kind": "conflict"})
    assert (response.status_code, response.headers["Location"]) == (302, f"{LIST}?kind=conflict")


def test_the_board_holds_a_column_for_each_state(signed_in, cast, lindner, issues):
    start_talk(by=cast.anna, issue=issues["Late"])
    agreed = flag_issue(by=cast.anna, partners=[lindner], title="Agreed")
    note_agreement(by=cast.anna, issue=agreed, agreement="Weekly call")

    def columns(**params):
        found = signed_in.get(LIST, {"view": "board"} | params).context["columns"]
        return {str(column["state"]): [row.title for row in column["rows"]] for column in found}

    assert columns() == {"open": ["Quiet"], "talking": ["Late"], "agreed": ["Agreed"], "parked": ["Parked"]}
    assert columns(kind="conflict") == {"open": [], "talking": ["Late"], "agreed": [], "parked": []}
    assert columns(state="resolved")["resolved"] == ["Done"]


def test_list_and_board_take_as_many_queries_with_thirty_times_the_rows(signed_in, cast, lindner):
    views = ({}, {"view": "board"})
    make_world(cast, lindner)
    few = [len(queries_of(signed_in, LIST, view)) for view in views]
    for _number in range(29):
        make_world(cast, lindner)
    many = [queries_of(signed_in, LIST, view) for view in views]
    assert [len(found) for found in many] == few, many
    assert max(few) <= 10, many


def test_an_issue_page_takes_as_many_queries_with_a_long_thread(signed_in, cast, lindner):
    world = make_world(cast, lindner)
    url = reverse("relationships:issue_detail", args=[world.issue.pk])
    few = queries_of(signed_in, url)
    contacts = [log_interaction(by=cast.anna, partners=[lindner], text="x") for _number in range(29)]
    world.issue.interactions.add(*contacts)
    for _number in range(29):
        comment_on_issue(by=cast.ben, issue=world.issue, text="x")
    many = queries_of(signed_in, url)
    assert len(many) == len(few) <= 12, "\n".join(many)


def test_no_canary_sings_in_list_board_or_page(signed_in, cast, lindner, kerner):
    world = make_world(cast, lindner)
    make_secrets(cast, lindner, kerner)
    detail = reverse("relationships:issue_detail", args=[world.issue.pk])
    for url in (LIST, f"{LIST}?view=board", f"{LIST}?state=resolved", f"{LIST}?state=parked", detail):
        assert "Kanarienvogel" not in signed_in.get(url).content.decode(), url


def test_a_linked_contact_one_does_not_see_is_not_on_the_page(signed_in, cast, lindner):
    secret = log_interaction(by=cast.ben, partners=[lindner], text="Kanarienvogel", visibility="private")
    issue = flag_issue(by=cast.ben, partners=[lindner], title="x", interactions=[secret])
    page = signed_in.get(reverse("relationships:issue_detail", args=[issue.pk])).content.decode()
    assert "Kanarienvogel" not in page
    assert reverse("relationships:interaction_detail", args=[secret.pk]) not in page


def test_who_only_reads_an_issue_is_offered_no_step(client, cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="For all", visibility="everyone")
    client.force_login(cast.otto)
    page = client.get(reverse("relationships:issue_detail", args=[issue.pk]))
    assert (page.status_code, page.context["verbs"], page.context["may_comment"]) == (200, (), False)
    assert [row.verbs for row in client.get(LIST).context["rows"]] == [()]
    assert "another partner" in page.content.decode()


STEPS = ["talk", "agree", "resolve", "park", "resume", "reopen", "comment"]


@pytest.mark.parametrize("verb", STEPS)
def test_a_step_is_for_those_who_work_on_it(client, cast, lindner, kerner, verb):
    seen = flag_issue(by=cast.anna, partners=[lindner], title="For all", visibility="everyone")
    foreign = flag_issue(by=cast.anna, partners=[lindner], title="Not for all")
    data = {"text": "x", "agreement": "x", "result": "x", "reason": "x", "until": in_days(3)}
    client.force_login(cast.otto)
    for issue, status in ((seen, 403), (foreign, 404)):
        url = reverse(f"relationships:issue_{verb}", args=[issue.pk])
        assert (client.get(url).status_code, client.post(url, data).status_code) == (status, status)
    assert set(Issue.objects.values_list("state", flat=True)) == {"open"}
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("verb", "data", "wrong"),
    [
        ("resolve", {"result": ""}, "result"),
        ("resolve", {"result": "x" * 100_000}, "result"),
        ("resolve", {"result": "Settled", "check_on_choice": "day"}, "check_on"),
        ("resolve", {"result": "Sorted out", "check_on": "1026-01-01"}, "check_on"),
        ("resolve", {"result": "Sorted out", "check_on": "2126-01-01"}, "check_on"),
        ("resolve", {"result": "Sorted out", "check_on": "soon"}, "check_on"),
        ("resolve", {"result": "Sorted out", "check_on_choice": "never"}, "check_on_choice"),
        ("park", {}, "until"),
        ("park", {"until_choice": "day", "until": ""}, "until"),
        ("park", {"until": "1026-01-01"}, "until"),
        ("park", {"until": "2126-01-01"}, "until"),
        ("agree", {"agreement": "  "}, "agreement"),
        ("comment", {"text": ""}, "text"),
        ("comment", {"text": "x" * 100_000}, "text"),
    ],
)
def test_a_step_that_says_too_little_is_asked_again_with_the_draft(signed_in, cast, lindner, verb, data, wrong):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="x")
    response = signed_in.post(reverse(f"relationships:issue_{verb}", args=[issue.pk]), data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [wrong])
    if draft := data.get("result"):
        assert draft in response.content.decode()
    issue.refresh_from_db()
    assert (issue.state, issue.comments.count()) == ("open", 0)


def test_parking_by_a_tap(signed_in, cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="x")
    signed_in.post(reverse("relationships:issue_park", args=[issue.pk]), {"until_choice": "two_weeks", "text": "Away"})
    issue.refresh_from_db()
    assert (issue.state, issue.parked_until) == ("parked", in_days(14))


def test_resolving_with_a_day_to_ask_again(signed_in, cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="x")
    data = {"result": "Sorted out", "check_on_choice": "month"}
    signed_in.post(reverse("relationships:issue_resolve", args=[issue.pk]), data)
    issue.refresh_from_db()
    assert (issue.state, issue.result, issue.check_on) == ("resolved", "Sorted out", in_days(30))


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 100_000}, "title"),
        ({"partners": []}, "partners"),
        ({"partners": [10**18]}, "partners"),
        ({"kind": "quarrel"}, "kind"),
        ({"severity": "good"}, "severity"),
        ({"due_on": "1026-01-01"}, "due_on"),
        ({"due_on": "2126-01-01"}, "due_on"),
        ({"text": "x" * 100_000}, "text"),
        ({"visibility": "world"}, "visibility"),
    ],
)
def test_what_cannot_be_meant_is_said_at_its_field(signed_in, cast, lindner, fields, wrong):
    data = {
        "title": "Who pays?", "kind": "unclear", "severity": 2, "horizon": "short", "partners": [lindner.pk],
        "owner": cast.anna.pk, "need": "A word that stays",
    }  # fmt: skip
    response = signed_in.post(reverse("relationships:issue_create"), data | fields)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [wrong])
    assert "A word that stays" in response.content.decode()
    assert not Issue.objects.exists()
