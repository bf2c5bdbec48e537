"""The pages of ideas and of thanks: filters, the answer in two taps, who may write it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from relationships.actions.appreciation import write_appreciation
from relationships.actions.idea import change_idea, note_idea
from relationships.models import Idea
from tests.counting import queries_of
from tests.world import make_secrets, make_world

IDEAS, THANKS = reverse("relationships:idea_list"), reverse("relationships:appreciation_list")


@pytest.fixture
def idea(cast, lindner):
    return note_idea(by=cast.anna, partners=[lindner], title="Crates instead of foil")


def test_an_idea_is_answered_by_any_member_of_its_team(client, cast, idea):
    client.force_login(cast.ben)
    url = reverse("relationships:idea_answer", args=[idea.pk])
    assert "Crates instead of foil" in client.get(url).content.decode()
    data = {"state": "doing", "answer": "We try it in spring", "version": 1}
    assert client.post(url, data).status_code == 302
    idea.refresh_from_db()
    assert (idea.state, idea.answer, idea.answered_on) == ("doing", "We try it in spring", timezone.localdate())
    assert idea.title == "Crates instead of foil"


def test_an_answer_that_crosses_another_shows_both(signed_in, cast, idea):
    change_idea(by=cast.ben, idea=Idea.objects.get(), version=1, answer="No")
    url = reverse("relationships:idea_answer", args=[idea.pk])
    lost = signed_in.post(url, {"state": "new", "answer": "Yes, gladly", "version": 1})
    assert lost.status_code == 409
    assert "Yes, gladly" in lost.content.decode()
    assert Idea.objects.get().answer == "No"


@pytest.mark.parametrize(("data", "wrong"), [({"state": "maybe"}, "state"), ({"answer": "x" * 100_000}, "answer")])
def test_a_wrong_answer_is_said_at_its_field(signed_in, idea, data, wrong):
    url = reverse("relationships:idea_answer", args=[idea.pk])
    response = signed_in.post(url, {"state": "new", "answer": "", "version": 1} | data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [wrong])


def test_who_only_reads_it_does_not_answer(client, cast, lindner, idea):
    open_one = note_idea(by=cast.anna, partners=[lindner], title="For all", visibility="everyone")
    client.force_login(cast.otto)
    for entry, status in ((open_one, 403), (idea, 404)):
        assert client.post(reverse("relationships:idea_answer", args=[entry.pk]), {"version": 1}).status_code == status
    assert [line.may_change for line in client.get(IDEAS).context["rows"]] == [False]


def test_the_filters_of_ideas(signed_in, cast, lindner, idea):
    done = note_idea(by=cast.anna, partners=[lindner], title="Photo of the meter", state="done")
    change_idea(by=cast.anna, idea=done, version=1, answer="Since January")

    def titles(**params):
        return [line.title for line in signed_in.get(IDEAS, params).context["rows"]]

    assert titles() == ["Photo of the meter", "Crates instead of foil"]
    assert titles(state="new") == ["Crates instead of foil"]
    assert titles(answered="true") == ["Photo of the meter"]
    assert titles(q="crates") == ["Crates instead of foil"]


def test_thanks_given_and_received(signed_in, cast, lindner):
    write_appreciation(by=cast.anna, partners=[lindner], text="Given")
    write_appreciation(by=cast.anna, partners=[lindner], text="Received", direction="received")

    def texts(**params):
        return [row.text for row in signed_in.get(THANKS, params).context["rows"]]

    assert texts() == ["Received", "Given"]
    assert (texts(direction="given"), texts(direction="received")) == (["Given"], ["Received"])


def test_the_lists_take_as_many_queries_with_thirty_times_the_rows_and_hold_no_canary(signed_in, cast, lindner, kerner):
    pages = (IDEAS, THANKS)
    make_world(cast, lindner)
    few = [len(queries_of(signed_in, url)) for url in pages]
    for _number in range(29):
        make_world(cast, lindner)
    make_secrets(cast, lindner, kerner)
    many = [queries_of(signed_in, url) for url in pages]
    assert [len(found) for found in many] == few, many
    assert max(few) <= 10, many
    assert [url for url in pages if "Kanarienvogel" in signed_in.get(url).content.decode()] == []
