"""What one may not see is on no page, fragment or file: not in lists, counts, search, suggestions, history or the trash."""

import io
import zipfile

import pytest
from django.urls import get_resolver, reverse

from climate.models import Impression, MoodBooster, PracticeExample, ReflectionQuestion, SharedAnswer
from tests.journeys.test_every_page import addresses
from tests.test_api_canary import hidden_from
from tests.world import CANARY

SEARCHED = [
    "partners:partner_list", "partners:partner_suggest", "relationships:palette", "relationships:issue_list",
    "relationships:appreciation_list", "relationships:idea_list",
]  # fmt: skip

PLAIN_OF_CLIMATE = ["booster_list", "example_list", "impression_list", "reflection", "pulse", "reading_path"]

LISTS = [
    "partners:partner_list", "relationships:interaction_list", "relationships:issue_list", "relationships:idea_list",
    "relationships:appreciation_list", "relationships:action_item_list", "relationships:reminder_list",
]  # fmt: skip


@pytest.fixture
def world(cast, everything):
    return everything.world


def text_of(response) -> str:
    """The text of an answer, a workbook's sheets included."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    return content.decode("utf-8", "replace")


@pytest.mark.parametrize("reader", ["anna", "lena", "ada"])
def test_no_page_shows_a_canary(client, cast, lindner, world, reader):
    client.force_login(getattr(cast, reader))
    pages = addresses(world)
    pages += [reverse("relationships:issue_list") + f"?state={state}" for state in ("resolved", "parked", "open")]
    pages += [reverse(name) + f"?format={form}" for name in LISTS for form in ("csv", "xlsx", "json")]
    pages += [reverse("partners:partner_list") + "?scope=all", reverse("relationships:reminder_list") + "?done=true"]
    found = [page for page in pages if CANARY in text_of(client.get(page))]
    assert found == []


HOW_WE_ARE = [
    (MoodBooster, "booster"), (PracticeExample, "example"), (Impression, "impression"), (ReflectionQuestion, "question"),
]  # fmt: skip
VERBS = ("detail", "update", "history", "topic", "ask", "measure", "answer")


@pytest.mark.parametrize("reader", ["anna", "lena", "ada", "dora"])
def test_no_page_of_anybodys_story_question_or_impression_shows_one(client, cast, world, reader):
    """Every page that one of these has, by its number, whoever it belongs to and whether it lies in the trash or not."""
    client.force_login(getattr(cast, reader))
    known = set(get_resolver("climate.urls").reverse_dict)
    pages = [
        reverse(f"climate:{noun}_{verb}", args=[pk])
        for model, noun in HOW_WE_ARE
        for verb in VERBS
        for pk in hidden_from(getattr(cast, reader), model)
        if f"{noun}_{verb}" in known
    ]
    pages += [
        reverse("climate:shared_answer_history", args=[pk]) for pk in hidden_from(getattr(cast, reader), SharedAnswer)
    ]
    pages += [reverse(f"climate:{name}") + f"?q={CANARY[:8]}" for name in PLAIN_OF_CLIMATE]
    assert [page for page in pages if CANARY in text_of(client.get(page, follow=True))] == []
    assert len(pages) > 40


def test_its_own_team_finds_those(client, cast, world):
    client.force_login(cast.otto)
    found = [name for name in PLAIN_OF_CLIMATE if CANARY in text_of(client.get(reverse(f"climate:{name}")))]
    theirs = Impression.objects.get(name=CANARY, author=cast.otto)
    assert CANARY in text_of(client.get(reverse("climate:impression_detail", args=[theirs.pk])))
    assert found == ["booster_list", "example_list", "impression_list", "reflection", "reading_path"]


@pytest.mark.parametrize("reader", ["anna", "lena", "ada"])
def test_no_search_finds_a_canary(client, cast, world, reader):
    client.force_login(getattr(cast, reader))
    for name in SEARCHED:
        for typed in ("Kanarien", CANARY):
            answer = text_of(client.get(reverse(name), {"q": typed, "scope": "all", "state": "resolved"}))
            # What one typed oneself stands in the search field again; no row, chip or count may come of it.
            assert f"{CANARY} " not in answer, name
            assert "GmbH" not in answer, name


def test_the_canaries_are_there_for_whom_they_are_meant(client, cast, world):
    client.force_login(cast.otto)
    assert f"{CANARY} 0" in text_of(client.get(reverse("relationships:issue_list")))
    client.force_login(cast.ben)
    assert CANARY in text_of(client.get(reverse("relationships:appreciation_list")))
