"""Every URL and every method of it for every role, read off the resolver (tests/access_rows.py, access_api.py, …)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django.views.generic.edit import ProcessFormView
from knox.models import AuthToken

from accounts.actions.heartbeat import beat
from accounts.models import OutgoingMail
from partners.models import Tag
from relationships.models import ReportJob
from tests.access_api import API
from tests.access_pages import PAGES
from tests.access_rows import METHODS, Row
from tests.accounts.kinds import know_kinds, tell
from tests.conftest import make_cast, make_lindner
from tests.world import World, make_world

TABLE: dict[str, Row] = API | PAGES
ONE_NAMESPACE = "admin"  # Django's own, which lets administrators in and nobody else


def urls(resolver: Any = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the project by its full name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            if inner != f"{ONE_NAMESPACE}:":
                yield from urls(pattern, inner)
        else:
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern


def methods_of(patterns: list[URLPattern], client: Client, path: str) -> set[str]:
    """The methods that an address takes: as its class says, or as it answers to one that it does not know."""
    found: set[str] = set()
    for pattern in patterns:
        callback = pattern.callback
        if actions := getattr(callback, "actions", None):
            found |= set(actions)
        elif view := getattr(callback, "view_class", getattr(callback, "cls", None)):
            found |= {name for name in view.http_method_names if hasattr(view, name)}
            if getattr(view, "put", None) is ProcessFormView.put:  # another word for post
                found.discard("put")
        else:
            refused = client.generic("UNHEARD", path)
            found |= {name.strip().lower() for name in refused.get("Allow", "get").split(",")}
    return found & set(METHODS)


class Asker:
    """Asks as one of the cast: by token where it is the API, else by session; what it changes is undone."""

    def __init__(self, user: Any) -> None:
        self.cookies, self.headers = "", {}
        if user:
            client = Client()
            client.force_login(user)
            self.cookies = client.cookies.output(header="", sep=";")
            self.headers = {"Authorization": f"Token {AuthToken.objects.create(user)[1]}"}

    def client(self) -> Client:
        """A browser as it was after signing in, whatever was answered before."""
        client = Client(raise_request_exception=True)
        client.cookies.load(self.cookies)
        return client

    def status(self, method: str, path: str, data: dict[str, Any] | None) -> int:
        is_api = path.startswith("/api/")
        sent = {"data": data or {}, "content_type": "application/json"} if is_api else {"data": data or {}}
        if method == "get":
            sent = {}
        client = Client(raise_request_exception=True) if is_api else self.client()
        with transaction.atomic():
            answer = getattr(client, method)(path, headers=self.headers if is_api else {}, **sent)
            b"".join(answer.streaming_content) if answer.streaming else answer.content
            transaction.set_rollback(True)
        return answer.status_code


def address(name: str, row: Row, world: World) -> str:
    if row.path:
        return row.path
    pattern = dict(urls())[name]
    parts = dict(row.args)
    if "pk" in pattern.pattern.converters or "pk" in (getattr(pattern.pattern, "regex", None) or "").groupindex:
        noun = row.of or name.split(":")[-1].replace("-", "_").split("_")[0]
        parts["pk"] = getattr(world, noun, None).pk if hasattr(world, noun) else world.more[noun].pk
    return reverse(name, kwargs={key: value(world) if callable(value) else value for key, value in parts.items()})


@dataclass
class Standing:
    """Who and what the table is about."""

    world: World
    askers: dict[str, Asker]


def make_standing() -> Standing:
    cast = make_cast()
    beat()  # there is a worker, so that the health page has nothing to complain of
    world = make_world(cast, make_lindner(cast))
    tag = Tag.objects.create(name="print", created_by=cast.anna)
    membership = cast.team.memberships.get(user=cast.ben)
    notification = tell(cast.anna, world.issue)
    mail = OutgoingMail.objects.create(user=cast.ben, due_at=timezone.now(), dead_at=timezone.now(), message_id="<1@x>")
    job = ReportJob.objects.create(user=cast.anna, source="contacts", format="csv", language="en", time_zone="UTC")
    world.more |= {"notification": notification, "mail": mail, "report_job": job}
    world.more |= {"team": cast.team, "tag": tag, "user": cast.ben, "membership": membership}
    return Standing(world, {role: Asker(user) for role, user in cast.roles().items()})


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[Standing]:
    """Made once for the whole table; what a row changes is undone after it, and all of it at the end."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        know_kinds(patch)
        yield make_standing()
        transaction.set_rollback(True)


def test_every_url_has_a_row_and_every_row_a_url():
    names = {name for name, _ in urls()}
    assert {"without a row": names - set(TABLE), "without a URL": set(TABLE) - names} == {
        "without a row": set(),
        "without a URL": set(),
    }


@pytest.mark.parametrize("name", TABLE)
def test_who_gets_what(standing, db, name):
    row, world, askers = TABLE[name], standing.world, standing.askers
    path = address(name, row, world)
    found = {
        method: [
            asker.status(method, path, row.sends.get(method, lambda world: {})(world)) for asker in askers.values()
        ]
        for method in row.statuses()
    }
    assert found == row.statuses()
    patterns = [pattern for other, pattern in urls() if other == name]
    assert methods_of(patterns, askers["administrator"].client(), path) == set(row.statuses())


def test_djangos_admin_is_for_administrators(standing, db):
    names = [name for name in get_resolver().namespace_dict[ONE_NAMESPACE][1].reverse_dict if isinstance(name, str)]
    lists = [reverse("admin:index"), *(reverse(f"admin:{name}") for name in names if name.endswith("_changelist"))]
    for path in lists:
        statuses = {role: asker.status("get", path, None) for role, asker in standing.askers.items()}
        assert statuses == dict.fromkeys(statuses, 302) | {"administrator": 200}, path
