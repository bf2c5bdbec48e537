"""How many queries a page takes beyond sign-in (the session, the user with their teams), as the promises count them."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# How the queries of sign-in begin and what they ask for; each is left out once and no more.
SIGN_IN = (
    ('SELECT "django_session"', ""),
    ('SELECT "accounts_membership"', '"accounts_membership"."user_id" ='),  # the user with their teams
    ('SELECT "accounts_user"', 'WHERE "accounts_user"."id" ='),  # who has none
)


def queries_of(client: Client, url: str, data: dict[str, Any] | None = None, **headers: str) -> list[str]:
    """The queries of one GET that has to succeed, but for those of sign-in."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url, data, headers=headers)
        assert response.status_code == 200
    texts = [query["sql"] for query in captured.captured_queries]
    for begins, asks in SIGN_IN:
        known = next((text for text in texts if text.startswith(begins) and asks in text), None)
        if known is not None:
            texts.remove(known)
    return texts
