"""Stories of what worked, told so that nobody is recognised; and what a training passes on."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.actions.record import WrongState
from climate.actions.booster import add_booster, discard_booster
from climate.actions.example import add_example, change_example, choose_topic, mark_example
from climate.actions.reflection import add_question, answer_for_the_team
from climate.models import ExampleMark, PracticeExample, TrainingTopic
from climate.queries.example import examples_of_team
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue, resolve_issue
from relationships.actions.review_series import add_series
from tests.conftest import make_user
from tests.counting import queries_of


@pytest.fixture
def example(cast):
    return add_example(
        by=cast.anna, title="A call instead of a letter", story="I called.", lesson="Ask first how they are"
    )


@pytest.fixture
def training(cast):
    return add_series(
        by=cast.anna, name="Training", kind="training", first_at=timezone.now() + timedelta(days=2)
    ).reviews.get()


def test_a_partner_is_named_only_where_they_agreed(signed_in, cast, lindner):
    story = {"title": "A call", "story": "Then I called druckhaus lindner, and it was done."}
    refused = signed_in.post("/examples/new/", story)
    assert (refused.status_code, "This names Druckhaus Lindner" in refused.content.decode()) == (422, True)
    assert "Then I called" in refused.content.decode()
    assert signed_in.post("/examples/new/", story | {"names_agreed": "on"}).status_code == 302
    with pytest.raises(ValidationError):
        change_example(by=cast.anna, example=PracticeExample.objects.get(), version=1, names_agreed=False)


def test_a_partner_whom_the_teller_does_not_see_is_not_given_away(cast, kerner):
    assert add_example(by=cast.anna, title="x", story="Metallbau Kerner")  # a refusal would say that they are there


def test_a_solved_issue_or_a_good_contact_becomes_a_draft_without_names(signed_in, cast, lindner):
    issue = flag_issue(
        by=cast.anna, partners=[lindner], title="Druckhaus Lindner is silent", text="Three letters to Druckhaus Lindner"
    )
    page = f"/examples/new/?issue={issue.pk}"
    assert "Three letters" not in signed_in.get(page).content.decode()  # not solved yet
    resolve_issue(by=cast.anna, issue=issue, result="One call")
    text = signed_in.get(page).content.decode()
    assert ("Three letters to …" in text, "One call" in text, "Druckhaus" in text) == (True, True, False)
    contact = log_interaction(by=cast.anna, partners=[lindner], channel="call", text="Asked how they are")
    assert "Asked how they are" in signed_in.get(f"/examples/new/?contact={contact.pk}").content.decode()
    hidden = log_interaction(by=cast.ben, partners=[lindner], channel="call", text="Secret", visibility="private")
    assert "Secret" not in signed_in.get(f"/examples/new/?contact={hidden.pk}").content.decode()


def test_it_is_the_teams_alone(signed_in, client, cast, example):
    assert "A call instead" in signed_in.get("/examples/").content.decode()
    client.force_login(cast.otto)
    assert client.get(f"/examples/{example.pk}/").status_code == 404
    assert "A call instead" not in client.get("/examples/").content.decode()


def test_searching(signed_in, cast, example):
    add_example(by=cast.ben, title="Bad news on the same day", story="At once")
    page = signed_in.get("/examples/?q=how+CALL").content.decode()
    assert ("A call instead" in page, "Bad news" in page) == (True, False)
    assert "Nothing found" in signed_in.get("/examples/?q=zebra").content.decode()


def test_marks_are_ones_own_and_a_number_from_five_on(signed_in, client, cast, example):
    page = f"/examples/{example.pk}/"
    for _twice in range(2):
        assert signed_in.post(f"{page}mark/").status_code == 302
    assert ExampleMark.objects.count() == 1
    for number in range(3):
        user = make_user(f"more{number}")
        cast.team.memberships.create(user=user)
        mark_example(by=user, example=example, helped=True)
    assert "helped 4 people" not in signed_in.get(page).content.decode()
    mark_example(by=cast.ben, example=example, helped=True)
    assert "helped 5 people" in signed_in.get(page).content.decode()
    assert signed_in.post(f"{page}mark/", {"back": "1"}).status_code == 302
    assert not ExampleMark.objects.filter(user=cast.anna).exists()
    with pytest.raises(PermissionDenied):
        mark_example(by=cast.otto, example=example, helped=True)


def test_discarding_restoring_and_history(signed_in, cast, example):
    page = f"/examples/{example.pk}/"
    assert signed_in.post(f"{page}discard/").status_code == 302
    assert signed_in.get(page).status_code == 404
    assert "A call instead" in signed_in.get("/trash/").content.decode()
    assert signed_in.post(f"{page}restore/").status_code == 302
    assert signed_in.get(f"{page}history/").status_code == 200


def test_a_training_passes_on_a_booster_or_an_example(signed_in, cast, example, training):
    booster = add_booster(by=cast.anna, text="Sing in the car")
    assert signed_in.post(f"/boosters/{booster.pk}/topic/", {"review": training.pk}).status_code == 302
    assert "Sing in the car" in signed_in.get(f"/rounds/{training.pk}/").content.decode()
    discard_booster(booster, by=cast.anna)
    assert f"/boosters/{booster.pk}/" not in signed_in.get(f"/rounds/{training.pk}/").content.decode()
    assert signed_in.post(f"/examples/{example.pk}/topic/", {"review": training.pk}).status_code == 302
    assert "A call instead" in signed_in.get(f"/rounds/{training.pk}/").content.decode()
    assert "Sing in the car" not in signed_in.get(f"/rounds/{training.pk}/").content.decode()
    assert TrainingTopic.objects.count() == 1


def test_only_a_training_of_the_same_team_that_is_ahead(cast, example, training):
    clearing = add_series(by=cast.anna, name="Round", first_at=timezone.now() + timedelta(days=2)).reviews.get()
    theirs = add_series(by=cast.otto, name="T", kind="training", first_at=timezone.now() + timedelta(days=2))
    with pytest.raises(WrongState):
        choose_topic(by=cast.anna, review=clearing, example=example)
    with pytest.raises(PermissionDenied):
        choose_topic(by=cast.anna, review=theirs.reviews.get(), example=example)


def test_a_clearing_round_takes_a_question_along(signed_in, cast):
    review = add_series(by=cast.anna, name="Round", first_at=timezone.now() + timedelta(days=2)).reviews.get()
    question = add_question(by=cast.anna, aim="team", text_en="With whom do we enjoy working?")
    add_question(by=cast.anna, aim="oneself", text_en="What do I bring?")
    add_question(by=cast.otto, aim="team", text_en="A question of Sales")
    answer_for_the_team(by=cast.ben, question=question, text="With the night shift", at=timezone.now())
    page = signed_in.get(f"/rounds/{review.pk}/").content.decode()
    assert ("With whom do we enjoy" in page, "With the night shift" in page) == (True, True)
    assert ("What do I bring?" in page, "A question of Sales" in page) == (False, False)


def test_over_the_api(api, cast, example, training):
    path = f"/api/v1/practice-examples/{example.pk}/"
    assert api.post(f"{path}mark/", {"helped": True}).status_code == 204
    assert [api.get(path).json()[name] for name in ("helped_me", "people_helped")] == [True, None]
    assert api.post(f"{path}topic/", {"review": training.pk}).status_code == 204
    assert [row["id"] for row in api.get("/api/v1/practice-examples/?q=letter").json()["results"]] == [example.pk]


def test_the_list_takes_as_many_queries_with_thirty_rows_as_with_one(signed_in, cast, example):
    few = len(queries_of(signed_in, "/examples/"))
    for number in range(30):
        add_example(by=cast.ben, title=f"Story {number}", story="x")
    assert len(queries_of(signed_in, "/examples/")) == few
    assert examples_of_team(cast.anna).count() == 31


def test_a_colleague_who_leaves_leaves_their_story_to_the_team(signed_in, cast, training):
    theirs = add_example(by=cast.ben, title="What Ben knew", story="x")
    cast.ben.is_active = False
    cast.ben.save()
    assert "What Ben knew" in signed_in.get("/examples/").content.decode()
    change_example(by=cast.anna, example=theirs, version=1, lesson="Kept")
    choose_topic(by=cast.anna, review=training, example=theirs)
    training.refresh_from_db()
    assert training.topic == "What Ben knew"
