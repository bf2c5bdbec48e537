"""The history pages: who changed what, read by those who may read the record as it is now."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client

from partners.actions.partner import add_partner, change_partner
from partners.actions.tag import tags_named
from partners.models import ContactPoint, Partner
from relationships.actions.entry import discard_entry
from relationships.actions.interaction import change_interaction
from relationships.actions.issue import change_issue
from relationships.models import Interaction, Issue
from tests.counting import queries_of
from tests.world import CANARY, make_secrets, make_world


@pytest.fixture
def world(cast, lindner):
    return make_world(cast, lindner)


def path(record):
    folder = {
        "partner": "partners",
        "interaction": "contacts",
        "issue": "issues",
        "appreciation": "thanks",
        "idea": "ideas",
    }
    return f"/{folder[record._meta.model_name]}/{record.pk}/history/"


def changes(client, record):
    response = client.get(path(record))
    assert response.status_code == 200
    return [
        (change.who, change.sign, [(each.label, each.old, each.new) for each in change.differences])
        for change in response.context["history"].changes
    ]


def apart(record, seconds=60):
    """Make what has happened so far older, as two changes within two seconds are one."""
    for model in (record.history.model, ContactPoint.history.model):
        model.objects.update(history_date=F("history_date") - timedelta(seconds=seconds))


def test_it_says_who_changed_which_field_from_what_to_what(cast, signed_in, lindner):
    apart(lindner)
    data = {
        "kind": "organisation", "name": "Lindner Druck", "roles": ["supplier"], "natural_person": "no", "caretaker": cast.ben.pk,
        "tag_names": "Print", "version": lindner.version, "cadence_at_most": 30,
        "points-TOTAL_FORMS": 1, "points-INITIAL_FORMS": 0,
        "points-0-kind": "phone", "points-0-label": "work", "points-0-value": "0761 1",
        "numbers-TOTAL_FORMS": 0, "numbers-INITIAL_FORMS": 0,
    }  # fmt: skip
    assert signed_in.post(f"/partners/{lindner.pk}/edit/", data).status_code == 302
    newest, first = changes(signed_in, lindner)
    assert newest[:2] == ("Anna", "~")
    assert sorted(newest[2]) == [
        ("Caretaker", "", "Ben"),
        ("Name", "Druckhaus Lindner", "Lindner Druck"),
        ("Phone", "", "0761 1"),
        ("Tags", "", "Print"),
    ]
    assert first[1] == "+"
    assert ("Name", "", "Druckhaus Lindner") in first[2]
    assert ("Teams", "", "Purchasing") in first[2]


def test_the_rows_of_one_action_are_one_change(cast, signed_in, lindner):
    apart(lindner)
    change_partner(
        by=cast.anna, partner=lindner, version=lindner.version, notes="New", tags=tags_named(["A"], by=cast.anna),
        contact_points=[{"kind": "phone", "value": "1"}, {"kind": "phone", "value": "2"}],
    )  # fmt: skip
    assert [len(found[2]) for found in changes(signed_in, lindner)[:-1]] == [4]


def test_the_trash_is_part_of_it(cast, signed_in, lindner):
    apart(lindner)
    signed_in.post(f"/partners/{lindner.pk}/discard/")
    apart(lindner)
    signed_in.post(f"/partners/{lindner.pk}/restore/")
    assert [(who, sign) for who, sign, _ in changes(signed_in, lindner)][:2] == [("Anna", "r"), ("Anna", "t")]


def test_every_kind_of_entry_has_one(signed_in, world):
    for entry in (world.interaction, world.issue, world.appreciation, world.idea):
        assert changes(signed_in, entry)[-1][1] == "+"


def test_partners_and_contacts_one_may_not_see_are_not_named(cast, client, lindner, kerner, world):
    cast.other_team.members.add(cast.anna)
    anna = type(cast.anna).objects.get(pk=cast.anna.pk)
    apart(world.issue)
    private = Interaction.objects.create(team=cast.team, author=anna, visibility="private", text=CANARY)
    change_issue(
        by=anna, issue=world.issue, version=world.issue.version, partners=[lindner, kerner],
        interactions=[world.interaction, private],
    )  # fmt: skip
    client.force_login(cast.ben)
    newest = {label: (old, new) for label, old, new in changes(client, world.issue)[0][2]}
    assert newest == {
        "Partners": ("Druckhaus Lindner", "Druckhaus Lindner, another partner"),
        "Linked contacts": ("Visit", "Visit, another contact"),
    }


def test_a_partner_names_no_hidden_organisation_or_team(cast, signed_in, kerner):
    cast.other_team.members.add(cast.anna)
    anna = type(cast.anna).objects.get(pk=cast.anna.pk)
    roth = add_partner(by=anna, name="T. Roth", kind="person", organisation=kerner, teams=[cast.team, cast.other_team])
    cast.other_team.members.remove(cast.anna)
    first = {label: new for label, _, new in changes(signed_in, roth)[-1][2]}
    assert (first["Organisation"], first["Teams"]) == ("another partner", "Purchasing, another team")


def test_who_may_not_read_the_record_does_not_read_its_history(cast, signed_in, lindner, kerner):
    make_secrets(cast, lindner, kerner)
    for model in (Interaction, Issue, Partner):
        for record in model.objects.exclude(pk__in=model.objects.visible_to(cast.anna).values("pk")):
            assert signed_in.get(path(record)).status_code == 404
    for record in (*Interaction.objects.visible_to(cast.anna), lindner):
        assert CANARY not in signed_in.get(path(record)).content.decode()


def test_a_narrowed_entry_takes_its_history_along(cast, client, world):
    interaction = world.interaction
    client.force_login(cast.ben)
    assert client.get(path(interaction)).status_code == 200
    change_interaction(by=cast.anna, interaction=interaction, version=interaction.version, visibility="private")
    assert client.get(path(interaction)).status_code == 404


def test_of_the_trash_only_those_read_it_who_may_restore(cast, signed_in, world):
    discard_entry(world.interaction, by=cast.anna)
    assert signed_in.get(path(world.interaction)).status_code == 200
    ben = Client()
    ben.force_login(cast.ben)
    assert ben.get(path(world.interaction)).status_code == 404


def test_texts_are_inert(cast, signed_in, lindner):
    change_partner(by=cast.anna, partner=lindner, version=lindner.version, notes="<script>alert(1)</script>")
    assert "<script>alert" not in signed_in.get(path(lindner)).content.decode()


def grow(cast, lindner, numbers):
    for n in numbers:
        lindner.refresh_from_db()
        person = add_partner(by=cast.anna, name=f"P{n}", kind="person")
        change_partner(
            by=cast.anna, partner=lindner, version=lindner.version, notes=str(n), caretaker=[cast.ben, cast.anna][n % 2],
            tags=tags_named([f"T{n}"], by=cast.anna), kind="group", members=[person],
            contact_points=[{"kind": "phone", "value": str(n)}],
        )  # fmt: skip
        apart(lindner)


def test_it_takes_ten_queries_at_most_and_shows_a_hundred_changes(cast, signed_in, lindner, world):
    grow(cast, lindner, [1])
    one = queries_of(signed_in, path(lindner))
    grow(cast, lindner, range(2, 31))
    thirty = queries_of(signed_in, path(lindner))
    assert len(thirty) == len(one) <= 10
    assert len(queries_of(signed_in, path(world.issue))) <= 10


def test_only_the_newest_hundred_rows_are_read(cast, signed_in, lindner):
    for n in range(120):
        lindner.notes = str(n)
        lindner.save()
        apart(lindner, 5)
    response = signed_in.get(path(lindner))
    history = response.context["history"]
    assert (len(history.changes), history.is_cut) == (100, True)
    assert history.changes[0].differences[0].new == "119"
    assert all(change.sign == "~" for change in history.changes)
