"""How often we want to be in touch: a partner's own cadence, else the closest of its tags'."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from partners.actions.partner import add_partner, change_partner
from partners.actions.tag import change_tag, tags_named
from partners.models import Partner, Tag
from partners.queries.cadence import Cadence, cadence_of, load_cadences, with_cadence
from relationships.actions.standing import rebuild_standings
from relationships.models import Standing


@pytest.fixture
def tags(cast):
    close, wide = tags_named(["close", "wide"], by=cast.anna)
    change_tag(by=cast.anna, tag=close, version=1, cadence_ideal=10, cadence_at_most=20)
    change_tag(by=cast.anna, tag=wide, version=1, cadence_at_most=60)
    return [close, wide]


def test_its_own_comes_first_and_of_tags_the_closest(cast, tags, django_assert_num_queries):
    add_partner(by=cast.anna, name="both", tags=tags)
    add_partner(by=cast.anna, name="own", tags=tags, cadence_at_most=90)
    add_partner(by=cast.anna, name="none")
    add_partner(by=cast.anna, name="wide", tags=tags[1:])
    wanted = {"both": Cadence(10, 20), "own": Cadence(None, 90), "none": Cadence(), "wide": Cadence(None, 60)}
    with django_assert_num_queries(1):
        assert {row.name: cadence_of(row) for row in with_cadence(Partner.objects.all())} == wanted
    rows = list(Partner.objects.all())
    with django_assert_num_queries(1):
        load_cadences(rows)
        assert {row.name: cadence_of(row) for row in rows} == wanted


def test_standings_follow_the_tag_at_once_and_a_rebuild_finds_nothing(cast, tags):
    partner = add_partner(by=cast.anna, name="both", tags=tags)
    today = timezone.localdate(partner.created_at, timezone.get_default_timezone())

    def overdue_on():
        return Standing.objects.get(partner=partner, team=cast.team).overdue_on

    assert overdue_on() == today + timedelta(days=20)
    change_tag(by=cast.anna, tag=Tag.objects.get(pk=tags[0].pk), version=2, cadence_at_most=15)
    assert overdue_on() == today + timedelta(days=15)
    change_partner(by=cast.anna, partner=partner, version=1, tags=tags[1:])
    assert overdue_on() == today + timedelta(days=60)
    assert rebuild_standings() == []


def test_who_changes_a_tag(cast, tags, kerner):
    add_partner(by=cast.anna, name="both", tags=tags)
    change_tag(by=cast.lena, tag=Tag.objects.get(pk=tags[0].pk), version=2, name="closer")
    for user in (cast.ben, cast.otto):
        with pytest.raises(PermissionDenied):
            change_tag(by=user, tag=Tag.objects.get(pk=tags[0].pk), version=3, name="x")


def test_the_pages(client, cast, tags):
    add_partner(by=cast.anna, name="both", tags=tags)
    client.force_login(User.objects.get(pk=cast.anna.pk))
    listed = client.get("/partners/tags/").context["tags"]
    assert [(tag.name, tag.partner_count) for tag in listed] == [("close", 1), ("wide", 1)]
    sent = {"name": "close", "cadence_ideal": "30", "cadence_at_most": "20", "version": "2"}
    wrong = client.post(f"/partners/tags/{tags[0].pk}/", sent)
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["cadence_at_most"])
    assert client.post(f"/partners/tags/{tags[0].pk}/", sent | {"cadence_ideal": "5"}).status_code == 302
    assert client.post(f"/partners/tags/{tags[0].pk}/", sent | {"cadence_ideal": "6"}).status_code == 409
    partner = Partner.objects.get(name="both")
    assert "every 5 days" in client.get(f"/partners/{partner.pk}/").content.decode()


def test_the_api(api, cast, tags):
    address = f"/api/v1/tags/{tags[0].pk}/"
    assert api.patch(address, {"cadence_at_most": 25}).status_code == 400
    assert api.patch(address, {"cadence_at_most": 25, "version": 2}).json()["cadence_at_most"] == 25
    assert api.patch(address, {"cadence_at_most": 26, "version": 2}).status_code == 409
    assert api.patch(address, {"cadence_at_most": 0, "version": 3}).status_code == 400
