"""What the forms of entries say and offer before anything is saved."""

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict
from time_machine import travel

from accounts.models import User
from relationships.actions.issue import flag_issue
from relationships.forms.days import chosen_day
from relationships.forms.interaction import LogForm
from relationships.forms.issue import IssueForm


def sent(**fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def fresh(user):
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(
    ("visibility", "sentence"),
    [
        ("", "Visible to the team Purchasing."),
        ("private", "Only you will read this."),
        ("involved", "Read by those involved only."),
        ("everyone", "Visible to everyone here."),
    ],
)
def test_one_sentence_says_who_will_read_it(cast, lindner, visibility, sentence):
    form = LogForm(sent(partners=[lindner.pk], visibility=visibility), user=cast.anna)
    assert form.readers == sentence


def test_with_a_colleague_the_usual_readers_are_those_involved(cast, lindner, colleague):
    usual = LogForm(sent(partners=[lindner.pk, colleague.pk], visibility=""), user=cast.anna)
    assert usual.readers == "Read by those involved only, as a colleague is among the partners."
    chosen = LogForm(sent(partners=[lindner.pk, colleague.pk], visibility="team"), user=cast.anna)
    assert chosen.readers == "Visible to the team Purchasing."


def test_a_colleague_one_does_not_see_changes_nothing(cast, lindner, kerner):
    kerner.is_colleague = True
    kerner.save()
    form = LogForm(sent(partners=[lindner.pk, kerner.pk], visibility=""), user=cast.anna)
    assert form.readers == "Visible to the team Purchasing."


def test_the_team_is_asked_for_only_where_there_are_several(cast, lindner):
    assert "team" not in LogForm(user=cast.anna).fields
    cast.other_team.memberships.create(user=cast.anna)
    form = LogForm(sent(partners=[lindner.pk], team=cast.other_team.pk), user=fresh(cast.anna))
    assert [team.name for team in form.fields["team"].queryset] == ["Purchasing", "Sales"]
    assert form.readers == "Visible to the team Sales."


def test_one_person_alone_is_not_asked_who_reads_it_nor_who_was_there(cast, lindner):
    User.objects.exclude(pk=cast.anna.pk).update(is_active=False)
    cast.team.memberships.exclude(user=cast.anna).delete()
    anna = fresh(cast.anna)
    log, issue = LogForm(user=anna), IssueForm(user=anna)
    assert {"visibility", "team", "people_involved", "owner"} & {*log.fields, *issue.fields} == set()
    assert log.readers == ""


def test_only_team_mates_are_offered_as_owner_and_as_people(cast, lindner):
    form = IssueForm(user=cast.anna)
    assert [user.name for user in form.fields["owner"].queryset] == ["Anna", "Ben", "Lena"]
    assert [user.name for user in form.fields["people_involved"].queryset] == ["Ben", "Lena"]


def test_an_owner_who_has_left_may_stay_on_an_issue(cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="x", owner=cast.ben)
    cast.ben.is_active = False
    cast.ben.save()
    form = IssueForm(instance=issue, user=cast.anna)
    assert cast.ben in form.fields["owner"].queryset


@pytest.mark.parametrize(
    ("cleaned", "day"),
    [
        ({"on_choice": "tomorrow"}, date(2027, 2, 2)),
        ({"on_choice": "week", "on": None}, date(2027, 2, 8)),
        ({"on_choice": "month"}, date(2027, 3, 3)),
        ({"on_choice": "", "on": date(2027, 2, 6)}, date(2027, 2, 6)),
        ({"on_choice": "day", "on": date(2027, 2, 6)}, date(2027, 2, 6)),
    ],
)
def test_a_day_is_chosen_by_a_tap_or_from_the_calendar(cleaned, day):
    with travel(datetime(2027, 2, 1, 9, tzinfo=UTC), tick=False):
        assert chosen_day(cleaned, "on") == day


def test_no_day_is_chosen_where_none_is_named():
    assert chosen_day({"on_choice": "day", "on": None}, "on") is None
    assert chosen_day({"on_choice": ""}, "on") is None
