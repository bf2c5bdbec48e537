"""The way that is gone every day: press c, type a name, two taps for the mood, a line, save."""

import re

import pytest
from playwright.sync_api import expect

from relationships.models import Interaction, Issue
from tests.journeys.conftest import PHONE
from tests.world import make_world

pytestmark = pytest.mark.browser


def choose_partner(page, name: str) -> None:
    field = page.get_by_role("combobox", name=re.compile("With whom"))
    field.fill(name[:5])
    page.get_by_role("option", name=re.compile(name)).first.click()


def test_by_keyboard_from_anywhere(live_server, cast, lindner, sign_in, page):
    sign_in(cast.anna)
    page.goto(live_server.url)
    page.keyboard.press("c")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Log a contact")).to_be_visible()
    page.keyboard.type("Lind")
    page.get_by_role("option", name=re.compile("Druckhaus Lindner")).wait_for()
    page.keyboard.press("Enter")
    dialog.get_by_label("What happened?").fill("Both invoices sorted out")
    page.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()
    assert list(Interaction.objects.values_list("text", "partners__name")) == [
        ("Both invoices sorted out", "Druckhaus Lindner")
    ]


def test_on_a_phone_with_mood_and_an_issue(live_server, cast, lindner, sign_in, page):
    sign_in(cast.anna)
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + f"/partners/{lindner.pk}/")
    page.get_by_role("link", name="Log a contact").locator("visible=true").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("group", name="How did they come?").locator("label").nth(1).click()
    dialog.get_by_role("group", name="How did they leave?").locator("label").nth(4).click()
    dialog.get_by_label("What happened?").fill("Asked about the complaint")
    dialog.get_by_text("Something is open").click()
    dialog.get_by_label("What is open?").fill("Complaint of October")
    dialog.get_by_role("button", name=re.compile("^Save")).click()
    expect(dialog).to_be_hidden()
    contact, issue = Interaction.objects.get(), Issue.objects.get()
    assert (contact.mood_before, contact.mood_after, list(contact.partners.all())) == (2, 5, [lindner])
    assert (issue.title, list(issue.interactions.all())) == ("Complaint of October", [contact])


def test_what_is_wrong_is_said_in_the_dialog_and_no_word_lost(live_server, cast, lindner, sign_in, page):
    sign_in(cast.anna)
    page.goto(live_server.url)
    page.keyboard.press("c")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What happened?").fill("A long story")
    page.keyboard.press("Control+Enter")
    expect(dialog.get_by_text("Choose at least one partner").first).to_be_visible()
    expect(dialog.get_by_label("What happened?")).to_have_value("A long story")
    choose_partner(page, "Druckhaus Lindner")
    page.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()
    assert Interaction.objects.count() == 1


def test_issues_are_resolved_without_leaving_the_list(live_server, cast, lindner, sign_in, page):
    make_world(cast, lindner)
    sign_in(cast.anna)
    page.goto(live_server.url + "/issues/")
    page.get_by_role("link", name="Resolve").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("How was it resolved?").fill("They called, all is well")
    dialog.get_by_role("button", name=re.compile("^Resolve")).click()
    expect(dialog).to_be_hidden()
    expect(page).to_have_url(re.compile("/issues/"))
    issue = Issue.objects.get()
    assert (issue.state, issue.result) == ("resolved", "They called, all is well")


def test_the_palette_goes_anywhere(live_server, cast, lindner, sign_in, page):
    sign_in(cast.anna)
    page.goto(live_server.url)
    page.keyboard.press("Control+k")
    page.keyboard.type("lindner")
    page.get_by_role("option", name=re.compile("Druckhaus Lindner")).wait_for()
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name=re.compile("Druckhaus Lindner")).click()
    expect(page.get_by_role("heading", name="Druckhaus Lindner")).to_be_visible()
