"""Files that the worker makes: asked for, claimed, made, fetched by their owner alone, and gone after their time."""

import csv
import io
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.utils import timezone

from accounts.models import Membership, Notification, User
from relationships import tasks
from relationships.actions import report_job as actions
from relationships.actions.interaction import log_interaction
from relationships.actions.report_job import ask_for_file, cancel_job, claim, note_progress, tidy_jobs
from relationships.choices import JobState
from relationships.exports.make import Abandoned, _watched, make
from relationships.exports.source import sources
from relationships.models import ReportJob
from relationships.models.report_job import LEASE, MOST_TRIES
from tests.world import CANARY, make_secrets, make_world


@pytest.fixture(autouse=True)
def small(settings: Any, tmp_path: Path) -> None:
    settings.REPORT_DIR = tmp_path / "reports"
    settings.EXPORT_AT_ONCE = {"csv": 2, "json": 2, "xlsx": 2, "pdf": 2}


@pytest.fixture
def contacts(cast: Any, lindner: Any) -> None:
    for number in range(3):
        log_interaction(by=cast.anna, partners=[lindner], text=f"Contact {number}")


def ask(user: User, **more: Any) -> ReportJob:
    asked: dict[str, Any] = {
        "source": "contacts", "query": "", "file_format": "csv", "from_page": True, "language": "en", "at": timezone.now(),
    }  # fmt: skip
    return ask_for_file(by=user, **asked | more)


def made(at: Any = None) -> ReportJob:
    job = claim(at=at or timezone.now())
    assert job
    make(job)
    return ReportJob.objects.get(pk=job.pk)


def rows_of(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_what_takes_long_becomes_a_job_on_the_page(signed_in: Any, contacts: None, anna: User) -> None:
    asked = signed_in.get("/contacts/", {"format": "csv", "columns": ["text"], "channel": "call"})
    job = ReportJob.objects.get()
    assert (asked.status_code, asked["Location"]) == (302, f"/files/{job.pk}/")
    assert (job.state, job.format, job.query) == (JobState.WAITING, "csv", "columns=text&channel=call")
    page = signed_in.get(f"/files/{job.pk}/").content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert signed_in.get(f"/files/{job.pk}/download/").status_code == 404
    assert made().state == JobState.READY
    part = signed_in.get(f"/files/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert ("hx-trigger" in part, "<html" in part, f"/files/{job.pk}/download/" in part) == (False, False, True)
    answer = signed_in.get(f"/files/{job.pk}/download/")
    assert "contacts-" in answer["Content-Disposition"]
    assert rows_of(answer) == [["What happened"], ["Contact 2"], ["Contact 1"], ["Contact 0"]]
    line = Notification.objects.visible_to(anna).get()
    assert (line.kind, line.target) == ("report_ready", job)
    assert "Your file is ready" in signed_in.get("/notifications/").content.decode()


def test_what_takes_long_is_answered_202_by_the_api(api: Any, contacts: None) -> None:
    asked = api.get("/api/v1/interactions/export/", {"format": "xlsx", "ordering": "happened_at"})
    body = asked.json()
    assert (asked.status_code, asked["Location"], body["state"], body["download"]) == (
        202,
        body["address"],
        "waiting",
        None,
    )
    made()
    seen = api.get(body["address"]).json()
    assert (seen["state"], seen["percent"], seen["size"] > 0) == ("ready", 100, True)
    answer = api.get(seen["download"])
    assert (answer.status_code, b"".join(answer.streaming_content)[:2]) == (200, b"PK")
    assert [job["id"] for job in api.get("/api/v1/report-jobs/").json()["results"]] == [body["id"]]
    assert api.post(f"/api/v1/report-jobs/{body['id']}/cancel/").status_code == 409


def test_the_same_file_is_not_asked_for_twice_and_not_without_end(anna: User, contacts: None) -> None:
    assert ask(anna) == ask(anna)
    for number in range(4):
        ask(anna, query=f"q={number}")
    with pytest.raises(actions.ValidationError):
        ask(anna, query="q=more")
    assert ReportJob.objects.count() == 5


def test_it_holds_what_its_owner_may_read_when_it_is_made(cast: Any, lindner: Any, kerner: Any) -> None:
    make_world(cast, lindner)
    job = ask(cast.anna)
    make_secrets(cast, lindner, kerner)
    made()
    text = job.path.read_text()
    assert ("Went through two invoices" in text, CANARY in text) == (True, False)
    assert oct(job.path.stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize("when", ["before it is made", "after it is made"])
def test_an_owner_who_lost_access_gets_nothing(client: Any, cast: Any, contacts: None, when: str) -> None:
    job = ask(cast.ben)
    if when == "before it is made":
        Membership.objects.filter(user=cast.ben).delete()
        made()
        assert "Contact" not in job.path.read_text()
        return
    made()
    Membership.objects.filter(user=cast.ben).delete()
    client.force_login(cast.ben)
    assert client.get(f"/files/{job.pk}/download/").status_code == 403
    assert (job.path.exists(), ReportJob.objects.exists()) == (False, False)


def test_a_deactivated_owner_gets_nothing(client: Any, cast: Any, contacts: None) -> None:
    job = ask(cast.ben)
    User.objects.filter(pk=cast.ben.pk).update(is_active=False)
    assert (made().state, job.path.exists(), Notification.objects.exists()) == (JobState.FAILED, False, False)


def test_files_of_others_are_not_there(client: Any, cast: Any, contacts: None) -> None:
    job = ask(cast.anna)
    made()
    for user in (cast.ben, cast.lena, cast.ada):
        client.force_login(user)
        for address in (f"/files/{job.pk}/", f"/files/{job.pk}/download/"):
            assert client.get(address).status_code == 404
        assert client.post(f"/files/{job.pk}/cancel/").status_code == 404
    with pytest.raises(actions.PermissionDenied):
        cancel_job(by=cast.ben, job=job)


def test_a_lease_that_ran_out_is_taken_over(anna: User, contacts: None) -> None:
    now = timezone.now()
    job = ask(anna, at=now)
    first = claim(at=now)
    assert first == job
    assert claim(at=now + LEASE / 2) is None
    second = claim(at=now + 2 * LEASE)
    assert second == job
    assert second.attempts == 2
    assert first
    assert not note_progress(first, 50, at=now)
    make(first)  # the one who was thought dead says nothing any more
    assert ReportJob.objects.get().state == JobState.RUNNING
    make(second)
    assert ReportJob.objects.get().state == JobState.READY
    assert [path.name for path in job.path.parent.iterdir()] == [f"{job.pk}.csv"]


def test_it_is_given_up_when_each_try_ended_its_process(anna: User, contacts: None) -> None:
    at = timezone.now()
    ask(anna, at=at)
    for _number in range(MOST_TRIES):
        assert claim(at=at)
        at += 2 * LEASE
    job = made(at)
    assert (job.state, "Narrow it down" in job.why) == (JobState.FAILED, True)


def test_no_more_than_two_are_made_at_once(anna: User, contacts: None) -> None:
    for number in range(3):
        ask(anna, query=f"q={number}")
    now = timezone.now()
    assert [bool(claim(at=now)) for _number in range(3)] == [True, True, False]


def test_a_job_that_is_cancelled_is_laid_down(signed_in: Any, anna: User, contacts: None, monkeypatch: Any) -> None:
    job = ask(anna)
    held = claim(at=timezone.now())
    assert held
    assert signed_in.post(f"/files/{job.pk}/cancel/").status_code == 302
    monkeypatch.setattr("relationships.exports.make.EVERY", -1)
    with pytest.raises(Abandoned):
        list(_watched(iter(range(10)), 10, held, timezone.now))
    make(held)
    assert (ReportJob.objects.get().state, job.path.exists()) == (JobState.CANCELLED, False)
    assert signed_in.post(f"/files/{job.pk}/cancel/").status_code == 409


def test_a_fault_is_said_and_leaves_no_half_file(anna: User, contacts: None, monkeypatch: Any) -> None:
    def broken(asked: Any) -> Any:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(sources["contacts"], "content", broken)
    job = ask(anna)
    assert (made().state, CANARY in ReportJob.objects.get().why, job.path.exists()) == (JobState.FAILED, False, False)


@pytest.mark.parametrize("more", [{"source": "gone"}, {"file_format": "pdf"}, {"query": "columns=gone"}])
def test_what_is_no_longer_known_is_said(anna: User, more: dict[str, str]) -> None:
    ask(anna, **more)
    job = made()
    assert (job.state, job.why) == (JobState.FAILED, "What this file is about is no longer there for you.")


def test_files_are_deleted_after_their_time(anna: User, contacts: None) -> None:
    job = ask(anna)
    made()
    stray, half = job.path.parent / "4711.csv", job.path.parent / f"{job.pk}.{'0' * 32}.part"
    for left in (stray, half):
        left.write_text("left behind")
    ask(anna, query="q=held")
    claimed = claim(at=timezone.now())
    assert claimed is not None
    held = job.path.parent / f"{claimed.pk}.{claimed.lease}.part"
    held.write_text("being written")
    assert (tidy_jobs(at=timezone.now()), job.path.exists()) == (0, True)
    assert (stray.exists(), half.exists(), held.exists()) == (False, False, True)
    ReportJob.objects.filter(pk=claimed.pk).delete()
    assert (tidy_jobs(at=timezone.now() + timedelta(days=4)), job.path.exists()) == (1, False)
    assert not ReportJob.objects.exists()


def test_the_worker_starts_a_process_for_each(anna: User, contacts: None, monkeypatch: Any) -> None:
    started: list[Any] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **options: started.append((command[1:], options["cwd"])))
    job = ask(anna)
    tasks.start_reports()
    job.refresh_from_db()
    assert started == [(["manage.py", "make_report", str(job.pk), job.lease], project.BASE_DIR)]


def test_the_command_makes_what_it_holds_and_nothing_else(anna: User, contacts: None) -> None:
    from django.core.management import call_command

    job = ask(anna)
    claim(at=timezone.now())
    call_command("make_report", str(job.pk), "wrong")
    assert ReportJob.objects.get().state == JobState.RUNNING
    call_command("make_report", str(job.pk), ReportJob.objects.get().lease)
    assert ReportJob.objects.get().state == JobState.READY


def test_the_same_process_makes_what_waits_behind_and_passes_on_what_is_too_much(
    anna: User, contacts: None, monkeypatch: Any
) -> None:
    from django.core.management import call_command

    from relationships.management.commands import make_report

    woken: list[bool] = []
    monkeypatch.setattr(make_report, "MOST_IN_A_ROW", 3)
    monkeypatch.setattr(make_report, "wake", lambda: woken.append(True))
    jobs = [ask(anna, query=f"q={number}") for number in range(4)]
    first = claim(at=timezone.now())
    assert first == jobs[0]
    call_command("make_report", str(first.pk), first.lease)
    states = list(ReportJob.objects.order_by("pk").values_list("state", flat=True))
    assert (states, woken) == ([*[JobState.READY] * 3, JobState.WAITING], [True])


def test_the_worker_tells_how_far_it_is_while_the_database_copies(
    transactional_db: None, anna: User, contacts: None, monkeypatch: Any
) -> None:
    monkeypatch.setattr("relationships.exports.make.EVERY", -1)
    monkeypatch.setattr(actions, "wake", lambda: None)  # the test itself is the worker
    told: list[int] = []

    def note(job: Any, percent: int, **more: Any) -> bool:
        told.append(percent)
        return note_progress(job, percent, **more)

    monkeypatch.setattr("relationships.exports.make.note_progress", note)
    ask(anna)
    job = made()
    assert (job.state, told) == (JobState.READY, [0])
    assert len(list(csv.reader(io.StringIO(job.path.read_text("utf-8-sig"))))) == 4
