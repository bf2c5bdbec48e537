"""Teams over the API: their members read them, leads and administrators change them."""

from rest_framework.test import APIClient

from accounts.models import Membership, Team

URL = "/api/v1/teams/"


def as_(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def names(answer):
    return [team["name"] for team in answer.json()["results"]]


def test_whose_teams_are_seen(cast):
    assert names(as_(cast.anna).get(URL)) == ["Purchasing"]
    assert names(as_(cast.otto).get(URL)) == ["Sales"]
    assert names(as_(cast.ada).get(URL)) == ["Purchasing", "Sales"]
    assert as_(cast.anna).get(f"{URL}{cast.other_team.pk}/").status_code == 404


def test_who_belongs_to_a_team(cast):
    team = as_(cast.otto).get(f"{URL}{cast.other_team.pk}/").json()
    assert team["members"] == [{"user": cast.otto.pk, "name": "Otto", "role": "lead"}]


def test_leads_change_their_team(cast):
    url = f"{URL}{cast.team.pk}/"
    assert as_(cast.anna).patch(url, {"name": "Buyers", "version": 1}).status_code == 403
    assert as_(cast.lena).patch(url, {"name": "Buyers", "version": 1}).json()["name"] == "Buyers"
    assert as_(cast.lena).patch(url, {"name": "sales", "version": 2}).status_code == 400
    assert Team.objects.get(pk=cast.team.pk).name == "Buyers"


def test_administrators_make_teams(cast):
    assert as_(cast.lena).post(URL, {"name": "New"}).status_code == 403
    made = as_(cast.ada).post(URL, {"name": "New", "members": [{"user": cast.otto.pk, "role": "lead"}]})
    assert made.status_code == 201
    assert made.json()["members"] == [{"user": cast.ada.pk, "name": "Ada", "role": "lead"}]


def test_members_come_and_go(cast):
    url = f"{URL}{cast.team.pk}/members/"
    assert as_(cast.anna).post(url, {"user": cast.ben.pk, "role": "lead"}).status_code == 403
    assert as_(cast.lena).post(url, {"user": cast.otto.pk}).status_code == 400  # whom she does not see
    assert as_(cast.ada).post(url, {"user": cast.otto.pk}).status_code == 200
    assert as_(cast.lena).post(url, {"user": cast.ben.pk, "role": "lead"}).status_code == 200
    assert as_(cast.anna).delete(f"{url}{cast.ben.pk}/").status_code == 403
    assert as_(cast.anna).delete(f"{url}{cast.anna.pk}/").status_code == 204
    assert as_(cast.ben).delete(f"{url}{cast.anna.pk}/").status_code == 404
    members = Membership.objects.filter(team=cast.team).order_by("user__name").values_list("user__name", "role")
    assert list(members) == [("Ben", "lead"), ("Dora", "member"), ("Lena", "lead"), ("Otto", "member")]


def test_the_last_lead_stays(cast):
    answer = as_(cast.lena).delete(f"{URL}{cast.team.pk}/members/{cast.lena.pk}/")
    assert (answer.status_code, answer.json()) == (
        400,
        {"non_field_errors": ["A team needs a lead. Make somebody else lead first."]},
    )
