"""What all pages that change something share: lists change in place, a form counts once, one lands where one came from."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from relationships.models import Appreciation, Idea, Interaction, Issue
from tests.world import make_world

HTMX = {"HX-Request": "true"}
MODELS = {"interaction": Interaction, "issue": Issue, "appreciation": Appreciation, "idea": Idea}


def from_page(name, *args, query=""):
    """The headers of a dialog that was opened on a page."""
    return HTMX | {"HX-Current-URL": f"http://testserver{reverse(name, args=args)}{query}"}


@pytest.fixture
def world(cast, lindner):
    return make_world(cast, lindner)


def filled(noun, partner, **more):
    data = {
        "interaction": {"channel": "call", "text": "x"},
        "issue": {"title": "x", "kind": "unclear", "severity": 2, "horizon": "short", "owner": partner.created_by_id},
        "appreciation": {"direction": "given", "text": "x"},
        "idea": {"title": "x", "state": "new"},
    }
    return {"partners": [partner.pk]} | data[noun] | more


def test_a_list_below_a_dialog_changes_in_place(signed_in, world):
    url = reverse("relationships:issue_resolve", args=[world.issue.pk])
    headers = from_page("relationships:issue_list", query="?severity=3")
    response = signed_in.post(url, {"result": "Sorted out"}, headers=headers)
    assert (response.status_code, response.content) == (204, b"")
    assert json.loads(response.headers["HX-Trigger"]) == {
        "dialog:close": {},
        "list:changed": {},
        "toast": {"text": "Resolved. Well done.", "undo": ""},
    }


def test_any_other_page_loads_anew(signed_in, world):
    url = reverse("relationships:issue_resolve", args=[world.issue.pk])
    headers = from_page("relationships:issue_detail", world.issue.pk)
    response = signed_in.post(url, {"result": "Sorted out"}, headers=headers)
    assert (response.status_code, response.headers["HX-Refresh"]) == (200, "true")


def test_an_address_of_elsewhere_is_no_list(signed_in, world):
    url = reverse("relationships:issue_comment", args=[world.issue.pk])
    response = signed_in.post(url, {"text": "x"}, headers=HTMX | {"HX-Current-URL": "http://testserver/no/such/page"})
    assert response.headers["HX-Refresh"] == "true"


def test_what_the_state_refuses_leaves_the_dialog_as_it_is(signed_in, world):
    url = reverse("relationships:issue_resolve", args=[world.issue.pk])
    signed_in.post(url, {"result": "Sorted out"})
    response = signed_in.post(url, {"result": "Again"}, headers=HTMX)
    assert (response.status_code, response.headers["HX-Reswap"]) == (409, "none")
    assert "resolved already" in response.headers["HX-Trigger"]


def test_without_script_one_lands_where_one_came_from(signed_in, world):
    url = reverse("relationships:issue_comment", args=[world.issue.pk])
    there = reverse("relationships:issue_list") + "?severity=3"
    assert signed_in.post(url, {"text": "x", "next": there}).headers["Location"] == there


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(signed_in, world, elsewhere):
    url = reverse("relationships:issue_comment", args=[world.issue.pk])
    assert elsewhere not in signed_in.get(url, {"next": elsewhere}).content.decode()
    own = reverse("relationships:issue_detail", args=[world.issue.pk]) + "#thread"
    assert signed_in.post(url, {"text": "x", "next": elsewhere}).headers["Location"] == own


@pytest.mark.parametrize("noun", MODELS)
def test_a_form_that_is_sent_twice_counts_once(signed_in, lindner, noun):
    url = reverse(f"relationships:{noun}_create")
    data = filled(noun, lindner, key="abcdefghijklmnopqrstuv")
    first, second = (signed_in.post(url, data) for _time in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert MODELS[noun].objects.count() == 1
    assert signed_in.post(url, data | {"key": "another"}).status_code == 302
    assert MODELS[noun].objects.count() == 2


def test_a_form_that_was_refused_may_be_sent_again(signed_in, lindner):
    url = reverse("relationships:interaction_create")
    data = filled("interaction", lindner, key="abc")
    assert signed_in.post(url, data | {"mood_before": 6}).status_code == 422
    assert signed_in.post(url, data).status_code == 302
    assert Interaction.objects.count() == 1


def test_two_people_may_send_the_same_key(client, cast, lindner):
    for user in (cast.anna, cast.ben):
        client.force_login(user)
        client.post(reverse("relationships:interaction_create"), filled("interaction", lindner, key="abc"))
    assert Interaction.objects.count() == 2


@pytest.mark.parametrize("noun", MODELS)
def test_who_has_no_team_writes_nothing(client, cast, lindner, noun):
    client.force_login(cast.ada)
    url = reverse(f"relationships:{noun}_create")
    assert client.get(url).status_code == 403
    assert client.post(url, filled(noun, lindner)).status_code == 403
    assert not MODELS[noun].objects.exists()


@pytest.mark.parametrize("noun", MODELS)
@pytest.mark.parametrize("verb", ["update", "discard"])
def test_of_what_one_does_not_see_there_is_nothing(client, cast, world, noun, verb):
    client.force_login(cast.otto)
    url = reverse(f"relationships:{noun}_{verb}", args=[getattr(world, noun).pk])
    assert client.post(url, {"version": 1}).status_code == 404
    assert getattr(world, noun).__class__.objects.get(pk=getattr(world, noun).pk).discarded_at is None


@pytest.mark.parametrize("noun", MODELS)
def test_what_one_sees_but_may_not_discard_is_refused(client, cast, world, noun):
    client.force_login(cast.ben)
    url = reverse(f"relationships:{noun}_discard", args=[getattr(world, noun).pk])
    assert client.post(url).status_code == 403
    assert client.get(url).status_code == 405
    assert MODELS[noun].objects.visible_to(cast.ben).exists()


@pytest.mark.parametrize("noun", MODELS)
def test_discarding_and_undoing(signed_in, cast, world, noun):
    pk = getattr(world, noun).pk
    page = signed_in.post(reverse(f"relationships:{noun}_discard", args=[pk]), follow=True).content.decode()
    undo = reverse(f"relationships:{noun}_restore", args=[pk])
    assert f'action="{undo}"' in page
    assert not MODELS[noun].objects.visible_to(cast.anna).exists()
    assert signed_in.post(undo).headers["Location"] == reverse(f"relationships:{noun}_detail", args=[pk])
    assert MODELS[noun].objects.visible_to(cast.anna).get().pk == pk


@pytest.mark.parametrize("noun", MODELS)
def test_a_stale_edit_shows_both_texts_keeps_the_draft_and_may_then_win(signed_in, cast, lindner, world, noun):
    entry = getattr(world, noun)
    field = "title" if hasattr(entry, "title") else "text"
    url = reverse(f"relationships:{noun}_update", args=[entry.pk])
    data = filled(noun, lindner, version=entry.version) | {"visibility": "team"}
    assert signed_in.post(url, data | {field: "Their words"}).status_code == 302
    page = signed_in.post(url, data | {field: "My words"})
    text = page.content.decode()
    assert page.status_code == 409
    assert "Their words" in text
    assert "My words" in text
    entry.refresh_from_db()
    assert getattr(entry, field) == "Their words"
    assert signed_in.post(url, data | {field: "My words", "version": entry.version}).status_code == 302
    entry.refresh_from_db()
    assert getattr(entry, field) == "My words"


def test_the_sentence_of_who_reads_it_follows_the_choice(signed_in, lindner, colleague):
    url = reverse("relationships:interaction_create")
    said = [
        signed_in.post(url, {"readers": 1, "partners": partners, "visibility": ""}, headers=HTMX).content.decode()
        for partners in ([], [lindner.pk], [lindner.pk, colleague.pk])
    ]
    assert said == [
        "Visible to the team Purchasing.",
        "Visible to the team Purchasing.",
        "Read by those involved only, as a colleague is among the partners.",
    ]
    assert not Interaction.objects.exists()


def test_the_name_of_a_team_is_no_markup(signed_in, cast, lindner):
    cast.team.name = "<b>Us</b>"
    cast.team.save()
    url = reverse("relationships:interaction_create")
    said = signed_in.post(url, {"readers": 1, "partners": [lindner.pk]}, headers=HTMX).content.decode()
    assert said == "Visible to the team &lt;b&gt;Us&lt;/b&gt;."


def test_looking_for_a_partner_without_script_keeps_what_was_typed(signed_in, lindner):
    url = reverse("relationships:interaction_create")
    data = {"search": "partners", "partners_search": "lind", "text": "Half a sentence"}
    page = signed_in.post(url, data).content.decode()
    assert "Half a sentence" in page
    assert f'<option value="{lindner.pk}">Druckhaus Lindner</option>' in page
    assert not Interaction.objects.exists()


def test_looking_for_a_partner_without_script_changes_nothing_yet(signed_in, cast, lindner):
    world = make_world(cast, lindner)
    url = reverse("relationships:interaction_update", args=[world.interaction.pk])
    response = signed_in.post(url, {"search": "partners", "partners_search": "lind", "text": "Half a sentence"})
    assert (response.status_code, dict(response.context["form"].errors)) == (200, {})
    assert "Half a sentence" in response.content.decode()
    assert Interaction.objects.get(pk=world.interaction.pk).text == world.interaction.text


def test_today_is_the_day_a_new_entry_is_dated(signed_in, lindner):
    signed_in.post(reverse("relationships:interaction_create"), filled("interaction", lindner))
    assert timezone.localdate(Interaction.objects.get().happened_at) == timezone.localdate()
