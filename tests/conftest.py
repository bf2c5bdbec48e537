"""The cast that every test can ask for, and what no test may do."""

import copy
import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import transaction
from django.test import Client
from rest_framework.test import APIClient

from accounts.choices import TeamRole
from accounts.models import Membership, Team, User
from partners.actions.partner import add_partner
from partners.models import Partner
from tests.world import World, make_secrets, make_world

PASSWORD = "warm-paper-and-clay"

# Looking every 700 objects for what may go, over all that the tests have loaded, takes a twelfth of their time.
gc.set_threshold(50_000, 20, 50)

# An answer leaves the test server in two pieces, head and body; without this the second waits 40 ms for the first to be
# acknowledged, at each request of the browser and of schemathesis.
WSGIRequestHandler.disable_nagle_algorithm = True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The one that takes minutes first, so that it does not run alone while the other core has nothing left to do; then
    those that read the same, made once for them.
    """
    items.sort(key=lambda item: (item.get_closest_marker("schema") is None, not reads_everything(item)))


def reads_everything(item: Any) -> bool:
    return "everything" in getattr(item, "fixturenames", ())


@dataclass
class Cast:
    """Anna and Ben are in Purchasing, which Lena leads; Otto is in another team; Ada administrates; Dora has left."""

    team: Team
    other_team: Team
    anna: User
    ben: User
    lena: User
    otto: User
    ada: User
    dora: User

    def roles(self) -> dict[str, User | None]:
        return {
            "anonymous": None,
            "outsider": self.otto,
            "member": self.anna,
            "lead": self.lena,
            "administrator": self.ada,
            "deactivated": self.dora,
        }


def make_user(name: str, **fields: object) -> User:
    return User.objects.create_user(f"{name.lower()}@example.org", PASSWORD, name=name, **fields)


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


def make_cast() -> Cast:
    """Nearly every test has them, so they are made by a few statements and without a history."""
    team, other = Team.objects.bulk_create([Team(name="Purchasing"), Team(name="Sales")])
    password = make_password(PASSWORD)
    more: dict[str, dict[str, bool]] = {"ada": {"is_administrator": True}, "dora": {"is_active": False}}
    names = ("anna", "ben", "lena", "otto", "dora", "ada")
    found = User.objects.bulk_create(
        User(email=f"{name}@example.org", name=name.title(), password=password, **more.get(name, {})) for name in names
    )
    users = dict(zip(names, found, strict=True))
    roles = [(team, "anna", ""), (team, "ben", ""), (team, "dora", ""), (team, "lena", "lead"), (other, "otto", "lead")]
    Membership.objects.bulk_create(
        Membership(team=of, user=users[name], role=TeamRole.LEAD if role else TeamRole.MEMBER)
        for of, name, role in roles
    )
    return Cast(team, other, **users)


def make_lindner(cast: Cast) -> Partner:
    return add_partner(
        by=cast.anna, name="Druckhaus Lindner", is_supplier=True, natural_person="no", cadence_at_most=30
    )


def make_kerner(cast: Cast) -> Partner:
    return add_partner(by=cast.otto, name="Metallbau Kerner", is_customer=True, natural_person="no")


@dataclass
class Everything:
    """A row of each kind that Purchasing may read, and canaries in all that it may not."""

    cast: Cast
    lindner: Partner
    kerner: Partner
    world: World


def make_everything() -> Everything:
    cast = make_cast()
    lindner, kerner = make_lindner(cast), make_kerner(cast)
    world = make_world(cast, lindner)
    make_secrets(cast, lindner, kerner)
    return Everything(cast, lindner, kerner, world)


class Kept:
    """Everything, made once in a transaction around the tests that read it; what each of them changes is undone after it."""

    def __init__(self) -> None:
        self.made: Everything | None = None
        self.stack = ExitStack()

    def make(self, blocker: Any) -> None:
        if self.made is None:
            self.stack.enter_context(blocker.unblock())
            self.stack.enter_context(transaction.atomic())
            self.stack.callback(transaction.set_rollback, True)
            try:
                self.made = make_everything()
            except BaseException:
                self.drop()
                raise

    def drop(self) -> None:
        self.made = None
        self.stack.close()


_kept = Kept()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if not reads_everything(item):
        _kept.drop()


@pytest.fixture(scope="session")
def _kept_everything(django_db_setup: None, django_db_blocker: Any) -> Iterator[Callable[[], None]]:
    yield lambda: _kept.make(django_db_blocker)
    _kept.drop()


@pytest.fixture
def db(request: pytest.FixtureRequest) -> None:
    """pytest-django's own; a test's transaction lies inside that of `everything`, if it reads it."""
    if reads_everything(request):
        request.getfixturevalue("_kept_everything")()
    request.getfixturevalue("_django_db_helper")


@pytest.fixture
def everything(db: None) -> Everything:
    """For tests that ask for it, `cast`, `lindner` and `kerner` are those of it."""
    return copy.deepcopy(_kept.made)


@pytest.fixture
def cast(db: None, request: pytest.FixtureRequest) -> Cast:
    return request.getfixturevalue("everything").cast if reads_everything(request) else make_cast()


@pytest.fixture
def anna(cast: Cast) -> User:
    return cast.anna


@pytest.fixture
def lindner(cast: Cast, request: pytest.FixtureRequest) -> Partner:
    """A supplier of Purchasing."""
    return request.getfixturevalue("everything").lindner if reads_everything(request) else make_lindner(cast)


@pytest.fixture
def kerner(cast: Cast, request: pytest.FixtureRequest) -> Partner:
    """A customer of Sales, which Purchasing does not see."""
    return request.getfixturevalue("everything").kerner if reads_everything(request) else make_kerner(cast)


@pytest.fixture
def colleague(cast: Cast) -> Partner:
    """Ben as a partner of his own team."""
    return add_partner(by=cast.anna, name="Ben", kind="person", is_colleague=True, user=cast.ben)


@pytest.fixture
def signed_in(client: Client, anna: User) -> Client:
    """Anna's browser."""
    client.force_login(anna)
    return client


@pytest.fixture
def api(anna: User) -> APIClient:
    """Anna's API client."""
    client = APIClient()
    client.force_authenticate(anna)
    return client
