"""Fields that must not be set from outside: posted to every serializer, they change nothing."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Team
from climate.models import Impression, MoodBooster, PracticeExample, ReflectionQuestion
from partners.models import Partner
from relationships.models import (
    ActionItem,
    Appreciation,
    Comment,
    Idea,
    Interaction,
    Issue,
    RegularReport,
    Reminder,
    ReviewSeries,
)
from tests.world import make_world

# Everything that a row has and nobody sets by naming it; what a resource has no field for is simply not read.
FOREIGN: dict[str, Any] = {
    "id": 4711, "pk": 4711, "created_at": "2001-01-01T00:00:00Z", "updated_at": "2001-01-01T00:00:00Z",
    "discarded_at": "2001-01-01T00:00:00Z", "resolved_at": "2001-01-01T00:00:00Z", "done_at": "2001-01-01T00:00:00Z",
    "last_activity_at": "2001-01-01T00:00:00Z", "times_reopened": 99, "agreement": "Forged", "result": "Forged",
    "parked_until": "2030-01-01", "state_before_parking": "agreed", "check_on": "2030-01-01", "step": "resolved",
    "sort_key": "aaa", "external_source": "forged", "external_number": "forged", "is_administrator": True,
    "is_staff": True, "open_issues": 99, "last_contact_at": "2001-01-01T00:00:00Z", "hidden_partners": 99, "lift": 9,
    "organisations": [1], "standings": [1], "history": [1], "memberships": [],
}  # fmt: skip


@dataclass
class Noun:
    model: Any
    fields: dict[str, Any]
    foreign: tuple[str, ...] = ()


def nouns(cast, partner) -> dict[str, Noun]:
    partners = {"partners": [partner.pk]}
    people = ("author", "created_by", "discarded_by")
    return {
        "partners": Noun(Partner, {"name": "x"}, ("created_by", "discarded_by")),
        "interactions": Noun(Interaction, partners | {"text": "x"}, people),
        "issues": Noun(Issue, partners | {"title": "x"}, people),
        "appreciations": Noun(Appreciation, partners | {"text": "x"}, people),
        "ideas": Noun(Idea, partners | {"title": "x"}, people),
        "reminders": Noun(Reminder, {"text": "x", "due_at": "2027-01-01T00:00:00Z"}, ("user", "created_by")),
        "action-items": Noun(ActionItem, {"text": "x"}, ("created_by", "discarded_by")),
        "boosters": Noun(MoodBooster, {"text": "x"}, people),
        "practice-examples": Noun(PracticeExample, {"title": "x", "story": "x"}, ("created_by", "discarded_by")),
        "impressions": Noun(Impression, {"name": "x"}, ("created_by", "discarded_by")),
        "reflection-questions": Noun(ReflectionQuestion, {"text_en": "x"}, ("created_by", "discarded_by")),
        "review-series": Noun(
            ReviewSeries, {"name": "x", "first_at": "2027-01-01T09:00:00Z"}, ("created_by", "discarded_by")
        ),
        "regular-reports": Noun(
            RegularReport,
            {
                "name": "x",
                "source": "portfolio",
                "recurrence": "FREQ=WEEKLY",
                "first_at": f"{timezone.localdate()}T12:00:00Z",
            },
            ("created_by", "discarded_by"),
        ),
        "teams": Noun(Team, {"name": "x"}, ("created_by",)),
    }


NAMES = [
    "partners",
    "interactions",
    "issues",
    "appreciations",
    "ideas",
    "reminders",
    "action-items",
    "boosters",
    "practice-examples",
    "impressions",
    "reflection-questions",
    "review-series",
    "regular-reports",
    "teams",
]


def row(model, pk):
    """Everything the database holds of a row, but for its own times."""
    values = model._base_manager.filter(pk=pk).values().get()
    return {name: value for name, value in values.items() if not name.endswith("_at") or value is None}


@pytest.fixture
def as_ada(api, cast, lindner):
    """An administrator who belongs to the team: whoever may do most."""
    cast.team.memberships.create(user=cast.ada)
    cast.ada.refresh_from_db()
    api.force_authenticate(cast.ada)
    return api


@pytest.mark.parametrize("name", NAMES)
def test_making_a_record_takes_its_own_fields_alone(as_ada, cast, lindner, name):
    noun = nouns(cast, lindner)[name]
    forged = FOREIGN | dict.fromkeys(noun.foreign, cast.otto.pk) | {"version": 77}
    if name == "issues":
        forged["state"] = "resolved"
    plain = as_ada.post(f"/api/v1/{name}/", noun.fields)
    other = {"name": "y"} if name == "teams" else {}
    answer = as_ada.post(f"/api/v1/{name}/", forged | noun.fields | other)
    assert (plain.status_code, answer.status_code) == (201, 201), answer.json()
    expected = row(noun.model, plain.json()["id"]) | {"id": answer.json()["id"]} | other
    assert row(noun.model, answer.json()["id"]) == expected


@pytest.mark.parametrize("name", NAMES)
def test_changing_a_record_takes_its_own_fields_alone(as_ada, cast, lindner, name):
    noun = nouns(cast, lindner)[name]
    made = as_ada.post(f"/api/v1/{name}/", noun.fields).json()
    before = row(noun.model, made["id"])
    second = Team.objects.create(name="Second")
    second.memberships.create(user=cast.ada)
    forged = FOREIGN | dict.fromkeys(noun.foreign, cast.otto.pk) | {"version": 1}
    if name in ("issues", "interactions", "appreciations", "ideas"):
        forged["team"] = second.pk  # an entry stays in the team it was made in
    if name == "issues":
        forged["state"] = "resolved"
    answer = as_ada.patch(f"/api/v1/{name}/{made['id']}/", forged)
    assert answer.status_code == 200, answer.json()
    assert row(noun.model, made["id"]) == before | {"version": 2}


def test_a_comment_takes_its_text_alone(api, cast, lindner):
    issue = make_world(cast, lindner).issue
    answer = api.post(
        f"/api/v1/issues/{issue.pk}/comment/", FOREIGN | {"text": "x", "author": cast.otto.pk, "issue": 9}
    )
    comment = Comment.objects.get(pk=answer.json()["id"])
    assert (comment.author, comment.issue, comment.step, comment.version) == (cast.anna, issue, "comment", 1)


def test_a_verb_takes_what_it_is_told_alone(api, cast, lindner):
    issue = make_world(cast, lindner).issue
    sent = FOREIGN | {"result": "Done", "check_on": None, "state": "open", "owner": cast.otto.pk, "title": "Forged"}
    assert api.post(f"/api/v1/issues/{issue.pk}/resolve/", sent).status_code == 200
    issue.refresh_from_db()
    assert (issue.title, issue.owner, issue.state, issue.result, issue.times_reopened, issue.version) == (
        "Complaint without an answer", cast.anna, "resolved", "Done", 0, 2,
    )  # fmt: skip
