"""The page of a partner: what it shows to whom, and in how many queries."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.models import User
from partners.actions.partner import add_partner
from relationships.actions.action_item import add_action_item
from relationships.actions.appreciation import write_appreciation
from relationships.actions.entry import discard_entry
from relationships.actions.idea import note_idea
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue, resolve_issue
from relationships.actions.reminder import set_reminder
from relationships.models import Interaction
from relationships.queries import partner_page, timeline
from tests.counting import queries_of
from tests.world import CANARY, make_secrets, make_world


def url(partner):
    return f"/partners/{partner.pk}/"


def text_of(client, partner, query=""):
    response = client.get(url(partner) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_it_tells_the_whole_story_without_opening_anything(cast, signed_in, lindner):
    make_world(cast, lindner)
    text = text_of(signed_in, lindner)
    for words in (
        "Went through two invoices",
        "A date for the payment",
        "Samples",
        "Complaint without an answer",
        "A person to call",
        "You saved our Friday",
        "Crates instead of foil",
        "Send the samples",
        "Mood from 2 to 5 of 5",
        "last contact 5 days ago",
    ):
        assert words in text


def test_what_one_may_not_see_is_nowhere_on_it(cast, signed_in, lindner, kerner):
    make_world(cast, lindner)
    make_secrets(cast, lindner, kerner)
    for query in ("", "?part=contacts", "?part=thanks", "?part=ideas", "?part=clearing"):
        assert CANARY not in text_of(signed_in, lindner, query)


@pytest.mark.parametrize("path", ["", "edit/", "history/"])
def test_a_partner_of_others_is_not_there(signed_in, kerner, path):
    assert signed_in.get(url(kerner) + path).status_code == 404
    assert signed_in.get("/partners/99999999999999999999/" + path).status_code == 404


def test_another_partner_is_not_named(cast, signed_in, lindner, kerner):
    cast.otto.teams.add(cast.team)
    otto = User.objects.get(pk=cast.otto.pk)
    log_interaction(by=otto, partners=[lindner, kerner], text="Together", team=cast.team)
    text = text_of(signed_in, lindner)
    assert "with another partner" in text
    assert "Kerner" not in text


def test_what_the_reader_alone_sees_counts_for_the_last_contact(cast, signed_in, client, lindner):
    log_interaction(by=cast.ben, partners=[lindner], text="x", happened_at=timezone.now() - timedelta(days=9))
    log_interaction(
        by=cast.anna, partners=[lindner], text="x", visibility="private", happened_at=timezone.now() - timedelta(days=2)
    )
    assert "last contact 2 days ago" in text_of(signed_in, lindner)
    client.force_login(cast.ben)
    assert "last contact 9 days ago" in text_of(client, lindner)


def test_a_contact_with_a_person_is_in_the_story_of_the_organisation_but_not_among_its_moods(cast, signed_in, lindner):
    roth = add_partner(by=cast.anna, name="T. Roth", kind="person", organisation=lindner)
    for mood in (2, 3):
        log_interaction(by=cast.anna, partners=[lindner], text="x", mood_after=mood)
    for partners in ([roth], [lindner, roth]):
        log_interaction(by=cast.anna, partners=partners, text="With Roth", mood_after=5)
    response = signed_in.get(url(lindner))
    assert [point["value"] for point in response.context["chart"]] == [2, 3]
    assert response.content.decode().count("With Roth") == 2


@pytest.mark.parametrize(
    ("fields", "members", "charted"),
    [
        ({"natural_person": "no"}, 0, True),
        ({"natural_person": "unknown"}, 0, False),
        ({"natural_person": "yes"}, 0, False),
        ({"natural_person": "no", "is_colleague": True}, 0, False),
        ({"kind": "person"}, 0, False),
        ({"kind": "group"}, 4, False),
        ({"kind": "group"}, 5, True),
    ],
)
def test_moods_are_charted_for_nobody_who_is_or_may_be_a_person(cast, signed_in, fields, members, charted):
    cast.team.mood_for_colleagues = True
    cast.team.save()
    people = [add_partner(by=cast.anna, name=f"M{n}", kind="person") for n in range(members)]
    partner = add_partner(by=cast.anna, name="X", members=people, **fields)
    for mood in (2, 4):
        log_interaction(by=cast.anna, partners=[partner], text="x", mood_after=mood)
    assert bool(signed_in.get(url(partner)).context.get("chart")) is charted


def test_the_briefing_does_not_say_of_an_organisation_how_its_person_left(cast, signed_in, lindner):
    roth = add_partner(by=cast.anna, name="T. Roth", kind="person", organisation=lindner)
    log_interaction(by=cast.anna, partners=[roth], text="x", mood_after=5)
    assert signed_in.get(url(lindner)).context["briefing"].mood_after is None
    assert signed_in.get(url(roth)).context["briefing"].mood_after == 5


def test_who_may_not_change_it_is_not_offered_to(cast, client, lindner):
    post = add_partner(by=cast.anna, name="Post", open_to_everyone=True)
    client.force_login(cast.otto)
    context = client.get(url(post)).context
    assert (context["may_change"], context["may_discard"]) == (True, False)
    client.force_login(cast.ada)
    context = client.get(url(post)).context
    assert (context["may_change"], context["may_discard"], context["may_write"]) == (False, False, False)


def test_older_lines_come_alone_and_a_bad_cursor_leads_to_the_newest(cast, signed_in, lindner):
    for day in range(20):
        log_interaction(
            by=cast.anna, partners=[lindner], text=f"Day {day}.", happened_at=timezone.now() - timedelta(days=day)
        )
    first = signed_in.get(url(lindner))
    older = first.context["story"].older
    rest = signed_in.get(url(lindner), {"before": older}, headers={"HX-Request": "true"})
    told = first.content.decode().split('id="story"')[1] + rest.content.decode()
    lines = re.findall(r"story-text[^>]*><p>(Day \d+\.)</p>", told)
    assert lines == [f"Day {day}." for day in range(20)]
    assert "<html" not in rest.content.decode()
    assert signed_in.get(url(lindner), {"before": "x"}).url == f"/partners/{lindner.pk}/?part=all"


def test_names_and_texts_are_inert(cast, signed_in):
    bad = "<script>alert(1)</script>"
    partner = add_partner(
        by=cast.anna, name=bad, notes=bad, contact_points=[{"kind": "address", "value": bad}],
        external_numbers=[{"source": "x", "number": bad}],
    )  # fmt: skip
    shared = {"by": cast.anna, "partners": [partner]}
    log_interaction(text=bad, value_given=bad, **shared)
    flag_issue(title=bad, text=bad, need=bad, partner_view=bad, wish=bad, **shared)
    write_appreciation(text=bad, **shared)
    note_idea(title=bad, text=bad, **shared)
    assert "<script>alert" not in text_of(signed_in, partner)


def fill(cast, partner, numbers):
    for n in numbers:
        person = add_partner(by=cast.anna, name=f"P{n}", kind="person", organisation=partner, members=[])
        log_interaction(by=cast.anna, partners=[partner], text="x", mood_after=3)
        log_interaction(by=cast.anna, partners=[partner, person], text="x")
        flag_issue(by=cast.anna, partners=[partner, person], title=f"x{n}", need="x")
        write_appreciation(by=cast.anna, partners=[partner], text="x", direction="received" if n % 2 else "given")
        note_idea(by=cast.anna, partners=[partner], title="x")
        set_reminder(by=cast.anna, partner=partner, text="x", due_at=timezone.now())


@pytest.mark.parametrize("part", ["all", "contacts", "thanks"])
def test_the_last_contact_is_told_however_much_came_after_it(cast, signed_in, lindner, part):
    for days in (200, 100):
        log_interaction(
            by=cast.anna, partners=[lindner], text=f"{days} ago", happened_at=timezone.now() - timedelta(days=days)
        )
    for number in range(17):
        flag_issue(by=cast.anna, partners=[lindner], title=f"Issue {number}", kind="unclear")
    context = signed_in.get(url(lindner), {"part": part}).context
    assert context["briefing"].last_contact.text == "100 ago"
    shown = [item.kind for item in context["story"].items]
    assert shown == {"all": ["raised"] * 15, "contacts": ["contact"] * 2, "thanks": []}[part]
    assert bool(context["story"].older) == (part == "all")


def test_of_many_the_first_are_shown_and_the_way_to_the_rest(cast, signed_in, lindner):
    today = timezone.localdate()
    for number in range(8):
        flag_issue(by=cast.anna, partners=[lindner], title=f"Issue {number}", kind="unclear")
        due = today + timedelta(days=8 - number) if number else None
        add_action_item(by=cast.anna, text=f"Measure {number}", partner=lindner, due_on=due)
    ways = [f"/issues/?partner={lindner.pk}", f"/measures/?whose=team&amp;partner={lindner.pk}"]

    def shown():
        page = text_of(signed_in, lindner)
        words = [re.search(f'<a class="more" href="{re.escape(way)}">(.*?)</a>', page)[1] for way in ways]
        return words, re.findall(r"Measure \d", page), len(set(re.findall(r"Issue \d", page)))

    assert shown() == (["the list", "all of them"], [f"Measure {number}" for number in (7, 6, 5, 4, 3, 2)], 8)
    flag_issue(by=cast.anna, partners=[lindner], title="Issue 8", kind="unclear")
    assert shown()[0] == ["all of them", "all of them"]
    for way in ways:
        assert signed_in.get(way.replace("&amp;", "&")).context["count"] in ("9", "8")


@pytest.mark.parametrize("kind", ["organisation", "group"])
def test_of_many_people_the_list_has_them_all(cast, signed_in, monkeypatch, kind):
    monkeypatch.setattr("partners.views.partner.PEOPLE", 2)
    whole = add_partner(by=cast.anna, name="Wood & Co", kind=kind)
    way = f"/partners/?scope=all&amp;{kind}={whole.pk}"
    for number in range(3):
        assert (way in text_of(signed_in, whole)) is False
        beside = {"organisation": whole} if kind == "organisation" else {}
        person = add_partner(by=cast.anna, name=f"Person {number}", kind="person", **beside)
        if kind == "group":
            whole.members.add(person)
    page = text_of(signed_in, whole)
    assert way in page
    assert re.findall(r"Person \d", page.partition("Facts")[0])[:2] == ["Person 0", "Person 1"]
    assert "Person 2" not in page
    answer = signed_in.get(way.replace("&amp;", "&"))
    assert [line.name for line in answer.context["lines"]] == ["Person 0", "Person 1", "Person 2"]
    assert [chip["label"] for chip in answer.context["chips"]] == [f"{kind.capitalize()}: Wood & Co"]


@pytest.mark.parametrize("days_that_are_recent", [0, 90])
def test_of_a_partner_with_thousands_of_contacts_it_tells_the_same_again_and_again(
    cast, signed_in, lindner, kerner, monkeypatch, days_that_are_recent
):
    """Such a partner is asked about in other ways, which remember since when all is on the page that is."""
    now, other = timezone.now(), add_partner(by=cast.anna, name="Other")
    for days in range(1, 21):
        log_interaction(
            by=cast.anna, partners=[lindner], text="x", happened_at=now - timedelta(days=days), mood_after=4
        )
        log_interaction(by=cast.otto, partners=[kerner], text="x", happened_at=now - timedelta(days=days))
    for days in range(2, 40, 3):
        issue = flag_issue(by=cast.anna, partners=[lindner], title=f"{days}", raised_at=now - timedelta(days=days))
        if days % 2:
            resolve_issue(by=cast.anna, issue=issue, result="x")
        note_idea(by=cast.anna, partners=[lindner], title="x", received_at=now - timedelta(days=days, hours=1))
        write_appreciation(by=cast.anna, partners=[lindner], text="x", thanked_at=now - timedelta(days=days, hours=2))
        write_appreciation(by=cast.anna, partners=[other], text="x", thanked_at=now - timedelta(days=days, hours=2))
        flag_issue(by=cast.anna, partners=[other], title=f"{days}", raised_at=now - timedelta(days=days))

    def told():
        context = signed_in.get(url(lindner)).context
        briefing = context["briefing"]
        return {
            "story": [item.key for item in context["story"].items],
            "older": context["story"].older,
            "open": [issue.pk for issue in briefing.open_issues],
            "moods": [contact.pk for contact in briefing.moods],
            "last": briefing.last_contact.pk,
        }

    usual = told()
    with monkeypatch.context() as patch:
        for module in (timeline, partner_page):
            patch.setattr(module, "BUSY", 1)
        patch.setattr(partner_page, "MANY_OPEN", 2)
        patch.setattr(partner_page, "RECENT", timedelta(days=days_that_are_recent))
        assert [told() for _visit in range(3)] == [usual] * 3
        for contact in Interaction.objects.filter(author=cast.anna, happened_at__gt=now - timedelta(days=15)):
            discard_entry(contact, by=cast.anna)
        without_them = [told() for _visit in range(2)]
        log_interaction(by=cast.anna, partners=[lindner], text="x", happened_at=now)
        with_a_new_one = told()
    cache.clear()
    assert with_a_new_one == told()
    Interaction.objects.order_by("pk").last().delete()
    assert without_them == [told()] * 2
    assert len(usual["story"]) == 15
    assert usual["story"] != without_them[0]["story"]


@pytest.mark.parametrize("query", [{}, {"part": "contacts"}])
def test_queries_do_not_grow_with_the_story(cast, signed_in, lindner, query):
    fill(cast, lindner, [1])
    one = queries_of(signed_in, url(lindner), query)
    fill(cast, lindner, range(2, 31))
    thirty = queries_of(signed_in, url(lindner), query)
    assert len(thirty) == len(one) <= 10
