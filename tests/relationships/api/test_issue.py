"""Issues over the API: what it says, how they are changed, and the verbs of their life."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from relationships.actions.entry import discard_entry
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue, resolve_issue
from relationships.models import Comment, Issue

URL = "/api/v1/issues/"


@pytest.fixture
def issue(cast, lindner):
    return flag_issue(by=cast.anna, partners=[lindner], title="Complaint", severity=3, text="Since October")


def url(issue, verb=""):
    return f"{URL}{issue.pk}/{verb}"


def test_an_issue_in_the_words_of_the_design(api, cast, lindner, issue):
    moment = {name: getattr(issue, name).astimezone(timezone.get_default_timezone()).isoformat() for name in (
        "raised_at", "last_activity_at", "created_at", "updated_at",
    )}  # fmt: skip
    assert api.get(url(issue)).json() == moment | {
        "id": issue.pk, "partners": [lindner.pk], "hidden_partners": 0, "title": "Complaint", "kind": "unclear",
        "severity": "high", "horizon": "short", "text": "Since October", "effect": "", "need": "", "partner_view": "",
        "wish": "", "owner": cast.anna.pk, "people_involved": [], "due_on": None, "interactions": [], "state": "open",
        "parked_until": None, "agreement": "", "result": "", "resolved_at": None, "check_on": None,
        "times_reopened": 0, "held_on": None, "age_days": 0, "quiet_days": 0, "is_overdue": False, "team": cast.team.pk,
        "author": cast.anna.pk, "visibility": "team", "version": 1,
    }  # fmt: skip


def test_flagging_an_issue(api, cast, lindner):
    answer = api.post(URL, {"title": "Wrong price", "partners": [lindner.pk], "severity": "low", "owner": cast.ben.pk})
    assert answer.status_code == 201
    issue = Issue.objects.get()
    assert (issue.title, issue.severity, issue.owner, issue.author, issue.team) == (
        "Wrong price", 1, cast.ben, cast.anna, cast.team,
    )  # fmt: skip
    assert answer.json()["id"] == issue.pk
    assert answer["Location"] == f"http://testserver{URL}{issue.pk}/"


def test_the_life_of_an_issue(api, issue):
    tomorrow = timezone.localdate() + timedelta(days=1)
    for verb, said, state in [
        ("talk/", {}, "talking"),
        ("agree/", {"agreement": "A call every Friday"}, "agreed"),
        ("park/", {"until": str(tomorrow)}, "parked"),
        ("resume/", {}, "agreed"),
        ("resolve/", {"result": "They call", "check_on": str(tomorrow)}, "resolved"),
        ("reopen/", {"reason": "They stopped calling"}, "open"),
    ]:
        answer = api.post(url(issue, verb), said)
        assert (answer.status_code, answer.json()["state"]) == (200, state)
    assert list(Comment.objects.values_list("step", "text")) == [
        ("talking", ""),
        ("agreed", "A call every Friday"),
        ("parked", ""),
        ("resumed", ""),
        ("resolved", "They call"),
        ("reopened", "They stopped calling"),
    ]


def test_resolving_again_is_told_what_to_do(api, anna, issue):
    resolve_issue(by=anna, issue=issue, result="Done")
    answer = api.post(url(issue, "resolve/"), {"result": "Done again"})
    assert answer.status_code == 409
    assert answer.json() == {"detail": "This issue is resolved already. Reopen it if it does not hold."}
    assert Issue.objects.get().result == "Done"


@pytest.mark.parametrize(
    ("verb", "said", "field"),
    [
        ("resolve/", {}, "result"),
        ("resolve/", {"result": "  "}, "result"),
        ("resolve/", {"result": "x", "check_on": "2020-01-01"}, "check_on"),
        ("agree/", {"agreement": 7}, "agreement"),
        ("park/", {}, "until"),
        ("park/", {"until": "1026-01-01"}, "until"),
        ("park/", {"until": "2126-01-01"}, "until"),
        ("park/", {"until": "soon"}, "until"),
        ("comment/", {"text": ""}, "text"),
        ("comment/", {"text": "a\x00b"}, "text"),
        ("comment/", {"text": "x" * 100_000}, "text"),
    ],
)
def test_a_verb_that_lacks_something_says_what(api, issue, verb, said, field):
    answer = api.post(url(issue, verb), said)
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert Issue.objects.get().state == "open"
    assert not Comment.objects.exists()


def test_the_thread(api, cast, issue):
    said = api.post(url(issue, "comment/"), {"text": "I called them"})
    assert said.status_code == 201
    thread = api.get(url(issue, "comments/")).json()
    assert thread == {"next": None, "previous": None, "results": [said.json()]}
    line = url(issue, f"comments/{said.json()['id']}/")
    changed = api.patch(line, {"text": "I wrote to them", "version": 1})
    assert (changed.status_code, changed.json()["text"]) == (200, "I wrote to them")
    assert api.delete(line).status_code == 204
    assert api.get(url(issue, "comments/")).json()["results"] == []


def test_a_thread_is_hidden_with_its_issue(api, cast, lindner):
    secret = flag_issue(by=cast.ben, partners=[lindner], title="Secret", visibility="private")
    assert api.get(url(secret, "comments/")).status_code == 404
    assert api.post(url(secret, "comment/"), {"text": "x"}).status_code == 404


def test_filters_are_those_of_the_page(api, cast, lindner, issue):
    low = flag_issue(by=cast.anna, partners=[lindner], title="Little thing", severity=1)
    resolve_issue(by=cast.anna, issue=low, result="Done")

    def found(**query):
        return [row["title"] for row in api.get(URL, query).json()["results"]]

    assert found() == ["Complaint", "Little thing"]
    assert found(state="open", partner=lindner.pk) == ["Complaint"]
    assert found(state="resolved") == ["Little thing"]
    assert found(severity="high") == ["Complaint"]
    assert found(severity="3") == ["Complaint"]
    assert found(q="little") == ["Little thing"]
    assert found(ordering="-severity") == ["Complaint", "Little thing"]
    assert found(ordering="due_on") == ["Complaint", "Little thing"]


@pytest.mark.parametrize(
    "query",
    [
        {"state": "bogus"}, {"severity": "9"}, {"partner": "x"}, {"partner": 2**70}, {"owner": 0}, {"quiet": "-1"},
        {"quiet": "NaN"}, {"ordering": "-owner"}, {"ordering": "text"}, {"page_size": 10**9}, {"page_size": 0},
        {"page_size": "many"}, {"cursor": "x"}, {"cursor": "WyJyYWlzZWRfYXQiXQ"}, {"q": "a\x00b"}, {"partners": 7},
        {"format": "doc"},
    ],
)  # fmt: skip
def test_a_query_that_makes_no_sense_is_told_so(api, issue, query):
    answer = api.get(URL, query)
    assert (answer.status_code, list(answer.json())) == (400, list(query))


def test_a_foreign_partner_is_no_filter_and_no_choice(api, kerner, issue):
    foreign, unknown = api.get(URL, {"partner": kerner.pk}), api.get(URL, {"partner": 999_999})
    assert (foreign.status_code, foreign.json()) == (400, unknown.json())
    answers = [api.post(URL, {"title": "x", "partners": [pk]}) for pk in (kerner.pk, 999_999, 2**70)]
    assert [(answer.status_code, answer.json()) for answer in answers] == [
        (400, {"partners": [f"There is no such entry: {str(pk)[:20]}"]}) for pk in (kerner.pk, 999_999, 2**70)
    ]


def test_linked_contacts_that_one_does_not_see_stay_and_stay_hidden(api, cast, lindner):
    shared = {"partners": [lindner], "text": "x"}
    open_, secret = (log_interaction(by=cast.ben, visibility=who, **shared) for who in ("team", "private"))
    issue = flag_issue(by=cast.ben, partners=[lindner], title="x", interactions=[open_, secret])
    read = api.get(url(issue)).json()
    assert read["interactions"] == [open_.pk]
    assert api.put(url(issue), read).status_code == 200
    assert sorted(issue.interactions.values_list("pk", flat=True)) == [open_.pk, secret.pk]
    assert api.patch(url(issue), {"version": 2, "interactions": [secret.pk]}).status_code == 400


def test_partners_that_one_does_not_see_are_counted_not_named(api, cast, lindner, kerner):
    cast.team.memberships.create(user=cast.otto)
    otto = User.objects.get(pk=cast.otto.pk)
    issue = flag_issue(by=otto, partners=[lindner, kerner], title="Both", team=cast.team)
    read = api.get(url(issue)).json()
    assert (read["partners"], read["hidden_partners"]) == ([lindner.pk], 1)
    assert api.put(url(issue), read).status_code == 200
    assert sorted(issue.partners.values_list("pk", flat=True)) == [lindner.pk, kerner.pk]
    assert api.patch(url(issue), {"version": 2, "partners": [kerner.pk]}).status_code == 400


def test_the_trash_and_back(api, cast, issue):
    assert api.delete(url(issue)).status_code == 204
    assert api.get(url(issue)).status_code == 404
    assert api.delete(url(issue)).status_code == 404
    assert api.post(url(issue, "restore/")).json()["id"] == issue.pk
    assert api.post(url(issue, "restore/")).status_code == 409


def test_the_trash_of_others_does_not_exist(api, cast, lindner):
    issue = flag_issue(by=cast.ben, partners=[lindner], title="x")
    assert api.delete(url(issue)).status_code == 403
    discard_entry(issue, by=cast.ben)
    assert api.post(url(issue, "restore/")).status_code == 404
