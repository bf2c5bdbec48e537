"""The story with a partner: four kinds of entries on one line, page by page, as one reader may see it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.queries.keyset import BadCursor
from partners.actions.partner import add_partner, change_partner
from relationships.actions.appreciation import write_appreciation
from relationships.actions.idea import note_idea
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue, reopen_issue, resolve_issue
from relationships.models import Issue
from relationships.queries import timeline as queries
from relationships.queries.timeline import Part, timeline
from tests.world import make_secrets, make_world


@pytest.fixture
def noon():
    return timezone.now().replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=3)


def story(user, partner, **options):
    return [(item.kind, str(item.entry)) for item in timeline(user, partner, **options).items]


def pages(user, partner, part=Part.ALL):
    found, cursor = [], None
    while True:
        page = timeline(user, partner, part=part, cursor=cursor)
        found.append([item.key for item in page.items])
        cursor = page.older
        if cursor is None:
            return found


def test_it_merges_the_four_kinds_newest_first(cast, lindner, noon):
    shared = {"by": cast.anna, "partners": [lindner]}
    hours = [noon - timedelta(hours=n) for n in range(5)]
    log_interaction(text="x", happened_at=hours[3], channel="visit", **shared)
    issue = flag_issue(title="Open", raised_at=hours[4], **shared)
    note_idea(title="Crates", received_at=hours[1], **shared)
    write_appreciation(text="Thank you", thanked_at=hours[2], **shared)
    resolve_issue(by=cast.ben, issue=issue, result="Talked")
    everything = [
        ("resolved", "Open"),
        ("idea", "Crates"),
        ("thanks", "Thank you"),
        ("contact", "Visit"),
        ("raised", "Open"),
    ]
    assert story(cast.anna, lindner) == everything
    assert story(cast.anna, lindner, part=Part.CLEARING) == [everything[0], everything[4]]
    assert story(cast.anna, lindner, part=Part.IDEAS) == [everything[1]]
    assert story(cast.anna, lindner, part=Part.THANKS) == [everything[2]]
    assert story(cast.anna, lindner, part=Part.CONTACTS) == [everything[3]]
    reopen_issue(by=cast.ben, issue=Issue.objects.get(), reason="Came back")
    assert story(cast.anna, lindner, part=Part.CLEARING) == [everything[4]]


def test_pages_hold_every_line_once_also_where_moments_are_equal(cast, lindner, noon, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 4)
    for _ in range(4):
        log_interaction(by=cast.anna, partners=[lindner], text="x", happened_at=noon)
        flag_issue(by=cast.anna, partners=[lindner], title="x", raised_at=noon)
        note_idea(by=cast.anna, partners=[lindner], title="x", received_at=noon)
        write_appreciation(by=cast.anna, partners=[lindner], text="x", thanked_at=noon)
    for issue in Issue.objects.all():
        resolve_issue(by=cast.anna, issue=issue, result="x")
    Issue.objects.update(resolved_at=noon)
    found = pages(cast.anna, lindner)
    lines = [line for page in found for line in page]
    assert [len(page) for page in found] == [4, 4, 4, 4, 4]
    assert len(set(lines)) == 20
    assert lines == sorted(lines, reverse=True)


def test_contacts_with_people_stay_with_the_organisation_of_then(cast, lindner, noon):
    roth = add_partner(by=cast.anna, name="T. Roth", kind="person", organisation=lindner)
    log_interaction(by=cast.anna, partners=[roth], text="x", happened_at=noon, channel="call")
    change_partner(by=cast.anna, partner=roth, version=roth.version, organisation=None)
    roth.refresh_from_db()
    log_interaction(by=cast.anna, partners=[roth], text="x", channel="visit")
    assert story(cast.anna, lindner) == [("contact", "Call")]
    assert story(cast.anna, roth) == [("contact", "Visit"), ("contact", "Call")]


def test_a_contact_with_the_organisation_and_its_person_stands_once(cast, lindner):
    roth = add_partner(by=cast.anna, name="T. Roth", kind="person", organisation=lindner)
    log_interaction(by=cast.anna, partners=[lindner, roth], text="x")
    assert story(cast.anna, lindner) == [("contact", "Call")]


def test_everybody_reads_what_they_may_and_no_more(cast, lindner, kerner):
    make_world(cast, lindner)
    make_secrets(cast, lindner, kerner)
    assert [kind for kind, _ in story(cast.anna, lindner)] == ["idea", "thanks", "contact", "raised"]
    assert story(cast.otto, lindner) == story(cast.ada, lindner) == story(cast.dora, lindner) == []
    assert len(story(cast.ben, lindner)) == 15  # of twenty: a page is full


def test_other_partners_are_named_only_where_they_are_seen(cast, lindner, kerner):
    cast.other_team.members.add(cast.anna)
    anna = type(cast.anna).objects.get(pk=cast.anna.pk)
    log_interaction(by=anna, partners=[lindner, kerner], text="x")
    [item] = timeline(anna, lindner).items
    assert [partner.name for partner in item.entry.partners_for(anna)] == ["Druckhaus Lindner", "Metallbau Kerner"]
    [item] = timeline(cast.ben, lindner).items
    assert [partner and partner.name for partner in item.entry.partners_for(cast.ben)] == ["Druckhaus Lindner", None]


@pytest.mark.parametrize(
    "cursor",
    ["x", "%%%", "W10", "bm90anNvbg", "WzEsMiwzXQ", "W10" * 400, "WyIyMDI2LTAxLTAxIiwgdHJ1ZSwgMV0", "\x00",
     "WyIwMDAxLTAxLTAxVDAwOjAwKzE0OjAwIiwgMCwgMV0", "WyIyMDI2LTAxLTAxIiwgMCwgOTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ"],
)  # fmt: skip
def test_a_cursor_it_did_not_make_is_refused(cast, lindner, cursor):
    with pytest.raises(BadCursor):
        timeline(cast.anna, lindner, cursor=cursor)


def test_it_takes_five_queries_however_much_there_is(cast, lindner, django_assert_max_num_queries):
    for _ in range(10):
        make_world(cast, lindner)
    with django_assert_max_num_queries(5):
        assert len(timeline(cast.anna, lindner).items) == 15
