"""The daily pages: they work, for whom, in a constant number of queries, and refuse what is wrong without losing a word."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from relationships.actions.issue import change_issue, flag_issue
from relationships.models import Appreciation, Idea, Interaction, Issue, Reminder
from tests.counting import queries_of
from tests.world import make_world

LISTS = ["today", "issue_list", "appreciation_list", "idea_list", "reminder_list"]


@pytest.fixture
def world(cast, lindner):
    return make_world(cast, lindner)


def test_lists_take_as_many_queries_with_thirty_times_the_rows(signed_in, cast, lindner, world):
    pages = [reverse(f"relationships:{name}") for name in LISTS]
    few = {url: len(queries_of(signed_in, url)) for url in pages}
    for _number in range(29):
        make_world(cast, lindner)
    many = {url: queries_of(signed_in, url) for url in pages}
    assert {url: len(found) for url, found in many.items()} == few, many
    assert max(few.values()) <= 10, many


@pytest.mark.parametrize("noun", ["interaction", "issue", "appreciation", "idea"])
def test_an_entry_is_read_by_its_team_and_by_nobody_else(client, cast, world, noun):
    url = reverse(f"relationships:{noun}_detail", args=[getattr(world, noun).pk])
    answers = {}
    for name, user in cast.roles().items():
        client.logout()
        if user is not None:
            client.force_login(user)
        answers[name] = client.get(url).status_code
    assert answers == {
        "anonymous": 302, "outsider": 404, "member": 200, "lead": 200, "administrator": 404, "deactivated": 302,
    }  # fmt: skip


def log_data(partner, **more):
    return {"partners": [partner.pk], "channel": "visit", "text": "Went well", "mood_before": 2, "mood_after": 5} | more


def test_one_dialog_saves_a_contact_and_what_came_up_with_it(signed_in, cast, lindner):
    data = log_data(
        lindner, issue_title="Who pays?", issue_kind="conflict", issue_severity=3, thanks_text="For the samples",
        idea_title="Crates", reminder_text="Call back", reminder_on=timezone.localdate() + timedelta(days=3),
    )  # fmt: skip
    response = signed_in.post(reverse("relationships:interaction_create"), data)
    assert response.status_code == 302
    contact, issue = Interaction.objects.get(), Issue.objects.get()
    assert (contact.channel, contact.text, contact.mood_before, contact.mood_after) == ("visit", "Went well", 2, 5)
    assert (issue.title, issue.kind, issue.severity, issue.owner) == ("Who pays?", "conflict", 3, cast.anna)
    assert list(issue.interactions.all()) == [contact]
    assert Appreciation.objects.get().text == "For the samples"
    assert Idea.objects.get().title == "Crates"
    assert (Reminder.objects.get().text, Reminder.objects.get().partner) == ("Call back", lindner)


@pytest.mark.parametrize(
    "wrong",
    [
        {"mood_before": 0}, {"mood_after": 6}, {"mood_before": "good"}, {"happened_at": "1026-01-01T10:00"},
        {"happened_at": "2126-01-01T10:00"}, {"partners": []}, {"partners": [999999]}, {"text": "x" * 100_000},
        {"channel": "pigeon"}, {"reminder_text": "Call", "reminder_on": ""}, {"reminder_text": "Call", "reminder_on": "2001-01-01"},
        {"issue_title": "x" * 300}, {"team": 999999, "visibility": "nobody"},
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_half_written(signed_in, lindner, wrong):
    response = signed_in.post(
        reverse("relationships:interaction_create"), log_data(lindner, value_given="Keep me") | wrong
    )
    assert response.status_code == 422
    assert "Keep me" in response.content.decode()
    assert [model.objects.count() for model in (Interaction, Issue, Appreciation, Idea, Reminder)] == [0] * 5


def test_a_partner_one_may_not_see_cannot_be_chosen(signed_in, kerner):
    response = signed_in.post(reverse("relationships:interaction_create"), log_data(kerner))
    assert response.status_code == 422
    assert "Metallbau" not in response.content.decode()


def test_the_dialog_gets_the_form_alone_and_then_reloads_the_page(signed_in, lindner):
    url = reverse("relationships:interaction_create")
    page = signed_in.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    saved = signed_in.post(url, log_data(lindner), headers={"HX-Request": "true"})
    assert (saved.status_code, saved.headers["HX-Refresh"]) == (200, "true")


STEPS = [
    ("talk", {}, "talking"),
    ("agree", {"agreement": "Weekly call"}, "agreed"),
    ("park", {"until": "2099-01-01"}, None),
    ("resolve", {"result": "Sorted out"}, "resolved"),
    ("reopen", {"reason": "Came back"}, "open"),
]


def test_the_life_of_an_issue_by_clicks(signed_in, world):
    issue = world.issue
    for verb, data, state in STEPS:
        url = reverse(f"relationships:issue_{verb}", args=[issue.pk])
        response = signed_in.post(url, data)
        issue.refresh_from_db()
        if state:
            assert (verb, response.status_code, issue.state) == (verb, 302, state)
        else:
            assert response.status_code == 422, verb


def test_a_closed_issue_is_not_resolved_again(signed_in, world):
    url = reverse("relationships:issue_resolve", args=[world.issue.pk])
    assert signed_in.post(url, {"result": "Sorted out"}).status_code == 302
    again = signed_in.post(url, {"result": "Again"})
    assert again.status_code == 409
    assert "resolved already" in again.content.decode()
    assert Issue.objects.get().result == "Sorted out"


def test_a_stale_draft_shows_both_texts_and_is_kept(signed_in, cast, world):
    url = reverse("relationships:interaction_update", args=[world.interaction.pk])
    moment = timezone.localtime(world.interaction.happened_at).strftime("%Y-%m-%dT%H:%M")
    data = log_data(
        world.partner, text="Mine", happened_at=moment, visibility="team", version=world.interaction.version
    )
    assert signed_in.post(url, data | {"text": "Theirs"}).status_code == 302
    lost = signed_in.post(url, data)
    assert lost.status_code == 409
    # The same moment is no difference, whatever time zone it is stored in.
    assert lost.context["conflict"] == [{"name": "text", "label": "What happened", "theirs": "Theirs", "yours": "Mine"}]
    content = lost.content.decode()
    assert "Theirs" in content
    assert "Mine" in content
    assert signed_in.post(url, data | {"version": world.interaction.version + 1}).status_code == 302
    assert Interaction.objects.get().text == "Mine"


def test_only_the_author_changes_a_contact(client, cast, world):
    url = reverse("relationships:interaction_update", args=[world.interaction.pk])
    client.force_login(cast.ben)
    assert client.get(url).status_code == 403
    assert client.post(url, log_data(world.partner, version=1)).status_code == 403


def test_a_discarded_contact_comes_back_by_undo(signed_in, world):
    discard = reverse("relationships:interaction_discard", args=[world.interaction.pk])
    assert signed_in.post(discard).status_code == 302
    assert signed_in.get(reverse("relationships:interaction_detail", args=[world.interaction.pk])).status_code == 404
    assert signed_in.post(reverse("relationships:interaction_restore", args=[world.interaction.pk])).status_code == 302
    assert signed_in.get(reverse("relationships:interaction_detail", args=[world.interaction.pk])).status_code == 200


def test_a_reminder_is_done_and_taken_up_again(signed_in, world):
    assert signed_in.post(reverse("relationships:reminder_done", args=[world.reminder.pk])).status_code == 302
    assert Reminder.objects.get().done_at is not None
    assert signed_in.post(reverse("relationships:reminder_reopen", args=[world.reminder.pk])).status_code == 302
    assert Reminder.objects.get().done_at is None


def test_reminders_are_their_owners_alone(client, cast, world):
    client.force_login(cast.ben)
    assert client.get(reverse("relationships:reminder_update", args=[world.reminder.pk])).status_code == 404
    assert client.post(reverse("relationships:reminder_done", args=[world.reminder.pk])).status_code == 404


def test_a_line_is_drawn_of_what_its_reader_may_know(client, cast, lindner, kerner):
    """Lines are kept by what they show: two who see different things of one issue see different lines of it."""
    both = flag_issue(by=cast.anna, partners=[lindner], title="Late again", visibility="everyone")
    both.partners.add(kerner)
    shown = {}
    for user in (cast.anna, cast.otto, cast.anna):
        client.force_login(user)
        page = client.get("/issues/").content.decode()
        shown.setdefault(user, []).append((lindner.name in page, kerner.name in page, "another partner" in page))
    assert shown == {cast.anna: [(True, False, True)] * 2, cast.otto: [(False, True, True)]}
    client.force_login(cast.anna)
    change_issue(by=cast.anna, issue=both, version=both.version, title="Late once more")
    page = client.get("/issues/").content.decode()
    assert ("Late once more" in page, "Late again" in page) == (True, False)
