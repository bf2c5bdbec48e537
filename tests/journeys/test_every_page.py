"""Every page, light and dark, in both languages: no accessibility violation, no foreign request, nothing the CSP blocks."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from relationships.actions.comment import comment_on_issue
from tests.journeys.conftest import PHONE
from tests.world import make_world

pytestmark = pytest.mark.browser

PLAIN = [
    "relationships:today", "relationships:interaction_list", "relationships:interaction_create", "relationships:issue_list", "relationships:issue_create",
    "relationships:appreciation_list", "relationships:appreciation_create", "relationships:idea_list", "relationships:idea_suppliers", "relationships:given_and_received", "relationships:care", "relationships:suppliers",
    "relationships:idea_create", "relationships:reminder_list", "relationships:reminder_create", "relationships:trash", "relationships:action_item_list", "relationships:review_list", "relationships:review_series_create", "relationships:action_item_create",
    "partners:partner_list", "partners:partner_create", "accounts:settings", "accounts:team_list", "accounts:user_list",
    "accounts:notification_list", "accounts:delivery", "accounts:worker", "relationships:house_style", "relationships:report_list",
    "account_change_password", "mfa_index", "usersessions_list", "climate:check_in_list", "climate:booster_list",
    "climate:booster_create", "climate:pulse", "climate:reflection", "climate:question_create", "climate:impression_list", "climate:example_list", "climate:example_create", "climate:reading_path", "climate:impression_create",
]  # fmt: skip
OF_ENTRIES = {
    "partner": [
        "partners:partner_detail",
        "partners:partner_update",
        "partners:partner_history",
        "partners:partner_report",
        "relationships:partner_climate",
        "relationships:care_note",
        "climate:before_contact",
    ],
    "interaction": ["detail", "update", "history", "link"],
    "issue": ["detail", "update", "history", "talk", "agree", "resolve", "park", "comment", "merge"],
    "appreciation": ["detail", "update", "history", "send"],
    "idea": ["detail", "update", "history"],
    "reminder": ["update", "snooze", "ask"],
    "comment": ["update"],
    "talk": ["update", "hold", "history"],
    "action_item": ["update", "hand_over", "history"],
    "question": ["climate:question_update", "climate:question_history", "climate:question_answer"],
    "example": [f"climate:example_{name}" for name in ("detail", "update", "history", "topic")],
    "impression": [f"climate:impression_{name}" for name in ("detail", "update", "history", "ask", "measure")],
    "shared_answer": ["climate:shared_answer_history"],
    "care_note": ["relationships:care_note_history"],
    "booster": ["climate:booster_detail", "climate:booster_update", "climate:booster_history"],
    "regular": ["relationships:regular_report_update"],
    "series": [
        "relationships:review_series_detail",
        "relationships:review_series_update",
        "relationships:review_create",
    ],
    "review": ["detail", "update", "relationships:point_create"],
    "point": ["said", "measure"],
}


def addresses(world) -> list[str]:
    urls = [reverse(name) for name in PLAIN]
    urls.append(f"{reverse('relationships:regular_report_create')}?source=portfolio")
    for noun, names in OF_ENTRIES.items():
        pk = getattr(world, noun).pk
        urls += [reverse(name if ":" in name else f"relationships:{noun}_{name}", args=[pk]) for name in names]
    return urls


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(("language", "scheme", "phone"), [("en", "light", False), ("de", "dark", True)])
def test_every_page_is_accessible_and_keeps_to_itself(
    live_server, cast, lindner, sign_in, context, page, language, scheme, phone
):
    world = make_world(cast, lindner)
    world.comment = comment_on_issue(by=cast.anna, issue=world.issue, text="They will call back")
    User.objects.filter(pk=cast.anna.pk).update(language=language, is_administrator=True)
    sign_in(cast.anna)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    if phone:
        page.set_viewport_size(PHONE)
    wrong = {}
    for url in addresses(world):
        response = page.goto(live_server.url + url)
        problems = [] if response.status == 200 else [f"answers {response.status}"]
        problems += violations(page)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            problems.append("wider than the window")
        if problems:
            wrong[url] = problems
    assert wrong == {}


def test_pages_before_signing_in(live_server, db, page):
    wrong = {}
    for name in ("account_login", "account_reset_password"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(live_server.url + reverse(name))
            if found := violations(page):
                wrong[name, scheme] = found
    assert wrong == {}
