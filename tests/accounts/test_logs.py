"""What is private stands in no log."""

import io
import logging

import pytest
import structlog
from django.test import Client

from accounts.actions.feed_key import make_feed_key

CANARY = "Kanarienvogel"


@pytest.fixture
def lines():
    """What the handler of the real logging set-up prints, with everything let through."""
    root = logging.getLogger()
    handler = next(row for row in root.handlers if isinstance(row.formatter, structlog.stdlib.ProcessorFormatter))
    level, printed = root.level, io.StringIO()
    stream = handler.setStream(printed)
    root.setLevel(logging.DEBUG)
    yield printed.getvalue
    root.setLevel(level)
    handler.setStream(stream)
    structlog.contextvars.clear_contextvars()


def test_requests_are_logged_without_their_query_strings_addresses_and_names(cast, lines):
    client = Client(headers={"User-Agent": CANARY})
    client.force_login(cast.anna)
    client.get("/partners/", {"q": CANARY})
    client.get("/nowhere/", {"q": CANARY})
    printed = lines()
    assert "request_finished" in printed
    assert "/nowhere/" in printed
    for private in (CANARY, "127.0.0.1", "anna@example.org", "Anna"):
        assert private not in printed


def test_a_fault_is_logged_without_the_values_of_variables(cast, lines, monkeypatch):
    def look(*, at):
        private = CANARY  # noqa: F841
        raise RuntimeError

    monkeypatch.setattr("accounts.views.health.look", look)
    client = Client(raise_request_exception=False)
    assert client.get("/health/").status_code == 500
    printed = lines()
    assert "RuntimeError" in printed
    assert CANARY not in printed.replace("private = CANARY", "")


def test_the_key_of_a_password_link_is_not_logged(db, lines):
    Client().get(f"/accounts/password/lost/1-{CANARY}/")
    Client().post(f"/accounts/password/lost/1-{CANARY}/x/y")
    printed = lines()
    assert "/password/lost/" in printed
    assert CANARY not in printed


def test_the_secret_of_a_calendar_address_is_not_logged(cast, lines, monkeypatch):
    secret = make_feed_key(by=cast.anna)
    Client().get(f"/feed/{secret}.ics")
    Client().get(f"/feed/{CANARY}.ics?x={CANARY}")

    def fail(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr("relationships.views.feed.calendar_items", fail)
    assert Client(raise_request_exception=False).get(f"/feed/{secret}.ics").status_code == 500
    printed = lines()
    assert "/feed/" in printed
    assert "RuntimeError" in printed
    assert secret not in printed
    assert CANARY not in printed
