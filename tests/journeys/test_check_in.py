"""How one is, by one tap on Today, without leaving it; with the keyboard; without JavaScript."""

import pytest
from playwright.sync_api import expect

from climate.actions.booster import add_booster
from climate.models import CheckIn
from tests.journeys.conftest import PHONE
from tests.journeys.test_every_page import violations

pytestmark = pytest.mark.browser


@pytest.fixture
def boosters(cast, lindner):
    return [add_booster(by=cast.anna, text=text) for text in ("Fresh air", "A cup of tea", "A song", "A call")]


def save(page, card):
    """Until the card has been put in its place anew: what is written stands in the old one as well."""
    page.evaluate(
        "() => { window.settled = new Promise("
        "done => document.body.addEventListener('htmx:afterSettle', () => done(null), {once: true})) }"
    )
    card.get_by_role("button", name="Save").click()
    page.evaluate("() => window.settled")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_low_tap_offers_something_in_place(live_server, cast, boosters, sign_in, page, scheme):
    sign_in(cast.anna)
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(live_server.url)
    card = page.locator("#check-in")
    assert card.bounding_box()["y"] < PHONE["height"]
    card.get_by_role("button", name="2 of 5, low").click()
    expect(card.get_by_role("button", name="2 of 5, low")).to_have_attribute("aria-pressed", "true")
    expect(card.get_by_role("button", name="2 of 5, low")).to_be_focused()
    card.get_by_label("One word for it").fill("tired")
    save(page, card)
    expect(card.get_by_label("One word for it")).to_have_value("tired")
    assert violations(page) == []
    card.get_by_text("What it comes from, what I will do").click()
    card.get_by_label("What does it come from?").fill("a short night")
    save(page, card)
    expect(card.get_by_label("What does it come from?")).to_have_value("a short night")
    first = card.locator(".offers").inner_text()
    card.get_by_role("button", name="Others").click()
    expect(card.locator(".offers")).not_to_have_text(first)
    expect(card.locator(".offers li")).to_have_count(1)
    card.get_by_role("button", name="It helped").click()
    expect(card.locator("#offer")).to_contain_text("Good to know")
    assert violations(page) == []
    page.reload()
    expect(card.locator("#offer")).to_contain_text("has helped you")
    card.get_by_role("button", name="Take it back").click()
    expect(card.locator("[aria-pressed=true]")).to_have_count(0)
    assert not CheckIn.objects.exists()


def test_it_works_without_script(live_server, cast, boosters, sign_in, chromium, context, page):
    sign_in(cast.anna)
    plain = chromium.new_context(java_script_enabled=False, locale="en-GB", storage_state=context.storage_state())
    page = plain.new_page()
    page.goto(live_server.url)
    page.get_by_role("button", name="1 of 5, very low").click()
    page.get_by_role("button", name="Others").click()
    page.get_by_role("button", name="It helped").first.click()
    page.goto(f"{live_server.url}/boosters/")
    expect(page.get_by_text("has helped you")).to_have_count(1)
    page.goto(f"{live_server.url}/check-ins/")
    page.get_by_role("button", name="Delete all of it").click()
    expect(page.get_by_text("Nothing noted yet")).to_be_visible()
    plain.close()
