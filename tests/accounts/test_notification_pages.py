"""The bell: what is new, through what one may see, and read by opening it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Notification, User
from tests.accounts.kinds import issue_of, kinds, tell  # noqa: F401
from tests.counting import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]
LIST = "accounts:notification_list"


def lines(client):
    return [line.text for line in client.get(reverse(LIST)).context["lines"]]


def test_an_empty_bell_says_what_will_ring(signed_in):
    page = signed_in.get(reverse(LIST))
    assert "Nothing new" in page.text
    assert "All read" not in page.text


def test_it_shows_titles_newest_first_and_counts_the_unread(signed_in, cast, lindner):
    tell(cast.anna, issue_of(cast, lindner, "First"))
    tell(cast.anna, issue_of(cast, lindner, "Second", visibility="private"))
    page = signed_in.get(reverse(LIST))
    assert [line.text for line in page.context["lines"]] == ["Second", "First"]
    assert page.context["nav_counts"]["bell"] == "2"


def test_opening_marks_as_read_by_post_alone_and_goes_there(signed_in, cast, lindner):
    issue = issue_of(cast, lindner)
    line = tell(cast.anna, issue)
    address = reverse("accounts:notification_open", args=[line.pk])
    assert signed_in.get(address).status_code == 405
    assert Notification.objects.unread().count() == 1
    answer = signed_in.post(address)
    assert (answer.status_code, answer.url) == (302, reverse("relationships:issue_detail", args=[issue.pk]))
    assert Notification.objects.unread().count() == 0
    read_at = Notification.objects.get().read_at
    signed_in.post(address)
    assert Notification.objects.get().read_at == read_at
    assert "bell" not in signed_in.get(reverse(LIST)).context["nav_counts"]


def test_what_is_out_of_sight_or_anothers_is_not_there(signed_in, cast, lindner):
    issue = issue_of(cast, lindner, "Kanarienvogel")
    line, others = tell(cast.anna, issue), tell(cast.ben, issue)
    assert signed_in.post(reverse("accounts:notification_open", args=[others.pk])).status_code == 404
    type(issue).objects.filter(pk=issue.pk).update(visibility="private", author=cast.ben, owner=cast.ben)
    page = signed_in.get(reverse(LIST))
    assert ("Kanarienvogel" in page.text, page.context["nav_counts"].get("bell")) == (False, None)
    assert signed_in.post(reverse("accounts:notification_open", args=[line.pk])).status_code == 404
    signed_in.post(reverse("accounts:notification_read_all"))
    assert Notification.objects.unread().count() == 2


def test_all_read_reads_ones_own_alone(signed_in, cast, lindner):
    issue = issue_of(cast, lindner)
    for user in (cast.anna, cast.ben):
        tell(user, issue)
    signed_in.post(reverse("accounts:notification_read_all"))
    assert list(Notification.objects.unread().values_list("user", flat=True)) == [cast.ben.pk]


def test_pages_follow_each_other_by_cursor(signed_in, cast, lindner):
    for number in range(30):
        tell(cast.anna, issue_of(cast, lindner, f"Issue {number:02}"))
    first = signed_in.get(reverse(LIST))
    second = signed_in.get(first.context["older"])
    texts = [line.text for page in (first, second) for line in page.context["lines"]]
    assert texts == [f"Issue {number:02}" for number in reversed(range(30))]
    assert signed_in.get(reverse(LIST) + "?cursor=nonsense").status_code == 302


def test_the_page_takes_as_many_queries_with_thirty_lines_as_with_one(client, cast, lindner):
    def ask():
        client.force_login(User.objects.get(pk=cast.anna.pk))
        return len(queries_of(client, reverse(LIST)))

    tell(cast.anna, issue_of(cast, lindner, "Issue"))
    few = ask()
    for number in range(29):
        tell(cast.anna, issue_of(cast, lindner, f"Issue {number}"))
    assert (ask(), few <= 10) == (few, True)


def test_over_the_api_they_are_listed_read_and_marked(api, cast, lindner):
    issue = issue_of(cast, lindner)
    line, other = tell(cast.anna, issue), tell(cast.anna, issue_of(cast, lindner, "Another"))
    tell(cast.ben, issue)
    rows = api.get("/api/v1/notifications/").json()["results"]
    assert [(row["id"], row["title"], row["target"], row["target_id"], row["read_at"]) for row in rows] == [
        (other.pk, "Another", "issue", other.target_id, None),
        (line.pk, "Invoices twice", "issue", issue.pk, None),
    ]
    assert rows[1]["url"] == f"/issues/{issue.pk}/"
    assert api.post(f"/api/v1/notifications/{line.pk}/read/").json()["read_at"] is not None
    unread = api.get("/api/v1/notifications/", {"unread": "true"}).json()["results"]
    assert [row["id"] for row in unread] == [other.pk]
    assert api.post("/api/v1/notifications/read-all/").json() == {"marked": 1}
    assert api.get("/api/v1/notifications/", {"unread": "perhaps"}).status_code == 400
    assert api.post("/api/v1/notifications/").status_code == 405


def test_over_the_api_the_list_takes_as_many_queries_with_thirty_rows(api, cast, lindner):
    def ask():
        with CaptureQueriesContext(connection) as captured:
            answer = api.get("/api/v1/notifications/", {"page_size": 100})
        return len(captured), len(answer.json()["results"])

    tell(cast.anna, issue_of(cast, lindner, "Issue"))
    few, _rows = ask()
    for number in range(29):
        tell(cast.anna, issue_of(cast, lindner, f"Issue {number}"))
    assert ask() == (few, 30)
