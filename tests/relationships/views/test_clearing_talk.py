"""The pages of the led talk, and the same through the API."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader

from accounts.models import User
from relationships.actions.clearing_talk import prepare_talk
from relationships.actions.issue import flag_issue
from relationships.models import ActionItem, ClearingTalk, Interaction, Issue

MEASURES = {"measures-TOTAL_FORMS": "2", "measures-INITIAL_FORMS": "0"}


@pytest.fixture
def issue(cast, lindner):
    return flag_issue(by=cast.anna, partners=[lindner], title="Late again", text="Three times", need="A call before")


@pytest.fixture
def talk(cast, issue):
    return prepare_talk(
        by=cast.anna, issue=issue, observed="Late, three times", planned_at=timezone.now() + timedelta(days=2),
        answers=[["What is our own share in it?", "We never called"]],
    )  # fmt: skip


def test_the_page_begins_with_what_the_issue_says_and_asks_the_questions(signed_in, issue, lindner):
    page = signed_in.get(f"/issues/{issue.pk}/prepare/")
    form = page.context["form"]
    assert (form["observed"].value(), form["need"].value()) == ("Three times", "A call before")
    assert "What is our own share in it?" in page.content.decode()
    sent = {"observed": "Late", "channel": "call", "partners": [lindner.pk], "answer_1": "We never called"}
    assert signed_in.post(f"/issues/{issue.pk}/prepare/", sent).url == f"/issues/{issue.pk}/"
    talk = ClearingTalk.objects.get()
    assert (talk.observed, talk.channel, talk.answers) == (
        "Late", "call", [["What is our own share in it?", "We never called"]],
    )  # fmt: skip
    assert signed_in.get(f"/issues/{issue.pk}/prepare/").url == f"/talks/{talk.pk}/"
    assert f"/talks/{talk.pk}/hold/" in signed_in.get(f"/issues/{issue.pk}/").content.decode()


def test_two_who_prepare_at_once_see_both_texts(signed_in, talk, lindner):
    sent = {"observed": "Mine", "channel": "meeting", "partners": [lindner.pk], "version": "1"}
    assert signed_in.post(f"/talks/{talk.pk}/", sent | {"observed": "Theirs"}).status_code == 302
    page = signed_in.post(f"/talks/{talk.pk}/", sent)
    assert page.status_code == 409
    assert all(text in page.content.decode() for text in ("Mine", "Theirs"))


def test_notes_are_kept_while_one_writes(signed_in, talk):
    kept = signed_in.post(
        f"/talks/{talk.pk}/notes/", {"notes": "They nod", "version": "1"}, headers={"HX-Request": "true"}
    )
    assert (kept.status_code, ClearingTalk.objects.get().notes) == (200, "They nod")
    assert 'name="version" value="2"' in kept.content.decode()
    stale = signed_in.post(f"/talks/{talk.pk}/notes/", {"notes": "x", "version": "1"}, headers={"HX-Request": "true"})
    assert (stale.status_code, ClearingTalk.objects.get().notes) == (409, "They nod")


def test_holding_it_shows_the_preparation_and_makes_everything_of_one_form(signed_in, cast, talk, issue):
    page = signed_in.get(f"/talks/{talk.pk}/hold/").content.decode()
    assert all(text in page for text in ("Late, three times", "We never called"))
    sent = MEASURES | {
        "version": "1", "notes": "A good talk", "mood_before": "2", "mood_after": "4", "agreement": "They call first",
        "measures-0-text": "Tell the ramp", "measures-0-owner": str(cast.ben.pk), "result": "",
        "measures-0-due_on": str(timezone.localdate() + timedelta(days=3)), "measures-1-owner": str(cast.anna.pk),
    }  # fmt: skip
    wrong = signed_in.post(f"/talks/{talk.pk}/hold/", sent | {"measures-0-due_on": "2020-01-01"})
    assert (wrong.status_code, Interaction.objects.count()) == (422, 0)
    assert "This day has passed" in wrong.content.decode()
    assert signed_in.post(f"/talks/{talk.pk}/hold/", sent).url == f"/issues/{issue.pk}/"
    issue = Issue.objects.get(pk=issue.pk)
    assert (issue.state, issue.agreement, ActionItem.objects.get().owner) == ("agreed", "They call first", cast.ben)
    assert signed_in.post(f"/talks/{talk.pk}/hold/", sent).status_code == 409


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"check_on_choice": "month"}, "result", "Write down how it was resolved"),
        ({"check_on_choice": "day", "check_on": "2031-01-01"}, "result", "Write down how it was resolved"),
        ({"check_on_choice": "day", "result": "Settled"}, "check_on", "Choose a day"),
    ],
)
def test_a_check_date_is_never_dropped_silently(signed_in, talk, sent, field, words):
    sent = MEASURES | {"version": "1", "notes": "A good talk", "agreement": "They call", "result": ""} | sent
    page = signed_in.post(f"/talks/{talk.pk}/hold/", sent)
    form = page.context["form"]
    assert (page.status_code, list(form.errors), Interaction.objects.count()) == (422, [field], 0)
    assert words in page.content.decode()
    shown = {name: form[name].value() for name in ("notes", "agreement", "result", "check_on_choice", "version")}
    assert shown == {name: sent.get(name) for name in shown}


def test_the_sheet_has_what_was_prepared_on_one_page(signed_in, talk):
    answer = signed_in.get(f"/talks/{talk.pk}/sheet/")
    reader = PdfReader(io.BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert (answer["Content-Type"], len(reader.pages)) == ("application/pdf", 1)
    assert all(words in text for words in ("Late again", "Late, three times", "We never called", "Druckhaus Lindner"))


def test_the_calendar_entry_names_the_talk_where_that_gives_nobody_away(signed_in, talk):
    event = Calendar.from_ical(signed_in.get(f"/talks/{talk.pk}/calendar/").content).walk("VEVENT")[0]
    assert (str(event["summary"]), event["dtstart"].dt) == (
        "Clearing talk: Late again",
        talk.planned_at.replace(microsecond=0),
    )


def test_a_built_in_question_is_read_in_ones_own_language(signed_in, cast, talk):
    User.objects.filter(pk=cast.anna.pk).update(language="de")
    asked = "Was ist unser eigener Anteil daran?"
    form = signed_in.get(f"/talks/{talk.pk}/").context["form"]
    answers = {str(field.label): field.value() for field in form.answer_fields}
    assert (len(answers), answers[asked]) == (6, "We never called")
    assert (asked, "We never called") in signed_in.get(f"/talks/{talk.pk}/hold/").context["preparation"]
    text = PdfReader(io.BytesIO(signed_in.get(f"/talks/{talk.pk}/sheet/").content)).pages[0].extract_text()
    assert text.count("Anteil daran") == 1


def test_called_off_and_back(signed_in, talk, issue):
    signed_in.post(f"/talks/{talk.pk}/discard/")
    assert ClearingTalk.objects.kept().count() == 0
    signed_in.post(f"/talks/{talk.pk}/restore/")
    assert ClearingTalk.objects.kept().count() == 1


def test_the_api_does_the_same(api, cast, issue):
    made = api.post(
        "/api/v1/clearing-talks/", {"issue": issue.pk, "observed": "Late", "answers": [["Why?", "Because"]]}
    )
    assert (made.status_code, made.json()["answers"]) == (201, [["Why?", "Because"]])
    address = f"/api/v1/clearing-talks/{made.json()['id']}/"
    assert api.patch(address, {"notes": "x"}).status_code == 400
    assert api.patch(address, {"notes": "x", "version": 1}).json()["version"] == 2
    assert api.patch(address, {"notes": "y", "version": 1}).status_code == 409
    early = api.post(f"{address}hold/", {"version": 2, "check_on": str(timezone.localdate() + timedelta(days=9))})
    assert (early.status_code, list(early.json())) == (400, ["result"])
    measures = [{"text": "Call", "owner": cast.ben.pk}]
    held = api.post(f"{address}hold/", {"version": 2, "agreement": "They call", "measures": measures})
    assert (held.status_code, held.json()["interaction"]) == (200, Interaction.objects.get().pk)
    assert Issue.objects.get(pk=issue.pk).state == "agreed"
    assert api.post(f"{address}hold/", {"version": 3}).status_code == 409
    for answers in ("x", [["one"]], [["a", 1]], [["a", "\x00"]]):
        bad = api.post("/api/v1/clearing-talks/", {"issue": issue.pk, "answers": answers})
        assert (bad.status_code, list(bad.json())) == (400, ["answers"])


def test_the_teams_questions(signed_in, cast):
    address = f"/teams/{cast.team.pk}/questions/"
    page = signed_in.get(address)
    shown = page.context["form"]["texts"].value()
    signed_in.post(address, {"texts": shown})
    assert cast.team.guiding_questions.count() == 0  # the built-in ones stay built in
    signed_in.post(address, {"texts": "Why?\nWhat now?"})
    assert signed_in.get(address).context["form"]["texts"].value() == "Why?\nWhat now?"
