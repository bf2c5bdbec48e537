"""What all entries share: readers by default, the team at work, the trash; thanks and ideas beside."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.actions.record import StaleRecord, WrongState
from accounts.models import User
from relationships.actions.appreciation import change_appreciation, write_appreciation
from relationships.actions.entry import change_entry, discard_entry, restore_entry
from relationships.actions.idea import change_idea, note_idea
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue
from relationships.models import Appreciation, Idea, Interaction, Issue

MAKE = {
    Interaction: lambda **fields: log_interaction(text="x", **fields),
    Issue: lambda **fields: flag_issue(title="x", **fields),
    Appreciation: lambda **fields: write_appreciation(text="x", **fields),
    Idea: lambda **fields: note_idea(title="x", **fields),
}
EVERY_MODEL = pytest.mark.parametrize("model", MAKE)


@pytest.mark.parametrize(
    ("model", "expected"), [(Interaction, "involved"), (Issue, "involved"), (Appreciation, "team"), (Idea, "team")]
)
def test_with_a_colleague_contacts_and_issues_are_for_those_involved(cast, lindner, colleague, model, expected):
    assert MAKE[model](by=cast.anna, partners=[lindner]).visibility == "team"
    assert MAKE[model](by=cast.anna, partners=[lindner, colleague]).visibility == expected


@EVERY_MODEL
def test_an_entry_belongs_to_the_team_at_work_unless_another_of_ones_own_is_named(cast, lindner, model):
    cast.team.memberships.create(user=cast.otto)
    lindner.teams.add(cast.other_team)
    otto = User.objects.get(pk=cast.otto.pk)
    otto.working_team = cast.other_team
    assert MAKE[model](by=otto, partners=[lindner]).team == cast.other_team
    assert MAKE[model](by=otto, partners=[lindner], team=cast.team).team == cast.team


@EVERY_MODEL
def test_author_and_nobody_else_discards_and_restores(cast, lindner, model):
    entry = MAKE[model](by=cast.anna, partners=[lindner], visibility="everyone")
    for other in (cast.ben, cast.lena, cast.otto, cast.ada):
        with pytest.raises(PermissionDenied):
            discard_entry(entry, by=other)
    discard_entry(entry, by=cast.anna)
    assert not model.objects.visible_to(cast.anna).exists()
    with pytest.raises(WrongState):
        discard_entry(entry, by=cast.anna)
    with pytest.raises(PermissionDenied):
        restore_entry(entry, by=cast.ben)
    restore_entry(entry, by=cast.anna)
    assert model.objects.visible_to(cast.anna).get() == entry


@EVERY_MODEL
def test_a_stale_change_is_refused(cast, lindner, model):
    entry = MAKE[model](by=cast.anna, partners=[lindner])
    change_entry(model.objects.get(pk=entry.pk), by=cast.anna, version=1, changes={"visibility": "private"})
    with pytest.raises(StaleRecord):
        change_entry(entry, by=cast.anna, version=1, changes={"visibility": "everyone"})
    assert model.objects.get(pk=entry.pk).visibility == "private"


def test_thanks_are_their_authors_to_change(cast, lindner):
    thanks = write_appreciation(by=cast.anna, partners=[lindner], text="You saved our Friday", direction="received")
    with pytest.raises(PermissionDenied):
        change_appreciation(by=cast.ben, appreciation=thanks, version=1, text="y")
    change_appreciation(by=cast.anna, appreciation=thanks, version=1, text="You saved our week")
    found = Appreciation.objects.get(pk=thanks.pk)
    assert (found.text, found.direction) == ("You saved our week", "received")


def test_an_idea_is_worked_on_by_the_team_and_an_answer_gets_its_day(cast, lindner):
    idea = note_idea(by=cast.anna, partners=[lindner], title="Crates instead of foil")
    assert (idea.state, idea.answered_on) == ("new", None)
    change_idea(by=cast.ben, idea=idea, version=1, state="looking", answer="We try it in spring")
    found = Idea.objects.get(pk=idea.pk)
    assert (found.state, found.answered_on) == ("looking", timezone.localdate())


def test_who_only_reads_an_idea_does_not_change_it(cast, lindner):
    idea = note_idea(by=cast.anna, partners=[lindner], title="x", visibility="everyone")
    for other in (cast.otto, cast.ada):
        with pytest.raises(PermissionDenied):
            change_idea(by=other, idea=idea, version=1, state="done")
    assert Idea.objects.get(pk=idea.pk).state == "new"


@pytest.mark.parametrize(
    ("make", "wrong"),
    [
        (lambda **fields: write_appreciation(text="", **fields), "text"),
        (lambda **fields: write_appreciation(text="x" * 100_000, **fields), "text"),
        (lambda **fields: write_appreciation(text="x", direction="sideways", **fields), "direction"),
        (lambda **fields: note_idea(title="", **fields), "title"),
        (lambda **fields: note_idea(title="x", state="maybe", **fields), "state"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(cast, lindner, make, wrong):
    with pytest.raises(ValidationError) as refused:
        make(by=cast.anna, partners=[lindner])
    assert list(refused.value.error_dict) == [wrong]
    assert not Appreciation.objects.exists()
    assert not Idea.objects.exists()
