"""A standing counts what the whole team may read, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partners.actions.partner import add_partner, change_partner
from relationships.actions.entry import discard_entry, restore_entry
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue, park_issue, reopen_issue, resolve_issue, resume_issue
from relationships.actions.standing import rebuild_standings, standings_at_the_end
from relationships.models import Standing
from relationships.models.standing import NEVER, NO_DAY, NO_MOMENT


@pytest.fixture
def noon():
    return timezone.now().replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=2)


def standing(partner, team):
    return Standing.objects.values_list("last_contact_at", "open_issues", "oldest_issue_at").get(
        partner=partner, team=team
    )


def test_a_new_partner_has_an_empty_standing_in_its_team(cast, lindner):
    row = Standing.objects.get(partner=lindner)
    assert (row.team, row.last_contact_at, row.open_issues, row.oldest_issue_at) == (cast.team, NEVER, 0, NO_MOMENT)
    assert row.next_touch_on == NO_DAY
    assert row.overdue_on == timezone.localdate(lindner.created_at) + timedelta(days=30)


def test_last_contact_and_open_issues_are_counted(cast, lindner, noon):
    log_interaction(by=cast.anna, partners=[lindner], text="x", happened_at=noon)
    log_interaction(by=cast.ben, partners=[lindner], text="x", happened_at=noon - timedelta(days=9))
    issue = flag_issue(by=cast.anna, partners=[lindner], title="x", raised_at=noon)
    assert standing(lindner, cast.team) == (noon, 1, noon)
    resolve_issue(by=cast.ben, issue=issue, result="Talked it over")
    assert standing(lindner, cast.team) == (noon, 0, NO_MOMENT)
    reopen_issue(by=cast.ben, issue=issue, reason="Came back")
    assert standing(lindner, cast.team) == (noon, 1, noon)
    park_issue(by=cast.ben, issue=issue, until=timezone.localdate() + timedelta(days=3))
    assert standing(lindner, cast.team) == (noon, 0, NO_MOMENT)
    resume_issue(by=cast.ben, issue=issue)
    assert standing(lindner, cast.team) == (noon, 1, noon)


@pytest.mark.parametrize("visibility", ["private", "involved"])
def test_what_only_some_may_read_does_not_leak(cast, lindner, visibility):
    log_interaction(by=cast.anna, partners=[lindner], text="x", visibility=visibility)
    flag_issue(by=cast.anna, partners=[lindner], title="x", visibility=visibility)
    assert standing(lindner, cast.team) == (NEVER, 0, NO_MOMENT)


def test_a_partner_open_to_everyone_appears_in_a_team_when_it_first_enters_something(cast, noon):
    partner = add_partner(by=cast.anna, name="Post", open_to_everyone=True)
    log_interaction(by=cast.anna, partners=[partner], text="x", visibility="private")
    assert list(Standing.objects.filter(partner=partner)) == []
    log_interaction(by=cast.anna, partners=[partner], text="x", happened_at=noon)
    assert list(Standing.objects.filter(partner=partner).values_list("team", flat=True)) == [cast.team.pk]


def test_a_contact_with_a_person_counts_for_the_organisation_of_then(cast, lindner, noon):
    roth = add_partner(by=cast.anna, name="T. Roth", kind="person", organisation=lindner)
    log_interaction(by=cast.anna, partners=[roth], text="x", happened_at=noon)
    change_partner(by=cast.anna, partner=roth, version=roth.version, organisation=None)
    assert standing(lindner, cast.team)[0] == noon
    later = noon + timedelta(days=1)
    log_interaction(by=cast.anna, partners=[roth], text="x", happened_at=later)
    assert standing(lindner, cast.team)[0] == noon
    assert standing(roth, cast.team)[0] == later


def test_the_trash_takes_a_contact_away_and_gives_it_back(cast, lindner, noon):
    interaction = log_interaction(by=cast.anna, partners=[lindner], text="x", happened_at=noon)
    discard_entry(interaction, by=cast.anna)
    assert standing(lindner, cast.team)[0] == NEVER
    restore_entry(interaction, by=cast.anna)
    assert standing(lindner, cast.team)[0] == noon


def test_a_rebuild_finds_what_stood_and_names_what_differed(cast, lindner, noon):
    log_interaction(by=cast.anna, partners=[lindner], text="x", happened_at=noon)
    assert rebuild_standings() == []
    row = Standing.objects.get(partner=lindner)
    Standing.objects.filter(pk=row.pk).update(open_issues=7)
    assert rebuild_standings() == [row.pk]
    assert rebuild_standings() == []


def test_many_changes_may_be_counted_once_at_the_end(cast, lindner, noon):
    with standings_at_the_end():
        log_interaction(by=cast.anna, partners=[lindner], text="x", happened_at=noon)
        flag_issue(by=cast.anna, partners=[lindner], title="x", raised_at=noon)
        assert standing(lindner, cast.team) == (NEVER, 0, NO_MOMENT)
    assert standing(lindner, cast.team) == (noon, 1, noon)
    log_interaction(by=cast.anna, partners=[lindner], text="x", happened_at=noon + timedelta(days=1))
    assert standing(lindner, cast.team)[0] == noon + timedelta(days=1)


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_outside_a_transaction_puts_every_team_right(cast, lindner, kerner, noon):
    """On PostgreSQL two teams at a time, each by a connection of its own."""
    log_interaction(by=cast.anna, partners=[lindner], text="x", happened_at=noon)
    rows = list(Standing.objects.order_by("team").values("pk", "team", "last_contact_at", "open_issues"))
    assert len(rows) == 2
    lost = rows[0]["pk"]
    Standing.objects.filter(pk=lost).delete()
    Standing.objects.exclude(pk=lost).update(open_issues=7)
    assert len(rebuild_standings()) == 2
    after = Standing.objects.order_by("team").values("team", "last_contact_at", "open_issues")
    assert list(after) == [{name: value for name, value in row.items() if name != "pk"} for row in rows]
    assert rebuild_standings() == []
