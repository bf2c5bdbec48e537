"""Health tells anybody yes or no, and administrators what is missing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.schedule import set_schedules
from accounts.models import Heartbeat
from accounts.tasks import beat

NO_MAILS = {"waiting": 0, "stuck": 0, "given_up": 0, "oldest": None}


@pytest.fixture
def beating(db):
    beat()


def ask(client):
    answer = client.get(reverse("accounts:health"))
    return answer.status_code, answer.json()


def test_all_is_well_while_the_worker_runs(beating):
    assert ask(Client()) == (200, {"well": True})


def test_a_worker_that_is_silent_for_three_minutes_is_noticed(cast, beating):
    Heartbeat.objects.update(beaten_at=timezone.now() - timedelta(minutes=3, seconds=5))
    assert ask(Client()) == (503, {"well": False})
    for user, answer in [
        (cast.anna, {"well": False}),
        (cast.ada, {"well": False, "database": True, "worker": False, "disk": True, "mails": NO_MAILS}),
    ]:
        client = Client()
        client.force_login(user)
        assert ask(client) == (503, answer)


def test_a_worker_that_never_ran_is_noticed(db):
    Heartbeat.objects.all().delete()
    assert ask(Client()) == (503, {"well": False})


def test_a_full_disk_is_noticed(beating, monkeypatch):
    monkeypatch.setattr("accounts.queries.health.DISK_NEEDED", 10**18)
    assert ask(Client()) == (503, {"well": False})


def test_the_process_answers_without_a_database():
    assert Client().get(reverse("accounts:health_live")).json() == {"live": True}


def test_administrators_see_a_banner_and_nobody_else(cast, beating):
    clients = {name: Client() for name in ("anna", "ada")}
    for name, client in clients.items():
        client.force_login(getattr(cast, name))

    def warned():
        pages = {name: client.get(reverse("accounts:settings")).text for name, client in clients.items()}
        return [name for name, page in pages.items() if "The worker has been silent" in page]

    assert warned() == []
    Heartbeat.objects.update(beaten_at=timezone.now() - timedelta(minutes=4))
    assert warned() == ["ada"]


def test_a_start_gives_the_worker_its_three_minutes(db):
    Heartbeat.objects.all().delete()
    set_schedules()
    assert ask(Client()) == (200, {"well": True})
