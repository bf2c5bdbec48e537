"""Teams: who sees them, who changes them, who belongs to them."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.user import set_up_first_account
from accounts.choices import TeamRole
from accounts.models import Membership, Team
from tests.conftest import make_user


@pytest.fixture
def browser(cast):
    def of(name):
        client = Client()
        client.force_login(getattr(cast, name))
        return client

    return of


def roles(team):
    return dict(team.memberships.values_list("user__name", "role"))


def test_one_sees_ones_own_teams_and_administrators_all(cast, browser):
    def seen(name):
        return [team.name for team in browser(name).get(reverse("accounts:team_list")).context["teams_seen"]]

    assert {name: seen(name) for name in ("anna", "otto", "ada")} == {
        "anna": ["Purchasing"],
        "otto": ["Sales"],
        "ada": ["Purchasing", "Sales"],
    }


@pytest.mark.parametrize(
    ("name", "page", "edit"), [("anna", 200, 403), ("lena", 200, 200), ("ada", 200, 200), ("otto", 404, 404)]
)
def test_who_opens_a_teams_page_and_who_changes_it(cast, browser, name, page, edit):
    client = browser(name)
    statuses = [
        client.get(reverse(f"accounts:{view}", args=[cast.team.pk])).status_code
        for view in ("team_detail", "team_update", "membership_create")
    ]
    assert statuses == [page, edit, edit]


def test_a_lead_renames_the_team_and_sets_its_rule(cast, browser):
    client, address = browser("lena"), reverse("accounts:team_update", args=[cast.team.pk])
    data = {"name": "Buying", "mood_for_colleagues": "on", "version": cast.team.version}
    assert client.post(address, data).status_code == 302
    team = Team.objects.get(pk=cast.team.pk)
    assert (team.name, team.mood_for_colleagues, team.version) == ("Buying", True, 2)
    stale = client.post(address, data | {"name": "Buyers"})
    assert stale.status_code == 409
    assert stale.context["conflict"] == [{"name": "name", "label": "Name", "theirs": "Buying", "yours": "Buyers"}]
    assert stale.context["form"]["version"].value() == "2"


def test_a_name_that_another_team_has_is_refused(cast, browser):
    data = {"name": "SALES", "version": cast.team.version}
    response = browser("lena").post(reverse("accounts:team_update", args=[cast.team.pk]), data)
    assert (response.status_code, bool(response.context["form"].errors)) == (422, True)


def test_only_administrators_add_teams(cast, browser):
    address = reverse("accounts:team_create")
    assert browser("lena").post(address, {"name": "New"}).status_code == 403
    assert browser("ada").post(address, {"name": "New"}).status_code == 302
    assert roles(Team.objects.get(name="New")) == {"Ada": TeamRole.LEAD}


def test_a_lead_adds_by_address_whom_they_need_not_see(cast, browser):
    client, address = browser("lena"), reverse("accounts:membership_create", args=[cast.team.pk])
    assert client.post(address, {"email": "OTTO@example.org", "role": "member"}).status_code == 302
    assert roles(cast.team)["Otto"] == TeamRole.MEMBER
    for wrong in ({"email": "nobody@example.org"}, {"email": "dora@example.org"}, {"email": "x"}, {"role": "king"}):
        answer = client.post(address, {"email": "otto@example.org", "role": "member"} | wrong)
        assert answer.status_code == 422, wrong
    assert browser("anna").post(address, {"email": "ada@example.org", "role": "member"}).status_code == 403
    assert "Ada" not in roles(cast.team)


def test_suggested_are_those_one_sees_who_are_not_in_it_yet(cast, browser):
    form = browser("ada").get(reverse("accounts:team_detail", args=[cast.team.pk])).context["form"]
    assert [person.name for person in form.suggested()] == ["Ada", "Otto"]
    form = browser("lena").get(reverse("accounts:team_detail", args=[cast.team.pk])).context["form"]
    assert form.suggested() == []


def test_roles_change_but_a_team_keeps_a_lead(cast, browser):
    client = browser("lena")
    of = {row.user.name: row.pk for row in cast.team.memberships.select_related("user")}
    own = reverse("accounts:membership_update", args=[of["Lena"]])
    assert client.post(own, {"role": "member"}).status_code == 400
    assert client.post(own, {"role": "king"}).status_code == 400
    assert client.post(reverse("accounts:membership_update", args=[of["Anna"]]), {"role": "lead"}).status_code == 302
    assert client.post(own, {"role": "member"}).status_code == 302
    assert (roles(cast.team)["Anna"], roles(cast.team)["Lena"]) == (TeamRole.LEAD, TeamRole.MEMBER)
    assert client.post(own, {"role": "lead"}).status_code == 403


def test_members_leave_but_take_out_nobody_else(cast, browser):
    client = browser("anna")
    of = {row.user.name: row.pk for row in Membership.objects.select_related("user")}
    assert client.post(reverse("accounts:membership_end", args=[of["Ben"]])).status_code == 403
    assert client.post(reverse("accounts:membership_end", args=[of["Otto"]])).status_code == 404
    assert client.post(reverse("accounts:membership_end", args=[of["Anna"]])).url == reverse("accounts:team_list")
    assert browser("lena").post(reverse("accounts:membership_end", args=[of["Ben"]])).status_code == 302
    assert sorted(roles(cast.team)) == ["Dora", "Lena"]


def test_the_team_at_work_is_chosen_among_ones_own(cast, browser):
    client, address = browser("anna"), reverse("accounts:choose_team")
    for team in (cast.other_team.pk, "", "x", 10**30):
        assert client.post(address, {"team": team}).status_code == 404
    Membership.objects.create(team=cast.other_team, user=cast.anna)
    answer = client.post(address, {"team": cast.other_team.pk, "next": "/teams/"})
    assert (answer.status_code, answer.url) == (302, "/teams/")
    cast.anna.refresh_from_db()
    assert cast.anna.working_team == cast.other_team
    away = client.post(address, {"team": cast.team.pk, "next": "https://example.com/"})
    assert away.url == reverse("relationships:today")


def test_one_person_alone_meets_no_teams(db, client):
    user = set_up_first_account(email="solo@example.org", name="Solo", password="warm-paper-and-clay")
    client.force_login(user)
    page = client.get(reverse("accounts:settings")).text
    assert ("Work with others" in page, "Teams" in page, "team-switch" in page) == (True, False, False)
    page = client.get(reverse("accounts:team_list"))
    assert "Our team" not in page.text
    assert client.get(reverse("accounts:user_create")).status_code == 200


def test_who_has_two_teams_can_switch_on_every_page(cast, browser):
    assert "team-switch" not in browser("anna").get(reverse("accounts:settings")).text
    Membership.objects.create(team=cast.other_team, user=cast.anna)
    assert "team-switch" in browser("anna").get(reverse("accounts:settings")).text


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_team(cast, browser, count, django_assert_max_num_queries):
    for number in range(count):
        Membership.objects.create(team=cast.team, user=make_user(f"user{number}"))
    client = browser("lena")
    with django_assert_max_num_queries(12):
        client.get(reverse("accounts:team_detail", args=[cast.team.pk]))
    with django_assert_max_num_queries(11):
        client.get(reverse("accounts:team_list"))
