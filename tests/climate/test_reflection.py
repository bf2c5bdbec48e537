"""Questions, one a week; answers that are one's own, or the team's because one chose so."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from climate.actions.reflection import (
    add_question,
    add_starting_questions,
    answer_for_the_team,
    answer_privately,
    discard_shared_answer,
)
from climate.models import PrivateAnswer, ReflectionQuestion, SharedAnswer
from climate.queries.reflection import own_answers, question_of_the_week
from climate.starting_set import QUESTIONS
from relationships.actions.review_series import add_series
from tests.counting import queries_of


@pytest.fixture
def question(cast):
    return add_question(by=cast.anna, text_en="Who needs me?", text_de="Wer braucht mich?")


def test_each_reads_it_in_their_own_language_or_in_the_one_there_is(cast, question):
    only = add_question(by=cast.anna, text_de="Nur deutsch?")
    with translation.override("de"):
        assert (question.text, only.text) == ("Wer braucht mich?", "Nur deutsch?")
    assert (question.text, only.text) == ("Who needs me?", "Nur deutsch?")


def test_it_needs_words_in_one_language(signed_in, cast):
    assert signed_in.post("/reflection/questions/new/", {"aim": "team", "text_en": " "}).status_code == 422
    assert not ReflectionQuestion.objects.exists()


def test_a_private_answer_is_nobody_elses_and_sealed(signed_in, client, cast, question):
    page = f"/reflection/questions/{question.pk}/answer/"
    assert signed_in.post(page, {"text": "My brother", "readers": "me"}).status_code == 302
    assert signed_in.post(page, {"text": "My sister", "readers": "me"}).status_code == 302
    assert [answer.text for answer in own_answers(cast.anna)] == ["My sister"]
    assert "sister" not in str(PrivateAnswer.objects.values().get())
    for reader in (cast.ben, cast.lena, cast.ada):
        client.force_login(reader)
        assert "My sister" not in client.get("/reflection/").content.decode()
        assert client.post(f"/reflection/own/{PrivateAnswer.objects.get().pk}/delete/").status_code == 404


def test_an_answer_is_told_by_choice(signed_in, client, cast, question):
    signed_in.post(f"/reflection/questions/{question.pk}/answer/", {"text": "The night shift", "readers": "team"})
    client.force_login(cast.ben)
    assert "The night shift" in client.get("/reflection/").content.decode()
    client.force_login(cast.otto)
    assert "The night shift" not in client.get("/reflection/").content.decode()
    assert client.get(f"/reflection/questions/{question.pk}/answer/").status_code == 404
    assert not PrivateAnswer.objects.exists()


def test_today_asks_one_a_week_until_it_is_answered(signed_in, cast, lindner, question):
    assert "Who needs me?" in signed_in.get("/").content.decode()
    answer_privately(by=cast.anna, question=question, text="x", at=timezone.now())
    assert "Who needs me?" not in signed_in.get("/").content.decode()


def test_all_questions_come_in_turn_and_the_same_for_the_team(cast):
    add_starting_questions(by=cast.anna)
    weeks = [timezone.now() + timedelta(days=7 * number) for number in range(len(QUESTIONS))]
    asked = [question_of_the_week(cast.anna, at=week).pk for week in weeks]
    assert len(set(asked)) == len(QUESTIONS)
    assert asked == [question_of_the_week(cast.ben, at=week).pk for week in weeks]
    assert question_of_the_week(cast.otto, at=weeks[0]) is None


def test_the_starting_set_comes_once_and_goes(signed_in, cast, question):
    for _number in range(2):
        signed_in.post("/reflection/questions/starting-set/")
    assert ReflectionQuestion.objects.visible_to(cast.ben).count() == len(QUESTIONS) + 1
    signed_in.post("/reflection/questions/starting-set/", {"discard": "1"})
    assert list(ReflectionQuestion.objects.visible_to(cast.ben)) == [question]


def test_deleting_all_takes_private_answers_along(signed_in, cast, question):
    answer_privately(by=cast.anna, question=question, text="x", at=timezone.now())
    answer_for_the_team(by=cast.anna, question=question, text="y", at=timezone.now())
    text = b"".join(signed_in.get("/check-ins/file/").streaming_content).decode()
    assert "Who needs me? – x" in text
    signed_in.post("/check-ins/delete-all/")
    assert (PrivateAnswer.objects.count(), SharedAnswer.objects.count()) == (0, 1)


def test_over_the_api(api, cast, question):
    made = api.post("/api/v1/private-answers/", {"question": question.pk, "text": "x"})
    assert (made.status_code, made.json()["text"]) == (201, "x")
    answer_privately(by=cast.ben, question=question, text="z", at=timezone.now())
    assert [row["text"] for row in api.get("/api/v1/private-answers/").json()["results"]] == ["x"]
    told = api.post("/api/v1/shared-answers/", {"question": question.pk, "text": "y"}).json()
    assert (told["author"], told["text"]) == (cast.anna.pk, "y")


def test_the_page_takes_as_many_queries_with_thirty(signed_in, cast, question):
    few = queries_of(signed_in, "/reflection/")
    for number in range(30):
        more = add_question(by=cast.ben, text_en=f"Question {number}")
        answer_for_the_team(by=cast.ben, question=more, text="x", at=timezone.now())
        answer_privately(by=cast.anna, question=more, text="x", at=timezone.now())
    assert len(queries_of(signed_in, "/reflection/")) <= len(few) <= 10


def test_a_meeting_asks_one_question_and_reads_out_what_the_team_was_told(signed_in, cast):
    review = add_series(by=cast.anna, name="Round", first_at=timezone.now() + timedelta(days=1)).reviews.get()
    page = f"/rounds/{review.pk}/"
    assert "The team has no question to itself yet" in signed_in.get(page).content.decode()
    question = add_question(by=cast.anna, aim="team", text_en="Whom did we lift?")
    add_question(by=cast.anna, text_en="A question to oneself")
    gone = answer_for_the_team(by=cast.ben, question=question, text="Told and taken back", at=timezone.now())
    answer_for_the_team(by=cast.anna, question=question, text="Lindner, after the flood", at=timezone.now())
    discard_shared_answer(gone, by=cast.ben)
    shown = signed_in.get(page).content.decode()
    assert ("Whom did we lift?" in shown, "Lindner, after the flood" in shown) == (True, True)
    assert ("A question to oneself" in shown, "Told and taken back" in shown) == (False, False)
