"""The led talk: prepared, planned, held; what came of it moves the issue on, all of it or nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.actions.record import StaleRecord, WrongState
from relationships.actions.clearing_talk import cancel_talk, change_talk, hold_talk, prepare_talk, restore_talk
from relationships.actions.guiding_question import set_questions
from relationships.actions.issue import flag_issue, resolve_issue
from relationships.models import ActionItem, ClearingTalk, GuidingQuestion, Interaction, Issue
from relationships.queries.guiding_question import built_in, questions_of

SOON = timedelta(days=2)


@pytest.fixture
def issue(cast, lindner):
    return flag_issue(by=cast.anna, partners=[lindner], title="Late again", text="Three times", visibility="team")


@pytest.fixture
def talk(cast, issue):
    return prepare_talk(by=cast.anna, issue=issue, observed="Three times late", people_involved=[cast.ben])


def steps(issue):
    return [line.step for line in issue.comments.all()]


def test_it_begins_with_the_partners_of_the_issue_and_there_is_one_at_a_time(cast, issue, talk, lindner):
    assert (list(talk.partners.all()), steps(issue)) == ([lindner], [])
    with pytest.raises(WrongState):
        prepare_talk(by=cast.ben, issue=issue)
    cancel_talk(by=cast.ben, talk=talk)
    again = prepare_talk(by=cast.ben, issue=issue)
    with pytest.raises(WrongState):
        restore_talk(by=cast.anna, talk=ClearingTalk.objects.get(pk=talk.pk))
    assert list(ClearingTalk.objects.visible_to(cast.lena)) == [again]


def test_a_date_stands_on_the_thread_and_leaves_the_version_of_the_issue_alone(cast, issue, talk):
    change_talk(by=cast.ben, talk=talk, version=1, planned_at=timezone.now() + SOON, place="At their office")
    assert steps(issue) == ["planned"]
    assert "At their office" in issue.comments.get().text
    assert Issue.objects.get(pk=issue.pk).version == 1
    with pytest.raises(StaleRecord):
        change_talk(by=cast.anna, talk=ClearingTalk.objects.get(pk=talk.pk), version=1, notes="x")
    with pytest.raises(ValidationError):
        change_talk(by=cast.ben, talk=talk, version=2, planned_at=timezone.now() - SOON)


def test_held_it_is_one_contact_that_alone_carries_date_mood_and_text(cast, issue, talk, lindner):
    hold_talk(by=cast.anna, talk=talk, version=1, notes="They listened", mood_before=2, mood_after=4)
    contact = Interaction.objects.get()
    assert (contact.text, contact.mood_before, contact.mood_after, contact.channel) == (
        "They listened",
        2,
        4,
        "meeting",
    )
    assert (list(contact.partners.all()), list(contact.people_involved.all())) == ([lindner], [cast.ben])
    assert (contact.team, contact.visibility, list(contact.issues.all())) == (issue.team, "team", [issue])
    issue.refresh_from_db()
    assert (issue.state, steps(issue), talk.interaction) == ("talking", ["held"], contact)
    with pytest.raises(WrongState):
        hold_talk(by=cast.anna, talk=talk, version=2, notes="Again")


def test_agreement_measures_and_result_go_the_whole_way(cast, issue, talk):
    day = timezone.localdate() + timedelta(days=9)
    hold_talk(
        by=cast.anna, talk=talk, version=1, notes="", agreement="Call before noon", result="It works",
        measures=[{"text": "Send the numbers", "owner": cast.ben, "due_on": day}], check_on=day,
    )  # fmt: skip
    issue.refresh_from_db()
    assert (issue.state, issue.agreement, issue.result, issue.check_on) == (
        "resolved",
        "Call before noon",
        "It works",
        day,
    )
    item = ActionItem.objects.get()
    assert (item.text, item.owner, item.due_on, item.issue) == ("Send the numbers", cast.ben, day, issue)
    assert [step for step in steps(issue) if step != "measure"] == ["held", "agreed", "resolved"]


def test_if_one_part_is_refused_nothing_is_kept(cast, issue, talk):
    with pytest.raises(ValidationError):
        hold_talk(
            by=cast.anna, talk=talk, version=1, notes="x", result="y", check_on=timezone.localdate() - timedelta(days=1)
        )
    assert (Interaction.objects.count(), ClearingTalk.objects.get().interaction, steps(issue)) == (0, None, [])


def test_who_may_and_when(cast, issue, talk):
    with pytest.raises(PermissionDenied):
        prepare_talk(by=cast.otto, issue=issue)
    with pytest.raises(PermissionDenied):
        change_talk(by=cast.otto, talk=talk, version=1, notes="x")
    resolve_issue(by=cast.anna, issue=issue, result="Done")
    cancel_talk(by=cast.anna, talk=talk)
    with pytest.raises(WrongState):
        prepare_talk(by=cast.anna, issue=issue)


def test_a_narrow_issue_has_a_narrow_talk_and_contact(cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="Narrow", visibility="private")
    talk = prepare_talk(by=cast.anna, issue=issue, observed="x")
    assert list(ClearingTalk.objects.visible_to(cast.ben)) == []
    hold_talk(by=cast.anna, talk=talk, version=1, notes="x")
    assert list(Interaction.objects.visible_to(cast.ben)) == []


def test_a_team_asks_its_own_questions_and_gets_the_built_in_ones_back(cast):
    assert questions_of(cast.team) == built_in()
    set_questions(by=cast.ben, team=cast.team, texts=["One?", " Two? ", "One?", ""])
    assert questions_of(cast.team) == ["One?", "Two?"]
    set_questions(by=cast.anna, team=cast.team, texts=["Two?", "Three?"])
    assert questions_of(cast.team) == ["Two?", "Three?"]
    set_questions(by=cast.anna, team=cast.team, texts=[])
    assert (questions_of(cast.team), GuidingQuestion.objects.kept().count()) == (built_in(), 0)
    with pytest.raises(PermissionDenied):
        set_questions(by=cast.otto, team=cast.team, texts=["Mine?"])
    with pytest.raises(ValidationError):
        set_questions(by=cast.anna, team=cast.team, texts=[f"{number}?" for number in range(30)])


def test_without_anybody_named_it_was_with_the_partners_of_the_issue(cast, issue, lindner):
    talk = prepare_talk(by=cast.anna, issue=issue, partners=[])
    hold_talk(by=cast.anna, talk=talk, version=talk.version, notes="")
    assert list(Interaction.objects.get().partners.all()) == [lindner]
