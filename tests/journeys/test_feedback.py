"""What a partner meets behind a feedback link: a small page on the phone, without a cookie, that anybody can use."""

import re

import pytest
from django.utils import timezone

from climate.actions.impression import add_impression, ask_partners
from climate.models import ImpressionTally
from partners.actions.partner import add_partner
from tests.journeys.conftest import PHONE
from tests.journeys.test_every_page import violations

pytestmark = pytest.mark.browser

MOST_BYTES = 60_000


@pytest.fixture
def paths(cast):
    """Five links to five suppliers, all German, asked without names, with as many statements as there may be."""
    statement = {"en": "They keep what they have promised, also late in the day.", "wanted": 9, "thought": 6}
    statements = [statement | {"de": f"Auf sie ist Verlass, auch am späten Nachmittag ({n})."} for n in range(5)]
    impression = add_impression(by=cast.anna, name="Our suppliers", statements=statements)
    partners = [add_partner(by=cast.anna, name=f"Supplier {n}", natural_person="no", language="de") for n in range(5)]
    asked = ask_partners(
        by=cast.anna, impression=impression, partners=partners, ends_on=timezone.localdate() + timezone.timedelta(7),
        is_anonymous=True, at=timezone.now(),
    )  # fmt: skip
    return [re.sub("^https?://[^/]+", "", one.address) for one in asked]


def test_it_is_small_sets_no_cookie_and_takes_an_answer_by_keyboard(live_server, paths, context, page):
    page.set_viewport_size(PHONE)
    sizes = {}
    page.on("response", lambda response: sizes.update({response.url: len(response.body())}))
    page.goto(live_server.url + paths[0], wait_until="networkidle")
    # As the browser unpacks it; over the wire it is less.
    assert sum(sizes.values()) <= MOST_BYTES, sizes
    assert context.cookies() == []
    page.keyboard.press("Tab")
    for key in ("ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    for _statement in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Gern wieder")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Danke").wait_for()
    assert context.cookies() == []
    tally = ImpressionTally.objects.get()
    assert (sum(tally.moods), tally.fits, tally.lines) == (1, [0, 0, 0, 0, 1], ["Gern wieder"])


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_it_is_accessible(live_server, paths, page, language, scheme):
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    address = f"{live_server.url}{paths[0]}?language={language}"
    wrong = {}

    def look(state):
        problems = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            problems.append("wider than the window")
        if problems:
            wrong[state] = problems

    page.goto(address)
    look("open")
    page.get_by_role("button").click()
    look("refused")
    page.locator("input[name=mood]").nth(3).check(force=True)
    page.get_by_role("button").click()
    look("thanks")
    page.goto(address)
    look("used")
    page.goto(address.replace("?", "x?"))
    look("altered")
    assert wrong == {}
