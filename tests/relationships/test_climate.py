"""The climate score: its reasons, whom it is never made of, and that a rebuild finds it right on any day."""

from datetime import timedelta

import pytest
import time_machine
from django.db import models
from django.utils import timezone

from partners.actions.partner import add_partner, change_partner
from relationships.actions.appreciation import write_appreciation
from relationships.actions.entry import discard_entry
from relationships.actions.idea import change_idea, note_idea
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue, resolve_issue
from relationships.actions.standing import rebuild_standings
from relationships.models import Interaction, Issue, Standing
from relationships.models.standing import NO_CLIMATE
from relationships.queries.climate_words import course_of
from tests.counting import queries_of

DAY = timedelta(days=1)


def climate(partner, team):
    row = Standing.objects.get(partner=partner, team=team)
    return row.climate, [(points, kind) for points, kind, _told in row.climate_reasons]


def log(cast, *partners, days_ago=1, **fields):
    now = timezone.now()
    return log_interaction(by=cast.anna, partners=list(partners), text="x", happened_at=now - days_ago * DAY, **fields)


def test_nothing_noted_is_no_score(cast, lindner):
    assert climate(lindner, cast.team) == (NO_CLIMATE, [])


def test_each_reason_has_its_points(cast, lindner):
    log(cast, lindner, mood_before=2, mood_after=4, energy="gave")
    assert climate(lindner, cast.team) == (
        50 + 8 + 8 + 6 + 2,
        [(8, "lift"), (8, "mood"), (6, "in_touch"), (2, "energy")],
    )
    issue = flag_issue(by=cast.anna, partners=[lindner], title="x", severity=3, raised_at=timezone.now() - 24 * DAY)
    assert climate(lindner, cast.team)[1][0] == (-12, "issue")
    resolve_issue(by=cast.anna, issue=issue, result="Done")
    write_appreciation(by=cast.anna, partners=[lindner], text="x")
    idea = note_idea(by=cast.anna, partners=[lindner], title="x", received_at=timezone.now() - 20 * DAY)
    value, reasons = climate(lindner, cast.team)
    assert (value, set(reasons) >= {(2, "thanks_given"), (3, "ideas"), (-3, "unanswered")}) == (76, True)
    change_idea(by=cast.anna, idea=idea, version=1, answer="Yes")
    assert climate(lindner, cast.team)[0] == 79
    assert rebuild_standings() == []


def test_it_stays_between_its_ends(cast, lindner):
    for _number in range(12):
        flag_issue(by=cast.anna, partners=[lindner], title="x", severity=3, raised_at=timezone.now() - 90 * DAY)
    for number in range(5):
        log(cast, lindner, days_ago=60 + number, mood_before=5, mood_after=1, energy="cost")
    assert climate(lindner, cast.team)[0] == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "person"}, {"natural_person": "unknown"}, {"natural_person": "yes"},
        {"kind": "person", "is_colleague": True}, {"kind": "group"},
    ],
)  # fmt: skip
def test_no_person_and_no_small_group_has_one(cast, fields):
    partner = add_partner(by=cast.anna, name="Rolf", **fields)
    write_appreciation(by=cast.anna, partners=[partner], text="x")
    assert climate(partner, cast.team)[0] == NO_CLIMATE


def test_a_group_of_five_has_one(cast):
    members = [add_partner(by=cast.anna, name=f"P {number}", kind="person") for number in range(5)]
    group = add_partner(by=cast.anna, name="Drivers", kind="group", members=members)
    write_appreciation(by=cast.anna, partners=[group], text="x")
    assert climate(group, cast.team)[0] == 52
    change_partner(by=cast.anna, partner=group, version=1, members=members[:4])
    assert climate(group, cast.team)[0] == NO_CLIMATE
    assert rebuild_standings() == []


def test_the_mood_of_a_person_beside_it_is_not_its_own(cast, lindner):
    other = add_partner(by=cast.anna, name="Other", natural_person="no")
    log(cast, lindner, other, mood_after=5)
    assert (16, "mood") in climate(lindner, cast.team)[1]
    change_partner(by=cast.anna, partner=other, version=1, natural_person="yes")
    assert climate(lindner, cast.team) == (NO_CLIMATE, [])
    assert rebuild_standings() == []


@pytest.mark.parametrize("visibility", ["private", "involved"])
def test_what_only_some_may_read_does_not_leak(cast, lindner, visibility):
    log(cast, lindner, mood_after=5, visibility=visibility)
    assert climate(lindner, cast.team)[0] == NO_CLIMATE


def test_the_days_move_it_without_a_bug_and_a_missed_change_is_one(cast, lindner):
    flag_issue(by=cast.anna, partners=[lindner], title="x")
    contact = log(cast, lindner, mood_after=2)
    with time_machine.travel(timezone.now() + 40 * DAY, tick=True):
        assert (rebuild_standings(), rebuild_standings()) == ([], [])
        assert (-2, "past") in climate(lindner, cast.team)[1] or (-3, "past") in climate(lindner, cast.team)[1]
        Issue.objects.update(severity=3)
        assert rebuild_standings() == [Standing.objects.get(partner=lindner).pk]
        discard_entry(contact, by=cast.anna)
        assert rebuild_standings() == []
    assert Interaction.objects.kept().count() == 0


def test_pages_show_it_with_its_reasons_and_why(signed_in, client, cast, lindner, kerner):
    log(cast, lindner, mood_after=5)
    page = signed_in.get(f"/partners/{lindner.pk}/").content.decode()
    assert ("they left in a good mood lately" in page, "Why?" in page) == (True, True)
    why = signed_in.get(f"/climate/{lindner.pk}/").content.decode()
    assert "How it is counted" in why
    assert signed_in.get(f"/climate/{kerner.pk}/").status_code == 404
    client.force_login(cast.ada)
    assert client.get(f"/climate/{lindner.pk}/").status_code == 404


def test_the_list_sorts_by_it_with_those_without_at_the_end(api, signed_in, cast, lindner):
    low = add_partner(by=cast.anna, name="Aaa", natural_person="no")
    flag_issue(by=cast.anna, partners=[low], title="x", severity=3)
    write_appreciation(by=cast.anna, partners=[lindner], text="x")
    add_partner(by=cast.anna, name="Person", kind="person")
    rows = api.get("/api/v1/partners/?scope=ours&ordering=climate").json()["results"]
    assert [(row["name"], row["climate"]) for row in rows] == [("Aaa", 41), ("Druckhaus Lindner", 52), ("Person", None)]
    assert signed_in.get("/partners/?sort=climate").status_code == 200


def test_the_course_takes_as_many_queries_with_thirty(signed_in, cast, lindner):
    log(cast, lindner, days_ago=200, mood_after=2)
    page = f"/climate/{lindner.pk}/"
    few = queries_of(signed_in, page)
    for number in range(30):
        log(cast, lindner, days_ago=number * 7, mood_after=4)
        flag_issue(by=cast.anna, partners=[lindner], title="x")
    assert "Its course" in signed_in.get(page).content.decode()
    assert len(queries_of(signed_in, page)) == len(few) <= 11


def test_a_rebuild_of_many_writes_what_a_refresh_of_each_does(cast, lindner):
    for number in range(30):
        partner = add_partner(by=cast.anna, name=f"P {number}", natural_person="no")
        log(cast, partner, days_ago=number, mood_before=number % 5 + 1, mood_after=3)
        flag_issue(by=cast.anna, partners=[partner], title="x", severity=number % 3 + 1)
    fields = [field.name for field in Standing._meta.fields if "revision" not in field.name]
    before = list(Standing.objects.order_by("pk").values(*fields))
    Standing.objects.update(climate=NO_CLIMATE, climate_on="9999-12-31", climate_reasons=[], open_issues=7)
    assert len(rebuild_standings()) == len(before)
    assert list(Standing.objects.order_by("pk").values(*fields)) == before
    assert not Standing.objects.exclude(counted_revision=models.F("revision")).exists()
    assert rebuild_standings() == []


def test_the_course_ends_where_the_score_stands(cast, lindner):
    rolf = add_partner(by=cast.anna, name="Rolf", kind="person", organisation=lindner)
    log(cast, lindner, days_ago=200, mood_after=2)
    log(cast, rolf, days_ago=3)  # counts for the last contact, never for the moods
    flag_issue(by=cast.anna, partners=[lindner], title="x", raised_at=timezone.now() - 50 * DAY)
    course = course_of(cast.anna, lindner)
    assert course.dots[-1]["value"] == climate(lindner, cast.team)[0]
