"""What is asked of a seeded database: addresses with the queries that each takes, and how to sign in. Prints JSON.

`python -m benchmarks.asked` under DATABASE_URL.
"""

import json
import os
from datetime import timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.db.models import Count
from django.forms import ModelChoiceField
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.urls import reverse
from django.utils import timezone

from accounts.actions.token import make_token
from accounts.models import User
from partners.models import Partner
from relationships.demo.volume import EMAIL
from relationships.exports.partner import SORTS_OF_OURS
from relationships.models import Interaction, ReviewSeries

BARE_BACKEND = "django.contrib.auth.backends.ModelBackend"
SIGN_IN = {"page": 2, "api": 1}  # queries: a session and its user; a token with its user


NOUNS = ("partners", "interactions", "issues", "appreciations", "ideas", "action-items", "reminders")


def main() -> None:
    setup_test_environment()  # so that answers tell what they were drawn of
    user = User.objects.get(email=EMAIL)
    session, bare_session = _session(user, settings.AUTHENTICATION_BACKENDS[0]), _session(user, BARE_BACKEND)
    token = make_token(user)
    mine = Partner.objects.visible_to(user)
    links = Interaction.partners.through.objects.filter(partner__in=mine.values("pk"))
    giant = links.values_list("partner").annotate(n=Count("pk")).order_by("-n").first()
    few = mine.filter(kind="organisation").order_by("-pk").values_list("pk", flat=True)[0]
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session
    pages = _pages(user, few, *(giant or (few, 0)))
    pages["Partners by name, a hundred pages on"] = _far_on(browser, "/partners/?sort=name")
    filters = _filters(browser, "Issues", "/issues/") | _filters(browser, "Partners", "/partners/")
    api = {f"API {noun}": f"/api/v1/{noun}/" for noun in NOUNS}
    by_token = {"Authorization": f"Token {token}"}
    asked = {
        "cookie": f"{settings.SESSION_COOKIE_NAME}={session}",
        "floor_cookie": f"{settings.SESSION_COOKIE_NAME}={bare_session}",
        "token": token,
        "partner": few,
        "pages": {name: [path, _queries(browser, path, {}) - SIGN_IN["page"]] for name, path in pages.items()},
        "filters": {name: [path, _queries(browser, path, {}) - SIGN_IN["page"]] for name, path in filters.items()},
        "api": {name: [path, _queries(Client(), path, by_token) - SIGN_IN["api"]] for name, path in api.items()},
    }
    print(json.dumps(asked))


def _pages(user: User, few: int, giant: int, contacts: int) -> dict[str, str]:
    """By name; `few` is a partner with few contacts, `giant` the one with most."""
    pages = {
        "Today": "/",
        "Open issues": "/issues/",
        "Issues, conflicts of mine": f"/issues/?kind=conflict&owner={user.pk}",
    }
    pages |= {f"Partners by {sort}": f"/partners/?sort={sort}" for sort in SORTS_OF_OURS}
    return pages | {
        "Partners, suppliers": "/partners/?role=supplier",
        "Partners, with open issues": "/partners/?open_issues=true",
        "Partners, common word": "/partners/?q=gmbh",
        "Partners, rare word": "/partners/?q=zerspanung+ozturk",
        "Partners, nothing found": "/partners/?q=zzzzqqq",
        "Picker, two letters": "/partners/suggest/?q=dr",
        "Picker, rare": "/partners/suggest/?q=ozturk+jena",
        "Palette, common word": reverse("relationships:palette") + "?q=invoice",
        "A partner": f"/partners/{few}/",
        f"A partner with {contacts:,} contacts": f"/partners/{giant}/",
        "Contacts": "/contacts/",
        "Thanks": "/thanks/",
        "Ideas": "/ideas/",
        "Reminders": "/reminders/",
        "Measures": reverse("relationships:action_item_list"),
        "Agenda of a review": _review(user),
    }


def _session(user: User, backend: str) -> str:
    session = SessionStore()
    session.update(
        {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: backend, HASH_SESSION_KEY: user.get_session_auth_hash()}
    )
    session.save()
    return str(session.session_key)


def _review(user: User) -> str:
    from relationships.actions.review_series import add_series

    series = ReviewSeries.objects.visible_to(user).first() or add_series(
        by=user, name="Monday round", first_at=timezone.now() + timedelta(days=1)
    )
    return reverse("relationships:review_detail", args=[series.reviews.order_by("pk")[0].pk])


def _far_on(browser: Any, path: str, pages: int = 100) -> str:
    for _ in range(pages):
        path = browser.get(path).context["older"] or path
    return path


def _filters(browser: Any, title: str, path: str) -> dict[str, str]:
    """Each choice of each filter that the list offers; of people, tags and the like the first."""
    asked = {}
    for field in browser.get(path).context["fields"]:
        choices = [(value, words) for value, words in field.field.widget.choices if str(value)]
        of_records = isinstance(field.field, ModelChoiceField)
        for value, words in choices[:1] if of_records else choices:
            said = "the first of the list" if of_records else str(words)
            asked[f"{title}, {field.label}: {said}"] = f"{path}?{field.name}={value}"
    return asked


def _queries(client: Any, path: str, headers: dict[str, str]) -> int:
    client.get(path, headers=headers)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path, headers=headers)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answers {answer.status_code}")
    return len(seen)


if __name__ == "__main__":
    main()
