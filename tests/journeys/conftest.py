"""A real browser on a real server; no page may ask another host for anything, break the CSP or throw an error."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# Playwright's event loop runs in this thread; the tests themselves touch the database one after the other.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What went wrong in the browser without being asked: errors, CSP violations, requests to other hosts."""
    return []


def read_without_locks(connection, **_signal) -> None:
    """As from a file, where readers never wait for a writer: a database in memory refuses them at once instead."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA read_uncommitted = 1")


@pytest.fixture
def context(chromium: Browser, live_server, complaints: list[str]) -> Iterator[BrowserContext]:
    read_without_locks(connection)
    connection_created.connect(read_without_locks, dispatch_uid="journeys")
    context = chromium.new_context(viewport=DESKTOP, locale="en-GB", timezone_id="Europe/Berlin")
    context.set_default_timeout(10_000)
    watch(context, urlsplit(live_server.url).netloc, complaints)
    yield context
    context.close()
    assert complaints == []


def watch(context: BrowserContext, host: str, complaints: list[str]) -> None:
    def on_request(request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != host:
            complaints.append(f"asks another host: {request.url}")

    def on_console(message) -> None:
        # A refused form (422, 409) is logged by the browser as a failed load; that is no fault of the page.
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(f"console: {message.text}")

    context.on("request", on_request)
    context.on("console", on_console)
    context.on("weberror", lambda error: complaints.append(f"error: {error.error}"))


@pytest.fixture
def sign_in(context: BrowserContext, live_server, client):
    """Give the browser a user's session, as signing in would."""

    def give(user, context: BrowserContext = context) -> None:
        client.force_login(user)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])

    return give


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
