"""The pages of regular meetings: agenda, table, followers, minutes."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.outgoing_mail import send_due_mails
from climate.actions.reflection import add_question, answer_for_the_team
from relationships.actions.action_item import add_action_item
from relationships.actions.agenda import add_measure, add_point, change_point
from relationships.actions.comment import comment_on_issue
from relationships.actions.issue import flag_issue, resolve_issue
from relationships.actions.review import close_review, start_review
from relationships.actions.review_series import add_series
from relationships.models import AgendaItem, Interaction, Issue, Review, ReviewSeries, Standing
from tests.counting import queries_of
from tests.world import CANARY, make_world


@pytest.fixture
def series(cast):
    return add_series(by=cast.anna, name="Monday round", first_at=timezone.now() + timedelta(days=1))


@pytest.fixture
def review(series):
    return series.reviews.get()


def running(cast, review):
    start_review(by=cast.anna, review=review)
    return Review.objects.get(pk=review.pk)


def test_a_series_is_set_up_with_its_sections(signed_in, cast):
    answer = signed_in.post(
        "/rounds/series/new/",
        {
            "name": "Friday", "kind": "clearing", "first_at": "2027-03-05T09:00", "repeat": "weekly", "minutes": "45",
            "minutes_good_start": "5", "minutes_issues": "40",
        },
    )  # fmt: skip
    series = ReviewSeries.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/rounds/series/{series.pk}/")
    assert (series.team, series.recurrence, series.sections) == (
        cast.team, "FREQ=WEEKLY", [["good_start", 5], ["issues", 40]],
    )  # fmt: skip


def test_its_sections_go_in_the_order_in_which_they_are_sent(signed_in, cast):
    sent = {
        "name": "Friday", "kind": "clearing", "first_at": "2027-03-05T09:00", "repeat": "weekly", "minutes": "45",
        "minutes_good_start": "5", "minutes_issues": "40", "minutes_measures": "3",
        "section": ["issues", "measures", "nonsense", "good_start"],
    }  # fmt: skip
    signed_in.post("/rounds/series/new/", sent)
    series = ReviewSeries.objects.get()
    assert series.sections == [["issues", 40], ["measures", 3], ["good_start", 5]]
    page = signed_in.get(f"/rounds/series/{series.pk}/edit/").content.decode()
    shown = re.findall(r'name="section" value="(\w+)"', page)
    assert shown[:3] == ["issues", "measures", "good_start"]
    assert len(shown) > 3


def test_a_series_without_sections_or_with_a_broken_rule_is_refused_with_words(signed_in):
    answer = signed_in.post(
        "/rounds/series/new/",
        {
            "name": "Friday", "kind": "clearing", "first_at": "2027-03-05T09:00", "repeat": "own",
            "recurrence": "FREQ=HOURLY", "minutes": "45", "minutes_issues": "40",
        },
    )  # fmt: skip
    assert answer.status_code == 422
    assert "At most once a day" in answer.content.decode()
    assert not ReviewSeries.objects.exists()


@pytest.mark.parametrize("number", [1, 30])
def test_the_agenda_takes_the_same_few_queries_however_much_is_open(signed_in, cast, lindner, review, number):
    for one in range(number):
        flag_issue(by=cast.anna, partners=[lindner], title=f"Issue {one}")
        add_point(by=cast.ben, series=review.series, text=f"Point {one}")
        question = add_question(by=cast.anna, aim="team", text_en=f"Question {one}")
        answer_for_the_team(by=cast.anna, question=question, text="Yes", at=timezone.now())
    world = make_world(cast, lindner)
    Interaction.objects.filter(pk=world.interaction.pk).update(energy="gave")
    queries = queries_of(signed_in, f"/rounds/{review.pk}/")
    assert len(queries) <= 10, "\n".join(queries)


def test_a_long_agenda_begins_with_what_comes_first_and_shows_all_when_asked(signed_in, cast, lindner, review):
    issues = [
        flag_issue(by=cast.anna, partners=[lindner], title=f"Issue {number:02}", severity=3 - number // 12)
        for number in range(36)
    ]
    today = timezone.localdate()
    measures = [add_action_item(by=cast.anna, text=f"Measure {number:02}", due_on=today) for number in range(12)]
    for url, count, due in ((f"/rounds/{review.pk}/", 15, 10), (f"/rounds/{review.pk}/?all=1", 36, 12)):
        page = signed_in.get(url).content.decode()
        assert re.findall(r"Issue \d\d(?=</a>)", page) == [issue.title for issue in issues[:count]]
        assert list(dict.fromkeys(re.findall(r"Measure \d\d", page))) == [item.text for item in measures[:due]]
        assert page.count("Show the whole agenda") == (0 if "all" in url else 2)
    start_review(by=cast.anna, review=review)
    assert AgendaItem.objects.filter(review=review).count() == len(issues)


def test_a_partner_that_was_never_in_touch_is_said_so(signed_in, cast, review, lindner):
    flag_issue(by=cast.anna, partners=[lindner], title="No answer", kind="unclear")
    Standing.objects.filter(partner=lindner).update(overdue_on=timezone.localdate() - timedelta(days=1))
    page = signed_in.get(f"/rounds/{review.pk}/").content.decode()
    assert re.search(r"no contact yet\s*· one issue open", page)
    assert "days ago" not in page


def test_a_follower_who_sees_no_change_costs_one_query(signed_in, cast, lindner, review):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="x")
    running(cast, review)
    url = f"/rounds/{review.pk}/state/"
    etag = signed_in.get(f"/rounds/{review.pk}/wall/").headers["ETag"]
    with CaptureQueriesContext(connection) as captured:
        answer = signed_in.get(url, headers={"If-None-Match": etag})
    assert answer.status_code == 304
    ours = [one["sql"] for one in captured.captured_queries if "relationships_" in one["sql"]]
    assert len(ours) == 1
    comment_on_issue(by=cast.ben, issue=issue, text="New")
    assert signed_in.get(url, headers={"If-None-Match": etag}).status_code == 204


def test_a_part_of_a_meeting_that_has_been_closed_loads_the_page_anew(signed_in, cast, review):
    """Else the page that tells of its end would be put into the table."""
    start_review(by=cast.anna, review=review)
    close_review(by=cast.ben, review=review)
    for way in ("wall", "follow"):
        part = signed_in.get(f"/rounds/{review.pk}/{way}/", headers={"HX-Request": "true"})
        assert (part.status_code, part.headers["HX-Refresh"], part.content) == (200, "true", b"")
        assert signed_in.get(f"/rounds/{review.pk}/{way}/").url == f"/rounds/{review.pk}/"


def test_the_wall_and_what_is_on_ones_own_screen(client, cast, lindner, review):
    flag_issue(by=cast.anna, partners=[lindner], title="Everybody's")
    flag_issue(by=cast.ben, partners=[lindner], title=f"{CANARY} of Ben", visibility="private")
    running(cast, review)
    client.force_login(cast.ben)
    wall = client.get(f"/rounds/{review.pk}/wall/").content.decode()
    own = client.get(f"/rounds/{review.pk}/follow/").content.decode()
    assert (CANARY in wall, CANARY in own) == (False, True)


def test_turning_without_script_and_from_where_one_was(signed_in, cast, review):
    review = running(cast, review)
    sent = {"section": "measures", "item": "", "seen_section": "good_start", "seen_item": ""}
    assert signed_in.post(f"/rounds/{review.pk}/turn/", sent).status_code == 302
    assert signed_in.post(f"/rounds/{review.pk}/turn/", sent | {"section": "ideas"}).status_code == 302
    assert Review.objects.get().section == "measures"
    assert signed_in.post(f"/rounds/{review.pk}/turn/", {"section": "nonsense"}).status_code == 302
    assert Review.objects.get().section == "measures"


def test_two_who_write_what_was_said_lose_no_word(signed_in, cast, series, review):
    item = add_point(by=cast.anna, series=series, text="Plants")
    running(cast, review)
    item.refresh_from_db()
    change_point(by=cast.ben, item=item, version=item.version, said="Ben's words")
    answer = signed_in.post(f"/points/{item.pk}/said/", {"version": item.version - 1, "said": "Anna's words"})
    shown = answer.content.decode()
    assert (answer.status_code, "Ben&#x27;s words" in shown, "Anna&#x27;s words" in shown) == (409, True, True)
    again = signed_in.post(f"/points/{item.pk}/said/", {"version": item.version, "said": "Both"})
    assert (again.status_code, AgendaItem.objects.get().said) == (302, "Both")


def test_starting_twice_leads_to_the_table_and_closing_twice_to_the_minutes(signed_in, review):
    url = f"/rounds/{review.pk}/"
    assert [signed_in.post(url + "start/").url for _ in range(2)] == [url + "wall/"] * 2
    assert [signed_in.post(url + "close/").url for _ in range(2)] == [url + "minutes/"] * 2


def test_each_gets_minutes_with_what_they_may_read(client, cast, lindner, series, review, settings):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="Everybody's")
    secret = flag_issue(by=cast.anna, partners=[lindner], title=CANARY)
    point = add_point(by=cast.anna, series=series, text="Plants")
    review = running(cast, review)
    resolve_issue(by=cast.anna, issue=issue, result="They call now")
    comment_on_issue(by=cast.anna, issue=secret, text=CANARY)
    add_measure(by=cast.anna, item=AgendaItem.objects.get(pk=point.pk), text="Water them", owner=cast.ben)
    close_review(by=cast.anna, review=review)
    Issue.objects.filter(pk=secret.pk).update(visibility="private")
    client.force_login(cast.anna)
    page = f"/rounds/{review.pk}/minutes/"
    assert CANARY in client.get(page).content.decode()
    answer = client.post(page, {"people": [cast.anna.pk, cast.ben.pk]})
    assert answer.status_code == 302
    send_due_mails()
    mails = {message.to[0]: message for message in mail.outbox}
    assert set(mails) == {cast.anna.email, cast.ben.email}
    for message in mails.values():
        assert CANARY not in message.subject + message.body
        name, content, kind = message.attachments[0]
        assert (name, kind, bytes(content[:5])) == (f"minutes-{review.pk}.pdf", "application/pdf", b"%PDF-")
    client.force_login(cast.ben)
    shown = client.get(page).content.decode()
    assert (CANARY in shown, "They call now" in shown, "Water them" in shown) == (False, True, True)


def test_a_meeting_of_another_team_does_not_exist(client, cast, lindner):
    world = make_world(cast, lindner)
    client.force_login(cast.otto)
    for path in ("", "wall/", "state/", "minutes/"):
        assert client.get(f"/rounds/{world.review.pk}/{path}").status_code == 404
