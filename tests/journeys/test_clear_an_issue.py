"""From what is open to what is agreed: prepare the talk, hold it with notes that are kept, agree on a measure, resolve."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from relationships.models import ActionItem, ClearingTalk, Interaction, Issue
from tests.journeys.conftest import PHONE
from tests.world import make_world

pytestmark = pytest.mark.browser


@pytest.fixture
def issue(cast, lindner):
    """An issue on which no talk is being prepared yet."""
    world = make_world(cast, lindner)
    world.talk.delete()
    return world.issue


@pytest.mark.parametrize("phone", [False, True])
def test_from_the_preparation_to_the_result(live_server, cast, issue, sign_in, page, phone):
    sign_in(cast.anna)
    if phone:
        page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/issues/{issue.pk}/")
    page.get_by_role("link", name="Prepare the talk").click()
    expect(page.get_by_label("what I observed")).to_have_value("Since October")
    page.get_by_label("my wish").fill("That they call first")
    page.get_by_role("button", name=re.compile("^Save")).click()

    page.get_by_role("link", name="Hold the talk").click()
    expect(page.get_by_text("That they call first")).to_be_visible()
    page.get_by_label("What is said").fill("They had no number to call")
    expect(page.get_by_text(re.compile("^Kept at"))).to_be_visible()
    assert ClearingTalk.objects.get().notes == "They had no number to call"
    page.get_by_role("group", name="How did they leave?").locator("label").nth(3).click()
    page.get_by_label("What was agreed?").fill("A number on every bill")
    page.get_by_label("What?").first.fill("Send them the number")
    page.get_by_label("Who?").first.select_option(label="Ben")
    page.get_by_label("By when?").first.fill(str(timezone.localdate() + timedelta(days=3)))
    page.get_by_role("button", name=re.compile("^The talk was held")).click()

    expect(page.get_by_text("A number on every bill").first).to_be_visible()
    expect(page.get_by_text("Send them the number").first).to_be_visible()
    page.get_by_role("link", name="Resolve").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("How was it resolved?").fill("They call now")
    dialog.get_by_role("button", name=re.compile("^Resolve")).click()
    expect(dialog).to_be_hidden()

    issue.refresh_from_db()
    talk, contact = ClearingTalk.objects.get(), Interaction.objects.latest("pk")
    assert (issue.state, issue.agreement, issue.result) == ("resolved", "A number on every bill", "They call now")
    assert (talk.interaction, contact.text, contact.mood_after) == (contact, "They had no number to call", 4)
    assert ActionItem.objects.latest("pk").owner == cast.ben
    assert Issue.objects.get(interactions=contact) == issue


def test_what_is_typed_before_the_scripts_have_loaded_is_kept_too(live_server, cast, issue, sign_in, page):
    talk = ClearingTalk.objects.create(issue=issue)
    talk.partners.set(issue.partners.all())
    sign_in(cast.anna)

    def after_typing(route):
        page.get_by_label("What is said").evaluate("area => (area.value = 'They had no number to call')")
        route.continue_()

    page.route("**/django_htmx/*.js", after_typing)
    page.goto(f"{live_server.url}/talks/{talk.pk}/hold/")
    expect(page.get_by_text(re.compile("^Kept at"))).to_be_visible()
    talk.refresh_from_db()
    assert talk.notes == "They had no number to call"


def test_what_somebody_else_wrote_meanwhile_costs_no_word(live_server, cast, issue, sign_in, page):
    talk = ClearingTalk.objects.create(issue=issue)
    talk.partners.set(issue.partners.all())
    sign_in(cast.anna)
    page.goto(f"{live_server.url}/talks/{talk.pk}/hold/")
    ClearingTalk.objects.update(notes="Ben's words", version=2)
    page.get_by_label("What is said").fill("Anna's words")
    expect(page.locator(".toast.error")).to_be_visible()
    page.get_by_role("button", name=re.compile("^The talk was held")).click()
    expect(page.get_by_text("Ben's words").first).to_be_visible()
    expect(page.get_by_label("What is said")).to_have_value("Anna's words")
    assert not Interaction.objects.filter(issues=issue, talk__isnull=False).exists()


def test_a_measure_is_done_in_place_and_taken_back(live_server, cast, issue, sign_in, page):
    sign_in(cast.anna)
    page.goto(live_server.url + "/measures/")
    page.get_by_role("button", name=re.compile("^Done: Find out")).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name=re.compile("^Done: Find out"))).to_be_visible()
    assert ActionItem.objects.get().done_at is None
