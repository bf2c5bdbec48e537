"""A clearing round of forty issues, from start to minutes, by keyboard alone; another screen follows."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from relationships.actions.agenda import add_point
from relationships.actions.issue import flag_issue
from relationships.actions.review_series import add_series
from relationships.actions.review_turn import next_step
from relationships.models import ActionItem, AgendaItem, Issue, Review
from tests.journeys.conftest import DESKTOP, watch

pytestmark = pytest.mark.browser
ISSUES = 40


@pytest.fixture
def review(cast, lindner):
    for number in range(1, ISSUES + 1):
        flag_issue(
            by=cast.anna, partners=[lindner], title=f"Issue {number:02}", text="What happened",
            raised_at=timezone.now() - timedelta(days=60 - number),
        )  # fmt: skip
    series = add_series(by=cast.anna, name="Monday round", first_at=timezone.now() + timedelta(days=1))
    add_point(by=cast.ben, series=series, text="Who waters the plants?")
    return series.reviews.get()


def press(page, key):
    """Press, and wait until the table shows what came of it."""
    before = page.locator(".wall-inner").get_attribute("data-etag")
    page.keyboard.press(key)
    page.wait_for_function("before => document.querySelector('.wall-inner')?.dataset.etag !== before", arg=before)


def say(page, key, words, field=None):
    page.keyboard.press(key)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    (dialog.get_by_label(field) if field else page.locator("#dialog :focus")).focus()
    page.keyboard.type(words)
    if key == "m":
        page.keyboard.press("Tab")
        page.keyboard.type("Ben")
    page.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()


def test_forty_issues_by_keyboard_from_start_to_minutes(live_server, cast, review, sign_in, page):
    sign_in(cast.anna)
    page.goto(f"{live_server.url}/rounds/{review.pk}/")
    page.get_by_role("button", name="Start the meeting").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="A good start")).to_be_visible()
    press(page, "ArrowRight")
    press(page, "ArrowRight")
    for number in range(1, ISSUES + 1):
        expect(page.get_by_role("heading", level=2, name=f"Issue {number:02}")).to_be_visible()
        if number == 1:
            say(page, "c", "They promised a draft")
            expect(page.get_by_text("They promised a draft")).to_be_visible()
        if number == 2:
            say(page, "m", "Ask for the draft")
            expect(page.get_by_text("Ask for the draft").first).to_be_visible()
        if number == 3:
            say(page, "r", "They call now")
            expect(page.get_by_text("They call now").first).to_be_visible()
        if number == 4:
            say(page, "a", "A number on every bill")
            expect(page.get_by_text("A number on every bill").first).to_be_visible()
        press(page, "ArrowRight")
    expect(page.get_by_role("heading", level=2, name="Who waters the plants?")).to_be_visible()
    page.reload()  # the laptop was closed in the middle
    expect(page.get_by_role("heading", level=2, name="Who waters the plants?")).to_be_visible()
    for part in ("Partners going quiet", "New ideas", "A question to us", "Conclusion"):
        press(page, "ArrowRight")
        expect(page.get_by_role("heading", level=1, name=part)).to_be_visible()
    expect(page.get_by_text("Ben: Ask for the draft")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Send the minutes")).to_be_visible()

    assert Review.objects.get(pk=review.pk).state == "closed"
    assert ActionItem.objects.get().owner == cast.ben
    assert Issue.objects.filter(state="resolved").count() == 1
    # Four were worked on; of the others and the point each waits for the next time.
    assert AgendaItem.objects.waiting().count() == ISSUES - 4 + 1


def test_sections_are_put_in_order_by_keyboard(live_server, cast, review, sign_in, page):
    sign_in(cast.anna)
    page.goto(f"{live_server.url}/rounds/series/{review.series.pk}/edit/")
    before = [name for name, _minutes in review.series.sections]
    button = page.locator("[data-part]").nth(1).get_by_role("button", name="further up")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-part]").first.get_by_role("button", name="further down")).to_be_focused()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/rounds/series/*/")
    review.series.refresh_from_db()
    assert [name for name, _minutes in review.series.sections] == [before[1], before[0], *before[2:]]


def test_a_vote_is_given_and_taken_back_in_place(live_server, cast, review, sign_in, page):
    sign_in(cast.anna)
    address = f"{live_server.url}/rounds/{review.pk}/"
    page.goto(address)
    vote = page.get_by_role("button", name="Vote for Issue 07")
    for given in ("true", "false"):
        vote.click()
        expect(vote).to_have_attribute("aria-pressed", given)
        assert page.url == address
    assert not AgendaItem.objects.filter(issue__title="Issue 07", votes__isnull=False).exists()


def test_another_screen_follows_within_three_seconds_and_keeps_what_is_being_written(
    live_server, cast, review, sign_in, page, chromium, complaints
):
    sign_in(cast.anna)
    page.goto(f"{live_server.url}/rounds/{review.pk}/")
    page.get_by_role("button", name="Start the meeting").click()
    expect(page.get_by_role("heading", level=1, name="A good start")).to_be_visible()
    other = chromium.new_context(viewport=DESKTOP, locale="en-GB")
    watch(other, live_server.url.removeprefix("http://"), complaints)
    his = Client()
    his.force_login(cast.ben)
    other.add_cookies([{"name": "sessionid", "value": his.cookies["sessionid"].value, "url": live_server.url}])
    screen = other.new_page()
    screen.goto(f"{live_server.url}/rounds/{review.pk}/follow/")
    press(page, "ArrowRight")
    press(page, "ArrowRight")
    began = time.monotonic()
    expect(screen.get_by_role("heading", level=2, name="Issue 01")).to_be_visible(timeout=3000)
    assert time.monotonic() - began < 3
    screen.keyboard.press("c")
    screen.get_by_role("dialog").get_by_label("Comment").fill("Half a sentence")
    press(page, "ArrowRight")
    expect(screen.get_by_role("heading", level=2, name="Issue 02")).to_be_attached()
    expect(screen.get_by_role("dialog").get_by_label("Comment")).to_have_value("Half a sentence")
    screen.keyboard.press("Control+Enter")
    expect(screen.get_by_role("dialog")).to_be_hidden()
    assert Issue.objects.get(title="Issue 01").comments.get().text == "Half a sentence"
    other.close()


def test_an_answer_that_comes_late_does_not_turn_the_meeting_back(live_server, cast, review, sign_in, page):
    sign_in(cast.anna)
    page.goto(f"{live_server.url}/rounds/{review.pk}/")
    page.get_by_role("button", name="Start the meeting").click()
    expect(page.get_by_role("heading", level=1, name="A good start")).to_be_visible()
    late = []
    page.route("**/wall/", lambda route: late.append((route, route.fetch())) if not late else route.continue_())
    review.refresh_from_db()
    next_step(by=cast.ben, review=review)  # somebody else turns, and the table asks for it
    while not late:
        page.wait_for_timeout(50)
    press(page, "ArrowRight")
    press(page, "ArrowRight")
    expect(page.get_by_role("heading", level=2, name="Issue 01")).to_be_visible()
    route, answer = late[0]
    with page.expect_request_finished(lambda request: request == route.request):
        route.fulfill(response=answer)
    press(page, "ArrowRight")
    expect(page.get_by_role("heading", level=2, name="Issue 02")).to_be_visible()
