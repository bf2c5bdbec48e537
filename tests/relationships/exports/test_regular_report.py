"""Reports that come by themselves: when, to whom, with what each may read, and never twice."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook
from time_machine import travel

from accounts.actions.record import WrongState
from accounts.models import Membership, Notification, User
from accounts.queries.notice import outside
from relationships.actions.issue import flag_issue
from relationships.actions.regular_report import (
    MOST_OF_A_TEAM,
    _ask_for_copies,
    add_regular_report,
    ask_for_regular_reports,
    change_regular_report,
    discard_regular_report,
    pause_regular_report,
    restore_regular_report,
    resume_regular_report,
)
from relationships.actions.report_job import ask_for_file, claim, tidy_jobs
from relationships.choices import JobState
from relationships.exports.make import make
from relationships.models import RegularReport, ReportJob
from relationships.queries.regular_report import readers_of
from tests.conftest import make_user

MONDAY = datetime(2026, 3, 23, 6, tzinfo=UTC)  # seven o'clock in Berlin, a week before the clocks change
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.REPORT_DIR = tmp_path / "reports"


def add(by: Any, **more: Any) -> RegularReport:
    asked: dict[str, Any] = {
        "name": "For Monday", "source": "open-issues", "recurrence": "FREQ=WEEKLY", "first_at": MONDAY, "format": "xlsx",
        "time_zone": "Europe/Berlin",
    }  # fmt: skip
    return add_regular_report(by=by, **asked | more)


def make_all(at: datetime) -> list[ReportJob]:
    while job := claim(at=at):
        make(job, clock=lambda: at)
    return list(ReportJob.objects.order_by("user", "pk"))


def texts_in(job: ReportJob) -> set[str]:
    sheets = CalamineWorkbook.from_path(str(job.path))
    return {
        str(cell) for name in sheets.sheet_names for row in sheets.get_sheet_by_name(name).to_python() for cell in row
    }


@travel(MONDAY - DAY, tick=False)
def test_each_of_the_team_gets_what_they_may_read_at_that_time(cast: Any, lindner: Any) -> None:
    report = add(cast.lena, filters="kind=conflict")
    flag_issue(by=cast.anna, partners=[lindner], title="Late again", kind="conflict")
    flag_issue(by=cast.anna, partners=[lindner], title="What colour?", kind="unclear")
    flag_issue(by=cast.anna, partners=[lindner], title="Between us", kind="conflict", visibility="private")
    assert (ask_for_regular_reports(at=MONDAY - DAY), report.next_at) == (0, MONDAY)
    assert ask_for_regular_reports(at=MONDAY) == 3
    jobs = make_all(MONDAY)
    assert [(job.user, job.state, job.format) for job in jobs] == [
        (user, JobState.READY, "xlsx") for user in (cast.anna, cast.ben, cast.lena)
    ]
    seen = [texts_in(job) & {"Late again", "What colour?", "Between us"} for job in jobs]
    assert seen == [{"Late again", "Between us"}, {"Late again"}, {"Late again"}]
    report.refresh_from_db()
    assert (report.last_at, report.next_at) == (
        MONDAY,
        MONDAY + 7 * DAY - timedelta(hours=1),
    )  # seven by the wall clock


@travel(MONDAY - DAY, tick=False)
def test_each_is_told_in_their_own_language_and_a_mail_names_nobody(cast: Any, settings: Any) -> None:
    User.objects.filter(pk=cast.ben.pk).update(language="de")
    add(cast.lena, name="About Herr Kerner", recipients=[cast.ben])
    ask_for_regular_reports(at=MONDAY)
    (job,) = make_all(MONDAY)
    assert (job.user, job.language, "Offene Themen" in texts_in(job) or "Offene" in str(texts_in(job))) == (
        cast.ben,
        "de",
        True,
    )
    line = Notification.objects.get()
    assert (line.kind, line.mail is not None) == ("regular_report", True)
    (told,) = outside([line])
    assert (told.text, told.address) == ("Here it is: Open issues", f"/files/{job.pk}/")


@travel(MONDAY - DAY, tick=False)
def test_it_comes_once_however_many_ask_and_once_after_an_outage(cast: Any) -> None:
    report = add(cast.lena)
    late = MONDAY + 20 * DAY
    assert [ask_for_regular_reports(at=late) for _ in range(3)] == [3, 0, 0]
    report.refresh_from_db()
    assert report.next_at == MONDAY + 21 * DAY - timedelta(hours=1)
    assert ReportJob.objects.count() == 3


def test_two_workers_who_have_both_read_it_make_it_once(cast: Any) -> None:
    now = timezone.now()
    add(cast.lena, first_at=now - DAY)
    RegularReport.objects.update(next_at=now)
    first, second = RegularReport.objects.get(), RegularReport.objects.get()
    assert [_ask_for_copies(report, at=now) for report in (first, second)] == [3, 0]
    assert ReportJob.objects.count() == 3


@travel(MONDAY - DAY, tick=False)
def test_who_has_left_the_team_or_the_house_gets_none(cast: Any) -> None:
    report = add(cast.lena, recipients=[cast.anna, cast.ben])
    Membership.objects.filter(user=cast.ben).delete()
    assert readers_of(report) == [cast.anna]
    assert (ask_for_regular_reports(at=MONDAY), ReportJob.objects.get().user) == (1, cast.anna)
    newcomer = make_user("Nina")
    cast.team.memberships.create(user=newcomer)
    report.recipients.clear()
    assert readers_of(report) == [cast.anna, cast.lena, newcomer]


@travel(MONDAY - DAY, tick=False)
def test_who_leaves_between_asking_and_making_gets_nothing_of_the_team(cast: Any, lindner: Any) -> None:
    flag_issue(by=cast.anna, partners=[lindner], title="Late again")
    add(cast.lena, recipients=[cast.ben])
    ask_for_regular_reports(at=MONDAY)
    Membership.objects.filter(user=cast.ben).delete()
    (job,) = make_all(MONDAY)
    assert "Late again" not in texts_in(job)


@travel(MONDAY - DAY, tick=False)
def test_one_that_cannot_be_made_says_so(cast: Any) -> None:
    report = add(cast.lena, recipients=[cast.ben])
    RegularReport.objects.filter(pk=report.pk).update(source="gone")
    ask_for_regular_reports(at=MONDAY)
    (job,) = make_all(MONDAY)
    assert (job.state, Notification.objects.get().kind) == (JobState.FAILED, "regular_failed")


@travel(MONDAY - DAY, tick=False)
def test_a_time_zone_that_is_abolished_stops_one_and_not_the_others(cast: Any) -> None:
    broken, sound = add(cast.lena), add(cast.lena, name="Another", recipients=[cast.anna])
    RegularReport.objects.filter(pk=broken.pk).update(time_zone="Europe/Nowhere")
    assert ask_for_regular_reports(at=MONDAY) == 4
    broken.refresh_from_db(), sound.refresh_from_db()
    assert (broken.next_at, sound.next_at is None) == (None, False)


@travel(MONDAY - DAY, tick=False)
def test_pausing_discarding_and_taking_up_again(cast: Any) -> None:
    report = add(cast.lena)
    pause_regular_report(by=cast.lena, report=report)
    with pytest.raises(WrongState):
        pause_regular_report(by=cast.lena, report=report)
    assert ask_for_regular_reports(at=MONDAY) == 0
    with travel(MONDAY + DAY, tick=False):
        resume_regular_report(by=cast.lena, report=report)
        assert report.next_at == MONDAY + 7 * DAY - timedelta(hours=1)
        with pytest.raises(WrongState):
            resume_regular_report(by=cast.lena, report=report)
        discard_regular_report(by=cast.lena, report=report)
        assert ask_for_regular_reports(at=MONDAY + 9 * DAY) == 0
    with travel(MONDAY + 9 * DAY, tick=False):
        restore_regular_report(by=cast.lena, report=report)
        assert ask_for_regular_reports(at=MONDAY + 9 * DAY) == 0
        assert ask_for_regular_reports(at=MONDAY + 14 * DAY) == 3


@travel(MONDAY - DAY, tick=False)
def test_its_copies_are_kept_for_two_weeks_and_wait_behind_what_somebody_waits_for(cast: Any) -> None:
    add(cast.lena, recipients=[cast.ben])
    ask_for_regular_reports(at=MONDAY)
    own = ask_for_file(
        by=cast.anna, source="issues", query="", file_format="csv", from_page=True, language="en", at=MONDAY + DAY
    )
    first = claim(at=MONDAY + DAY)
    assert first == own
    make(first, clock=lambda: MONDAY + DAY)
    make_all(MONDAY + DAY)
    kept = {job.user: job.expires_at - MONDAY - DAY for job in ReportJob.objects.all()}
    assert kept == {cast.anna: timedelta(days=3), cast.ben: timedelta(days=14)}
    assert tidy_jobs(at=MONDAY + 20 * DAY) == 2


@travel(MONDAY - DAY, tick=False)
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"source": "to-share"}, "source"),
        ({"source": "contacts"}, "source"),
        ({"filters": "q=secret"}, "filters"),
        ({"filters": "severity=nine"}, "filters"),
        ({"source": "portfolio", "filters": "period=own&since=2026-01-01"}, "filters"),
        ({"source": "portfolio", "filters": "since=2026-01-01"}, "filters"),
        ({"filters": "x" * 2_000}, "filters"),
        ({"recurrence": ""}, "recurrence"),
        ({"recurrence": "FREQ=MINUTELY"}, "recurrence"),
        ({"recurrence": "FREQ=DAILY;UNTIL=20200101"}, "recurrence"),
        ({"time_zone": "Europe/Nowhere"}, "recurrence"),
        ({"first_at": datetime(1026, 3, 1, tzinfo=UTC)}, "first_at"),
        ({"first_at": datetime(2126, 3, 1, tzinfo=UTC)}, "first_at"),
        ({"format": "csv"}, "format"),
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Any, wrong: dict[str, Any], field: str) -> None:
    report = add(cast.lena, source="portfolio")
    with pytest.raises(ValidationError) as refused:
        add(cast.lena, **wrong)
    assert list(refused.value.message_dict) == [field]
    with pytest.raises(ValidationError) as refused:
        change_regular_report(by=cast.lena, report=report, version=1, **{"source": "open-issues"} | wrong)
    assert list(refused.value.message_dict) == [field]
    assert RegularReport.objects.get().version == 1


def test_of_another_team_or_to_somebody_outside_is_refused(cast: Any) -> None:
    first_at = timezone.now() + DAY
    with pytest.raises(ValidationError, match="Choose the team that gets it"):
        add(cast.lena, filters=f"team={cast.other_team.pk}", first_at=first_at)
    with pytest.raises(ValidationError, match="Choose people of the team"):
        add(cast.lena, recipients=[cast.otto], first_at=first_at)
    with pytest.raises(ValidationError, match="Choose one of your own teams"):
        add(cast.lena, team=cast.other_team, first_at=first_at)
    with pytest.raises(PermissionDenied):
        add(cast.ada, first_at=first_at)
    report = add(cast.anna, first_at=first_at)
    for user in (cast.ben, cast.otto, cast.ada):
        with pytest.raises(PermissionDenied):
            pause_regular_report(by=user, report=report)


def test_a_team_has_a_bounded_number_of_them(cast: Any) -> None:
    first_at = timezone.now() + DAY
    RegularReport.objects.bulk_create(
        RegularReport(team=cast.team, name="x", source="portfolio", recurrence="FREQ=DAILY", first_at=first_at)
        for _ in range(MOST_OF_A_TEAM)
    )
    with pytest.raises(ValidationError, match=f"at most {MOST_OF_A_TEAM}"):
        add(cast.anna, first_at=first_at)


# --- The pages ---


def test_it_is_set_up_from_the_report_with_the_filters_that_are_on(signed_in: Any, cast: Any) -> None:
    page = signed_in.get("/reports/open-issues/?kind=conflict&severity=").content.decode()
    address = "/reports/regular/new/?kind=conflict&amp;severity=&amp;source=open-issues"
    assert f'href="{address}"' in page
    form = signed_in.get(address.replace("&amp;", "&"))
    assert 'value="kind=conflict"' in form.content.decode()
    assert "Kind: Conflict" in form.content.decode()
    sent = {
        "source": "open-issues", "filters": "kind=conflict", "name": "Conflicts", "first_at": "2027-01-04T07:00",
        "repeat": "weekly", "format": "pdf", "recipients": [cast.ben.pk],
    }  # fmt: skip
    with travel(datetime(2026, 12, 1, tzinfo=UTC), tick=False):
        answer = signed_in.post("/reports/regular/new/", sent)
    report = RegularReport.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, "/reports/")
    assert (report.team, report.filters, report.recurrence, list(report.recipients.all())) == (
        cast.team, "kind=conflict", "FREQ=WEEKLY", [cast.ben],
    )  # fmt: skip
    listed = signed_in.get("/reports/").content.decode()
    assert "Conflicts" in listed
    assert 'href="/reports/open-issues/?kind=conflict"' in listed
    undo = signed_in.post(f"/reports/regular/{report.pk}/discard/", follow=True).content.decode()
    assert f"/trash/regular_report/{report.pk}/" in undo


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(signed_in: Any, lindner: Any) -> None:
    sent = {
        "source": "open-issues",
        "filters": "kind=x",
        "name": "Kept",
        "first_at": "2027-01-04T07:00",
        "repeat": "own",
    }
    answer = signed_in.post("/reports/regular/new/", sent | {"format": "pdf"})
    page = answer.content.decode()
    assert (answer.status_code, 'value="Kept"' in page, "Write the rule" in page) == (422, True, True)
    answer = signed_in.post("/reports/regular/new/", sent | {"format": "pdf", "repeat": "weekly"})
    assert (answer.status_code, "kind=x" in answer.content.decode()) == (422, True)
    assert signed_in.get("/reports/regular/new/?source=to-share").status_code == 404
    assert not RegularReport.objects.exists()


def test_two_who_change_it_at_the_same_time_see_both(signed_in: Any, cast: Any) -> None:
    report = add(cast.anna, first_at=timezone.now() + DAY)
    sent = {
        "version": 1, "filters": "", "name": "Mine", "first_at": "2026-12-20T07:00", "repeat": "weekly", "format": "pdf",
    }  # fmt: skip
    with travel(datetime(2026, 12, 1, tzinfo=UTC), tick=False):
        change_regular_report(by=cast.lena, report=report, version=1, name="Theirs")
        answer = signed_in.post(f"/reports/regular/{report.pk}/", sent)
        assert (answer.status_code, "Theirs" in answer.content.decode()) == (409, True)
        assert signed_in.post(f"/reports/regular/{report.pk}/", sent | {"version": 2}).status_code == 302
    report.refresh_from_db()
    assert (report.name, report.format, report.next_at) == ("Mine", "pdf", datetime(2026, 12, 20, 6, tzinfo=UTC))


def test_the_page_of_reports_asks_the_same_for_one_and_for_thirty(signed_in: Any, cast: Any) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get("/reports/").status_code == 200
        return len(queries)

    add(cast.anna, first_at=timezone.now() + DAY)
    few = asked()
    for number in range(30):
        add(cast.lena, name=f"No. {number}", first_at=timezone.now() + DAY, filters="kind=conflict")
    assert (asked(), few <= 12) == (few, True)


# --- The API ---


def test_the_api_makes_changes_pauses_and_resumes_one(api: Any, cast: Any) -> None:
    later = timezone.now() + DAY
    sent = {
        "name": "Portfolio", "source": "portfolio", "filters": "role=supplier&period=1", "recurrence": "FREQ=MONTHLY",
        "first_at": later.isoformat(), "recipients": [cast.ben.pk],
    }  # fmt: skip
    made = api.post("/api/v1/regular-reports/", sent)
    assert made.status_code == 201, made.json()
    address, body = f"/api/v1/regular-reports/{made.json()['id']}/", made.json()
    assert {name: body[name] for name in sent if name != "first_at"} == {
        k: v for k, v in sent.items() if k != "first_at"
    }
    assert (body["format"], body["is_paused"], body["team"]) == ("pdf", False, cast.team.pk)
    changed = api.patch(address, {"version": 1, "recipients": [], "format": "xlsx"})
    assert (changed.status_code, changed.json()["recipients"], changed.json()["version"]) == (200, [], 2)
    assert api.post(f"{address}pause/").json()["is_paused"] is True
    assert api.post(f"{address}pause/").status_code == 409
    assert api.post(f"{address}resume/").json()["is_paused"] is False
    assert [row["id"] for row in api.get("/api/v1/regular-reports/?source=portfolio").json()["results"]] == [body["id"]]
    assert (api.delete(address).status_code, api.get(address).status_code) == (204, 404)
    assert api.post(f"{address}restore/").status_code == 200
    wrong = api.post("/api/v1/regular-reports/", sent | {"filters": "q=x", "recipients": [cast.otto.pk]})
    assert (wrong.status_code, list(wrong.json())) == (400, ["recipients"])
