"""Who reads an entry: each wider circle includes the ones before it, and being a lead or administrator adds nothing."""

import pytest

from accounts.models import ReadBy, ReadByAll, User
from relationships.actions.appreciation import write_appreciation
from relationships.actions.entry import discard_entry
from relationships.actions.idea import note_idea
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue
from relationships.models import Appreciation, Idea, Interaction, Issue

NAMES = ["anna", "ben", "lena", "otto", "ada", "dora"]
MAKE = {
    Interaction: lambda **fields: log_interaction(text="canary", **fields),
    Issue: lambda **fields: flag_issue(title="canary", **fields),
    Appreciation: lambda **fields: write_appreciation(text="canary", **fields),
    Idea: lambda **fields: note_idea(title="canary", **fields),
}


def readers(cast, entry):
    return [name for name in NAMES if type(entry).objects.visible_to(getattr(cast, name)).filter(pk=entry.pk).exists()]


@pytest.mark.parametrize("model", MAKE)
@pytest.mark.parametrize(
    ("visibility", "expected"),
    [
        ("private", ["anna"]),
        ("involved", ["anna"]),
        ("team", ["anna", "ben", "lena"]),
        ("everyone", ["anna", "ben", "lena", "otto", "ada"]),
    ],
)
def test_who_reads_an_entry(cast, lindner, model, visibility, expected):
    entry = MAKE[model](by=cast.anna, partners=[lindner], visibility=visibility)
    assert readers(cast, entry) == expected


@pytest.mark.parametrize(("visibility", "expected"), [("private", ["anna"]), ("involved", ["anna", "ben", "lena"])])
def test_owner_and_people_involved_read_what_is_not_private(cast, lindner, visibility, expected):
    issue = flag_issue(
        by=cast.anna,
        partners=[lindner],
        title="canary",
        visibility=visibility,
        owner=cast.ben,
        people_involved=[cast.lena],
    )
    assert readers(cast, issue) == expected


def test_what_a_whole_circle_is_involved_in_is_asked_at_once(cast, lindner):
    people = [cast.anna, cast.ben, cast.lena]
    for owner in people:
        for involved in ([], [cast.ben], [cast.ben, cast.lena], people):
            made = {"visibility": "involved", "owner": owner, "people_involved": involved}
            flag_issue(by=cast.anna, partners=[lindner], title="canary", **made)
    for circle in ([], [cast.ben], [cast.ben, cast.lena], people, [cast.otto, cast.anna]):
        at_once = Issue.objects.filter(ReadByAll(Issue, [user.pk for user in circle], "involved"))
        one_by_one = Issue.objects.all()
        for user in circle:
            one_by_one = one_by_one.filter(ReadBy(Issue, user, "involved"))
        assert set(at_once) == set(one_by_one)


def test_a_contact_with_a_colleague_is_for_those_involved_unless_said_otherwise(cast, colleague):
    interaction = log_interaction(by=cast.anna, partners=[colleague], text="canary")
    assert interaction.visibility == "involved"
    assert readers(cast, interaction) == ["anna"]


def test_thanks_to_a_colleague_are_theirs_to_read(cast, colleague):
    thanks = write_appreciation(by=cast.lena, partners=[colleague], text="canary", visibility="private")
    assert readers(cast, thanks) == ["ben", "lena"]


def test_what_is_in_the_trash_is_read_by_nobody(cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="canary", visibility="everyone")
    discard_entry(issue, by=cast.anna)
    assert readers(cast, issue) == []


def test_leaving_a_team_ends_reading_at_once(cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="canary")
    cast.ben.memberships.all().delete()
    assert readers(cast, issue) == ["anna", "lena"]


def test_a_partner_of_another_circle_has_no_name(cast, lindner, kerner):
    cast.team.memberships.create(user=cast.otto)
    otto = User.objects.get(pk=cast.otto.pk)
    issue = flag_issue(by=otto, partners=[lindner, kerner], title="Two of them", team=cast.team)
    loaded = Issue.objects.visible_to(cast.anna).with_partners(cast.anna).get(pk=issue.pk)
    assert list(loaded.partners_for(cast.anna)) == [lindner, None]
