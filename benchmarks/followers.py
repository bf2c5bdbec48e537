"""A clearing round with twelve screens: how soon they follow, and what the agenda of 2,000 open issues takes.

    DATABASE_URL=… python -m benchmarks.followers

On an empty database. One browser leads by keyboard, twelve follow in windows of their own; each notes when its table
changed. All of them, server and database are on this machine.
"""

import os
import statistics
import time
from datetime import timedelta
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.speed import PORTS, server

FOLLOWERS, TURNS, ISSUES = 12, 20, 2_000
ADDRESS = f"http://127.0.0.1:{PORTS['product']}"
NOTE = """
window.changed = [];
new MutationObserver(() => {
  const etag = document.querySelector('.wall-inner')?.dataset.etag;
  if (etag && etag !== window.last) { window.last = etag; window.changed.push(Date.now()); }
}).observe(document.getElementById('table'), {childList: true, subtree: true});
"""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    import django

    django.setup()
    review, cookies = prepare()
    agenda(review, cookies[0])
    from django.db import connections

    connections.close_all()
    with server("product", "config.wsgi", dict(os.environ)), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        follow(browser, review, cookies)
        browser.close()


def prepare() -> tuple[int, list[dict[str, Any]]]:
    """A running meeting of a team with 2,000 open issues; its id, and a cookie for each of its people."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from accounts.choices import TeamRole
    from accounts.models import Team, User
    from partners.actions.partner import add_partner
    from relationships.actions.review_series import add_series
    from relationships.models import Issue

    call_command("migrate", interactive=False, verbosity=0)
    team, cookies = Team.objects.create(name="Round"), []
    users = [
        User.objects.create_user(f"follower{n}@example.org", None, name=f"Person {n}") for n in range(FOLLOWERS + 1)
    ]
    for place, user in enumerate(users):
        team.memberships.create(user=user, role=TeamRole.LEAD if place == 0 else TeamRole.MEMBER)
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        cookies.append({"name": name, "value": client.cookies[name].value, "url": ADDRESS})
    partner, now = add_partner(by=users[0], name="Papierwerk", natural_person="no"), timezone.now()
    for number in range(ISSUES):
        issue = Issue(
            title=f"Open {number}", team=team, author=users[0], owner=users[0], raised_at=now - timedelta(hours=number)
        )
        Issue._base_manager.bulk_create([issue])
        issue.partners.through.objects.create(issue=issue, partner=partner)
    series = add_series(by=users[0], team=team, name="Round", first_at=now + timedelta(days=1))
    return series.reviews.get().pk, cookies


def agenda(review: int, cookie: dict[str, Any]) -> None:
    """The page in this process, as a member of the team asks for it."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.cookies[cookie["name"]] = cookie["value"]
    times = []
    for _number in range(12):
        began = time.perf_counter()
        answer = client.get(f"/rounds/{review}/")
        times.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/rounds/{review}/")
    print(
        f"agenda of {ISSUES:,} open issues: {answer.status_code}, {statistics.median(times[2:]):.0f} ms in process,"
        f" {len(asked)} queries with those of signing in",
        flush=True,
    )


def follow(browser: Browser, review: int, cookies: list[dict[str, Any]]) -> None:
    leader, *others = [_window(browser, cookie) for cookie in cookies]
    lead = leader.new_page()
    lead.goto(f"{ADDRESS}/rounds/{review}/")
    lead.get_by_role("button", name="Start the meeting").click()
    lead.wait_for_selector(".wall-inner")
    screens = [_screen(window, review) for window in others]
    waits: list[float] = []
    for _number in range(TURNS):
        before = [len(screen.evaluate("window.changed")) for screen in screens]
        began = time.time() * 1000
        lead.keyboard.press("ArrowRight")
        for screen, count in zip(screens, before, strict=True):
            screen.wait_for_function("count => window.changed.length > count", arg=count, timeout=20_000)
            waits.append(screen.evaluate("window.changed.at(-1)") - began)
        time.sleep(0.5)
    waits.sort()
    print(
        f"{FOLLOWERS} screens, {TURNS} turns: a screen follows after {waits[len(waits) // 2] / 1000:.1f} s (median),"
        f" {waits[len(waits) * 95 // 100] / 1000:.1f} s (95 %), {waits[-1] / 1000:.1f} s at most; goal: 3 s",
        flush=True,
    )


def _window(browser: Browser, cookie: dict[str, Any]) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    context.add_cookies([cookie])  # type: ignore[list-item]
    return context


def _screen(window: BrowserContext, review: int) -> Page:
    screen = window.new_page()
    screen.goto(f"{ADDRESS}/rounds/{review}/follow/")
    screen.wait_for_selector(".wall-inner")
    screen.evaluate(NOTE)
    return screen


if __name__ == "__main__":
    main()
