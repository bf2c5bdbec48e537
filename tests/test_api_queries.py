"""Lists of the API take as many queries with thirty rows as with one, and never more than five beyond signing in; a contact is
logged by fifteen."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Team, User
from climate.actions.booster import comment_on_booster
from climate.actions.check_in import check_in
from climate.actions.reading import mark_station
from climate.models import MoodBooster
from partners.actions.partner import add_partner
from partners.actions.tag import tags_named
from relationships.actions.comment import comment_on_issue
from relationships.models import Issue, ReportJob
from tests.world import make_world

MOST = 5
LISTS = [
    "partners/", "partners/?scope=ours&ordering=last_contact", "interactions/", "issues/", "issues/?ordering=due_on",
    "action-items/", "clearing-talks/", "appreciations/", "ideas/", "reminders/", "report-jobs/", "boosters/", "boosters/BOOSTER/comments/", "check-ins/", "care-notes/", "reflection-questions/", "shared-answers/", "impressions/", "practice-examples/", "private-answers/", "reading-marks/", "tags/", "teams/", "review-series/", "regular-reports/", "reviews/", "agenda-items/", "issues/FIRST/comments/",
]  # fmt: skip


def fill(cast, numbers):
    for number in numbers:
        partner = add_partner(
            by=cast.anna, name=f"Partner {number}", tags=tags_named([f"Tag {number}"], by=cast.anna),
            contact_points=[{"kind": "phone", "value": f"+49 {number}"}],
            external_numbers=[{"source": "sap", "number": str(number)}],
        )  # fmt: skip
        add_partner(by=cast.anna, name=f"Person {number}", kind="person", organisation=partner)
        add_partner(by=cast.anna, name=f"Group {number}", kind="group", members=[partner])
        make_world(cast, partner).issue.people_involved.add(cast.ben)
        comment_on_issue(by=cast.ben, issue=Issue.objects.earliest("pk"), text="x")
        comment_on_booster(by=cast.anna, booster=MoodBooster.objects.earliest("pk"), text="x")
        check_in(by=cast.anna, mood=3, at=timezone.now() - timedelta(days=number))
        ReportJob.objects.create(user=cast.anna, source="contacts", format="csv", language="en", time_zone="UTC")
        Team.objects.create(name=f"Team {number}").memberships.create(user=cast.anna)
        mark_station(by=User.objects.get(pk=cast.anna.pk), team=Team.objects.latest("pk"), station="boosters")


def ask(cast, path):
    """The number of queries, and of rows."""
    client = APIClient()
    client.force_authenticate(User.objects.get(pk=cast.anna.pk))
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(f"/api/v1/{path}", {"page_size": 100} if "?" not in path else None)
    assert answer.status_code == 200, answer.content
    return len(captured), len(answer.json()["results"])


def ask_all(cast):
    first, booster = (str(model.objects.earliest("pk").pk) for model in (Issue, MoodBooster))
    return {path: ask(cast, path.replace("FIRST", first).replace("BOOSTER", booster)) for path in LISTS}


def test_a_list_takes_as_many_queries_with_thirty_rows_as_with_one(cast):
    fill(cast, [1])
    few = ask_all(cast)
    fill(cast, range(2, 31))
    many = ask_all(cast)
    assert {path: queries for path, (queries, _rows) in many.items()} == {
        path: queries for path, (queries, _rows) in few.items()
    }
    assert {path: queries for path, (queries, _rows) in many.items() if queries > MOST} == {}
    assert {path: rows for path, (_queries, rows) in few.items() if rows >= 25} == {}
    assert {path: rows for path, (_queries, rows) in many.items() if rows < 25} == {}


def test_a_contact_is_logged_by_fifteen_queries(cast, lindner):
    """What the team reads of an organisation: its standing with its climate, the history, a reminder that is done with."""
    lindner.natural_person = "no"
    lindner.save()
    client = APIClient()
    client.force_authenticate(User.objects.get(pk=cast.anna.pk))
    sent = {"partners": [lindner.pk], "text": "Called about the samples", "mood_after": 4}
    with CaptureQueriesContext(connection) as captured:
        answer = client.post("/api/v1/interactions/", sent, format="json")
    assert answer.status_code == 201, answer.content
    asked = [query["sql"] for query in captured if not query["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE"))]
    assert len(asked) <= 15, asked
