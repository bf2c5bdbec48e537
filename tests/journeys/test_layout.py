"""What one sees at a glance: titles in one line under each other, nothing beyond the edge of a phone."""

import re

import pytest
from playwright.sync_api import expect

from partners.actions.partner import add_partner
from relationships.actions.issue import flag_issue
from relationships.choices import IssueKind
from relationships.models import Interaction
from tests.journeys.conftest import PHONE
from tests.world import make_world

pytestmark = pytest.mark.browser

ENDLESS = "Donaudampfschifffahrt" * 9 + "gesellschaft"[:11]
WIDER_THAN_THE_SCREEN = "document.documentElement.scrollWidth > innerWidth"


@pytest.mark.parametrize("language", ["en", "de"])
def test_titles_stand_below_each_other_whatever_the_kind(live_server, cast, lindner, sign_in, page, language):
    cast.anna.language = language
    cast.anna.save()
    for kind in IssueKind.values:
        flag_issue(by=cast.anna, title=f"Some {kind}", kind=kind, partners=[lindner])
    sign_in(cast.anna)
    for address in ("/", "/issues/", f"/partners/{lindner.pk}/"):
        page.goto(live_server.url + address)
        titles = page.locator(".rows .row-title a", has_text="Some ")
        expect(titles).to_have_count(3)
        assert len({round(title.bounding_box()["x"]) for title in titles.all()}) == 1


def test_a_name_without_a_space_stays_on_the_phone(live_server, cast, lindner, sign_in, page):
    world = make_world(cast, lindner)
    partner = add_partner(by=cast.anna, name=ENDLESS, teams=[cast.team])
    issue = flag_issue(by=cast.anna, title=ENDLESS, partners=[partner], text=ENDLESS)
    sign_in(cast.anna)
    page.set_viewport_size(PHONE)
    addresses = (
        "/", "/partners/", f"/partners/{partner.pk}/", f"/partners/{partner.pk}/edit/", "/issues/", "/issues/?view=board",
        f"/issues/{issue.pk}/", f"/issues/{issue.pk}/edit/", f"/contacts/new/?partner={partner.pk}", f"/contacts/{world.interaction.pk}/",
    )  # fmt: skip
    beyond = []
    for address in addresses:
        page.goto(live_server.url + address)
        if page.evaluate(WIDER_THAN_THE_SCREEN):
            beyond.append(address)
    assert beyond == []


def test_a_form_on_its_own_page_says_there_what_is_wrong_and_goes_on_to_the_partner(
    live_server, cast, lindner, sign_in, page
):
    sign_in(cast.anna)
    page.goto(live_server.url + "/contacts/new/")
    page.get_by_label("What happened?").fill("From a page of its own")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Choose at least one partner").first).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("combobox", name=re.compile("With whom")).fill("Lind")
    page.get_by_role("option", name=re.compile("Druckhaus Lindner")).click()
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page).to_have_url(re.compile(f"/partners/{lindner.pk}/"))
    assert Interaction.objects.get().text == "From a page of its own"


def test_whom_one_does_not_find_is_added_in_a_tab_of_its_own(live_server, cast, lindner, sign_in, page):
    sign_in(cast.anna)
    page.goto(live_server.url + "/contacts/new/")
    page.get_by_label("What happened?").fill("Stays here")
    page.get_by_role("combobox", name=re.compile("With whom")).fill("Xylander")
    with page.context.expect_page() as opened:
        page.get_by_role("option", name=re.compile("Xylander")).click()
    expect(opened.value.get_by_label(re.compile("^Name"))).to_have_value("Xylander")
    expect(page.get_by_label("What happened?")).to_have_value("Stays here")
