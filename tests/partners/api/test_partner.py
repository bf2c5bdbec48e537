"""Partners over the API, with how a team stands with them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partners.actions.partner import add_partner
from partners.models import Partner, Tag
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue

URL = "/api/v1/partners/"


def names(answer):
    return [row["name"] for row in answer.json()["results"]]


def test_making_reading_and_sending_back(api, cast, lindner):
    sent = {
        "name": "T. Roth", "kind": "person", "roles": ["supplier"], "organisation": lindner.pk, "position": "Sales",
        "language": "de", "caretaker": cast.ben.pk, "cadence_ideal": 14, "cadence_at_most": 30,
        "tags": ["print", "Friday"], "notes": "Prefers calls", "open_to_everyone": False, "members": [], "user": None,
        "contact_points": [{"kind": "email", "label": "work", "value": "roth@example.org", "is_preferred": True}],
        "external_numbers": [{"source": "sap", "number": "4711"}], "teams": [cast.team.pk], "natural_person": "yes",
    }  # fmt: skip
    made = api.post(URL, sent)
    assert made.status_code == 201, made.json()
    partner = made.json()
    assert {name: partner[name] for name in sent} == sent | {"tags": ["Friday", "print"]}
    assert (partner["version"], partner["open_issues"], partner["last_contact_at"]) == (1, 0, None)
    again = api.put(f"{URL}{partner['id']}/", partner)
    assert again.status_code == 200
    assert {**again.json(), "updated_at": None} == {**partner, "version": 2, "updated_at": None}


def test_what_the_action_refuses_is_said_at_its_field_and_leaves_nothing_behind(api, kerner):
    answer = api.post(URL, {"name": "x", "tags": ["new"], "kind": "group", "position": "Sales"})
    assert (answer.status_code, list(answer.json())) == (400, ["organisation"])
    assert not Partner.objects.exclude(pk=kerner.pk).exists()
    assert not Tag.objects.exists()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 100_000}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"name": 7}, "name"),
        ({"name": None}, "name"),
        ({"name": "x", "kind": "robot"}, "kind"),
        ({"name": "x", "kind": 7}, "kind"),
        ({"name": "x", "roles": "supplier"}, "roles"),
        ({"name": "x", "roles": ["boss"]}, "roles"),
        ({"name": "x", "organisation": 999_999}, "organisation"),
        ({"name": "x", "organisation": 2**70}, "organisation"),
        ({"name": "x", "caretaker": "ben"}, "caretaker"),
        ({"name": "x", "cadence_ideal": 10**30}, "cadence_ideal"),
        ({"name": "x", "cadence_at_most": 3_000_000}, "cadence_at_most"),
        ({"name": "x", "cadence_ideal": 30, "cadence_at_most": 7}, "cadence_at_most"),
        ({"name": "x", "open_to_everyone": "perhaps"}, "open_to_everyone"),
        ({"name": "x", "tags": ["y" * 61]}, "tags"),
        ({"name": "x", "tags": [{}]}, "tags"),
        ({"name": "x", "members": [1] * 501}, "members"),
        ({"name": "x", "teams": [2**70]}, "teams"),
        ({"name": "x", "contact_points": "mail"}, "contact_points"),
        ({"name": "x", "contact_points": [{"kind": "pigeon", "value": "x"}]}, "contact_points"),
        ({"name": "x", "contact_points": [{"kind": "email", "value": "no address"}]}, "contact_points"),
        ({"name": "x", "external_numbers": [{"source": ""}]}, "external_numbers"),
    ],
)
def test_bad_input_gets_a_message_at_its_field(api, fields, wrong):
    answer = api.post(URL, fields)
    assert (answer.status_code, list(answer.json())) == (400, [wrong])
    assert not Partner.objects.exists()


def test_only_a_group_has_members(api, cast, lindner):
    assert api.post(URL, {"name": "x", "members": [lindner.pk]}).json() == {"members": ["Only a group has members."]}
    group = api.post(URL, {"name": "x", "kind": "group", "members": [lindner.pk]}).json()
    assert group["members"] == [lindner.pk]
    changed = api.patch(f"{URL}{group['id']}/", {"kind": "organisation", "version": group["version"]}).json()
    assert (changed["kind"], changed["members"]) == ("organisation", [])


def test_ours_comes_with_the_standing_of_the_team(api, cast, lindner):
    moment = timezone.now() - timedelta(days=3)
    log_interaction(by=cast.ben, partners=[lindner], text="x", happened_at=moment)
    flag_issue(by=cast.ben, partners=[lindner], title="x", raised_at=moment)
    flag_issue(by=cast.ben, partners=[lindner], title="x", visibility="private")
    add_partner(by=cast.anna, name="Zeta")
    shown = moment.astimezone(timezone.get_default_timezone()).isoformat()
    standing = {"last_contact_at": shown, "next_touch_on": None, "open_issues": 1, "oldest_issue_at": shown}
    none = dict.fromkeys(standing)
    rows = api.get(URL, {"scope": "ours", "ordering": "-last_contact"}).json()["results"]
    assert [{name: row[name] for name in standing} for row in rows] == [standing, none | {"open_issues": 0}]
    assert names(api.get(URL, {"scope": "ours", "open_issues": "true"})) == ["Druckhaus Lindner"]
    assert names(api.get(URL, {"scope": "ours", "last_contact": "never"})) == ["Zeta"]
    everyone = api.get(URL).json()["results"][0]
    assert {name: everyone[name] for name in standing} == none
    one = api.get(f"{URL}{lindner.pk}/").json()
    assert {name: one[name] for name in standing} == standing


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({"ordering": "last_contact"}, "ordering"),
        ({"scope": "ours", "ordering": "caretaker"}, "ordering"),
        ({"scope": "theirs"}, "scope"),
        ({"scope": "ours", "team": "999"}, "team"),
        ({"open_issues": "true"}, "open_issues"),
        ({"last_contact": "never"}, "last_contact"),
    ],
)
def test_standings_are_had_through_a_team_of_ones_own_alone(api, query, wrong):
    answer = api.get(URL, query)
    assert (answer.status_code, list(answer.json())) == (400, [wrong])


def test_the_team_of_others_is_none(api, cast, kerner):
    assert api.get(URL, {"scope": "ours", "team": cast.other_team.pk}).status_code == 400


def test_hidden_links_stay_hidden_and_stay(api, cast, lindner, kerner):
    opened = add_partner(by=cast.otto, name="Roth", kind="person", organisation=kerner, open_to_everyone=True)
    group = add_partner(by=cast.otto, name="Ring", kind="group", members=[kerner, opened], open_to_everyone=True)
    person = api.get(f"{URL}{opened.pk}/").json()
    assert (person["organisation"], person["teams"]) == (None, [])
    ring = api.get(f"{URL}{group.pk}/").json()
    assert ring["members"] == [opened.pk]
    assert api.put(f"{URL}{opened.pk}/", person).status_code == 200
    assert api.put(f"{URL}{group.pk}/", ring | {"members": []}).status_code == 200
    opened.refresh_from_db()
    assert opened.organisation == kerner
    assert list(group.members.all()) == [kerner]
    for field in ("organisation", "members"):
        guess = kerner.pk if field == "organisation" else [kerner.pk]
        assert api.patch(f"{URL}{opened.pk}/", {field: guess, "version": 2}).status_code == 400


def test_a_tag_that_exists_elsewhere_is_used_by_naming_it(api, cast, kerner):
    Tag.objects.create(name="Secret", created_by=cast.otto)
    assert api.get("/api/v1/tags/").json()["results"] == []
    assert api.post(URL, {"name": "x", "tags": ["secret"]}).json()["tags"] == ["Secret"]
    assert [tag["name"] for tag in api.get("/api/v1/tags/").json()["results"]] == ["Secret"]


def test_the_trash_and_back(api, lindner):
    assert api.delete(f"{URL}{lindner.pk}/").status_code == 204
    assert names(api.get(URL)) == []
    assert api.post(f"{URL}{lindner.pk}/restore/").json()["name"] == "Druckhaus Lindner"
    assert names(api.get(URL)) == ["Druckhaus Lindner"]
