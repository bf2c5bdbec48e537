"""How a team is seen: what it wants, whom it asks, what is shown and what is never kept."""

import random
import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.actions.record import WrongState
from accounts.models import Notification
from climate.actions.feedback import take_answer
from climate.actions.impression import (
    add_impression,
    ask_partners,
    change_impression,
    close_impression,
    look_again,
    renew_link,
    revoke_link,
    see_to_impressions,
)
from climate.models import FeedbackAnswer, FeedbackLink, FeedbackTicket, Impression, ImpressionTally
from climate.queries.feedback import secret_of
from climate.queries.impression import results_of
from partners.actions.partner import add_partner
from torture.canary import dump

STATEMENTS = [
    {"en": "They keep their word.", "de": "Auf sie ist Verlass.", "wanted": 10, "thought": 8},
    {"en": "They answer quickly.", "de": "", "wanted": 6, "thought": 7},
]
LATER = timezone.localdate() + timedelta(days=14)


@pytest.fixture
def partners(cast):
    return [add_partner(by=cast.anna, name=f"Supplier {n}", natural_person="no", language="de") for n in range(7)]


@pytest.fixture
def impression(cast):
    return add_impression(by=cast.anna, name="Our suppliers", statements=STATEMENTS)


def ask(cast, impression, partners, *, is_anonymous=True, ends_on=LATER):
    asked = ask_partners(
        by=cast.anna, impression=impression, partners=partners, ends_on=ends_on, is_anonymous=is_anonymous,
        at=timezone.now(),
    )  # fmt: skip
    impression.refresh_from_db()
    return [re.sub("^https?://[^/]+", "", one.address) for one in asked]


def say(client, path, mood=4, fits=(0,), line=""):
    return client.post(path, {"mood": mood, "fits": list(fits), "line": line})


def test_a_partner_answers_without_signing_in_and_without_a_cookie(client, cast, impression, partners):
    (path, *_more) = ask(cast, impression, partners)
    page = client.get(path)
    assert (page.status_code, page.cookies, page.headers["Referrer-Policy"]) == (200, {}, "no-referrer")
    assert "no-store" in page.headers["Cache-Control"]
    assert "Auf sie ist Verlass." in page.content.decode()  # in the partner's language
    assert "They keep their word." in client.get(f"{path}?language=en").content.decode()
    answer = say(client, path, line="Weiter so")
    assert (answer.status_code, answer.cookies) == (200, {})
    tally = ImpressionTally.objects.get()
    assert (tally.moods, tally.fits, tally.lines) == ([0, 0, 0, 1, 0], [1, 0], ["Weiter so"])


def test_the_page_tells_truly_who_will_see_what(client, cast, impression, partners):
    anonymous = client.get(ask(cast, impression, partners)[0] + "?language=en").content.decode()
    assert "Neither your name nor this link nor the time is stored" in anonymous
    named = add_impression(by=cast.anna, name="By name", statements=STATEMENTS)
    (path,) = ask(cast, named, partners[:1], is_anonymous=False)
    page = client.get(f"{path}?language=en").content.decode()
    assert "sees your answer with the name Supplier 0" in page


def test_an_answer_needs_a_face_and_keeps_what_was_typed(client, cast, impression, partners):
    path = ask(cast, impression, partners)[0]
    answer = client.post(path, {"fits": ["1"], "line": "Nicht verlieren"})
    assert answer.status_code == 422
    assert "Nicht verlieren" in answer.content.decode()
    for wrong in ({"mood": 9}, {"mood": 4, "fits": ["7"]}, {"mood": 4, "line": "x" * 501}, {"mood": "x"}):
        assert client.post(path, wrong).status_code == 422
    assert ImpressionTally.objects.get().moods == [0, 0, 0, 0, 0]


def test_each_link_takes_one_answer(client, cast, impression, partners):
    path = ask(cast, impression, partners)[0]
    assert [say(client, path).status_code, say(client, path).status_code, say(client, path, 1).status_code] == [
        200, 409, 409,
    ]  # fmt: skip
    assert client.get(path).status_code == 200
    assert ImpressionTally.objects.get().moods == [0, 0, 0, 1, 0]


def test_a_guessed_altered_revoked_or_expired_link_opens_nothing(client, cast, impression, partners):
    paths = ask(cast, impression, partners)
    altered = paths[0][:-3] + ("A/" if paths[0][-3] != "A" else "B/")
    answers = [client.get(path) for path in (altered, "/feedback/guess.guess/", "/feedback/" + "x" * 3000 + "/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1  # nothing tells one from the other
    revoke_link(by=cast.anna, link=FeedbackLink.objects.get(partner=partners[1]), at=timezone.now())
    assert [client.get(paths[1]).status_code, say(client, paths[1]).status_code] == [410, 410]
    Impression.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert [client.get(paths[2]).status_code, say(client, paths[2]).status_code] == [410, 410]
    assert ImpressionTally.objects.get().moods == [0, 0, 0, 0, 0]


def test_five_thousand_answers_to_one_link(client, cast, impression, partners):
    path, other = ask(cast, impression, partners)[:2]
    statuses = [say(client, path).status_code for _number in range(60)]
    assert statuses == [200] + [409] * 19 + [429] * 40
    assert say(client, other).status_code == 200
    assert ImpressionTally.objects.get().moods == [0, 0, 0, 2, 0]


def test_in_the_trash_it_takes_no_answer(signed_in, client, cast, impression, partners):
    path = ask(cast, impression, partners)[0]
    signed_in.post(f"/impressions/{impression.pk}/discard/")
    assert client.get(path).status_code == 404


def test_anonymous_is_not_offered_where_fewer_than_five_are_asked(cast, impression, partners):
    with pytest.raises(ValidationError, match="from 5 partners"):
        ask(cast, impression, partners[:4])
    impression.refresh_from_db()
    assert impression.is_draft
    assert not FeedbackLink.objects.exists()


def test_nothing_anonymous_is_shown_while_it_runs_nor_of_fewer_than_five(client, cast, impression, partners):
    paths = ask(cast, impression, partners)
    for path in paths[:4]:
        say(client, path, 5)
    close_impression(by=cast.anna, impression=impression, at=timezone.now())
    assert results_of(impression).answers == 0
    second = look_again(by=cast.anna, impression=impression)
    for path, mood, line in zip(ask(cast, second, partners), [1, 2, 3, 4, 5], ["b", "", "a", "C", ""], strict=False):
        say(client, path, mood, [0, 1] if mood > 3 else [1], line)
    assert results_of(second).answers == 0
    close_impression(by=cast.anna, impression=second, at=timezone.now())
    found = results_of(second)
    assert (found.answers, found.lines, [gap.told for gap in found.gaps]) == (5, ["a", "b", "C"], [4.0, 10.0])
    assert [gap.missing for gap in found.gaps] == [6.0, -4.0]
    assert not FeedbackTicket.objects.exists()


def test_by_name_it_shows_answers_and_figures_from_five_on(signed_in, client, cast, impression, partners):
    paths = ask(cast, impression, partners, is_anonymous=False)
    for number, path in enumerate(paths[:4]):
        say(client, path, 3, [1], f"Line {number}")
    page = signed_in.get(f"/impressions/{impression.pk}/").content.decode()
    assert ("Line 3" in page, "Fewer than 5" in page, page.count("has answered")) == (True, True, 4)
    say(client, paths[4], 5, [1], "Line 4")
    assert (results_of(impression).answers, results_of(impression).gaps[1].told) == (5, 10.0)
    assert say(client, paths[4]).status_code == 409


def test_a_partner_that_a_reader_does_not_see_is_another_partner(signed_in, client, cast, impression, partners):
    (path,) = ask(cast, impression, partners[:1], is_anonymous=False)
    say(client, path, line="Ours")
    partners[0].teams.set([cast.other_team])
    page = signed_in.get(f"/impressions/{impression.pk}/").content.decode()
    assert ("Supplier 0" in page, "another partner" in page, "Ours" in page) == (False, True, True)


def test_what_was_asked_stays_as_it_was_read(cast, impression, partners):
    ask(cast, impression, partners)
    with pytest.raises(ValidationError):
        change_impression(by=cast.anna, impression=impression, version=impression.version, statements=[])
    change_impression(by=cast.ben, impression=impression, version=impression.version, conclusion="A day for approvals")


def test_who_may(signed_in, client, cast, impression, partners):
    ask(cast, impression, partners)
    with pytest.raises(PermissionDenied):
        close_impression(by=cast.otto, impression=impression, at=timezone.now())
    client.force_login(cast.otto)
    assert client.get(f"/impressions/{impression.pk}/").status_code == 404


def test_a_lost_link_is_renewed_by_name_alone(client, cast, impression, partners):
    ask(cast, impression, partners)
    with pytest.raises(WrongState):
        renew_link(by=cast.anna, link=impression.links.first(), at=timezone.now())
    named = add_impression(by=cast.anna, name="By name", statements=STATEMENTS)
    (old,) = ask(cast, named, partners[:1], is_anonymous=False)
    new = renew_link(by=cast.anna, link=named.links.get(), at=timezone.now()).address
    assert [client.get(path).status_code for path in (old, re.sub("^https?://[^/]+", "", new))] == [404, 200]


def test_the_pages_lead_from_statements_to_links(signed_in, cast, partners):
    fields = {f"{name}_{n}": "" for n in range(5) for name in ("en", "de")}
    fields |= {"name": "Autumn", "en_0": "They are kind.", "wanted_0": "9", "thought_0": "4"}
    assert signed_in.post("/impressions/new/", fields).status_code == 302
    made = Impression.objects.get()
    assert made.statements == [{"en": "They are kind.", "de": "", "wanted": 9, "thought": 4}]
    sent = {"partners": [one.pk for one in partners], "is_anonymous": "yes", "ends_on": str(LATER)}
    few = signed_in.post(f"/impressions/{made.pk}/ask/", sent | {"partners": sent["partners"][:2]})
    assert (few.status_code, "from 5 partners" in few.content.decode()) == (422, True)
    page = signed_in.post(f"/impressions/{made.pk}/ask/", sent)
    assert len(set(re.findall(r"/feedback/[\w.-]+/", page.content.decode()))) == 7
    measure = {"text": "Answer within a day", "owner": cast.ben.pk}
    assert signed_in.post(f"/impressions/{made.pk}/measure/", measure).status_code == 302
    assert "Answer within a day" in signed_in.get(f"/impressions/{made.pk}/").content.decode()


def test_secrets_are_neither_stored_nor_logged(client, cast, impression, partners):
    path = ask(cast, impression, partners)[0]
    token = path.split("/")[2]
    say(client, path, line="Nur Gutes")
    client.get(path[:-3] + "xx/")
    rows = "\n".join(dump())
    assert (token in rows, secret_of(token) in rows) == (False, False)


def test_a_log_line_loses_the_secret():
    from config.logs import without_private_parts

    event = {"request": "GET /feedback/abc.def/", "event": "Not Found: /feedback/abc.def/"}
    assert without_private_parts(None, "", event) == {
        "request": "GET /feedback/…", "event": "Not Found: /feedback/…",
    }  # fmt: skip


def test_without_a_key_no_answer_is_taken(client, cast, impression, partners, settings):
    path = ask(cast, impression, partners)[0]
    settings.FIELD_KEYS = []
    assert [client.get(path).status_code, say(client, path).status_code] == [503, 503]


def test_a_new_key_lets_nobody_answer_twice(client, cast, impression, partners, settings):
    from cryptography.fernet import Fernet

    path = ask(cast, impression, partners)[0]
    say(client, path)
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    assert say(client, path).status_code == 409


def test_a_dump_is_the_same_whoever_said_what_and_in_whatever_order(cast, impression, partners):
    answers = [(1, [0], "late"), (2, [], ""), (5, [0, 1], "early"), (4, [1], "kind"), (5, [0], ""), (3, [1], "x")]
    paths = ask(cast, impression, partners)
    links = {secret_of(path.split("/")[2]): None for path in paths}
    seen = []
    for turn in range(3):
        FeedbackTicket.objects.all().delete()
        ImpressionTally.objects.update(moods=[0] * 5, fits=[0] * 2, lines=[])
        order = list(zip(links, random.Random(turn).sample(answers, len(answers)), strict=False))
        random.Random(turn + 3).shuffle(order)
        for secret, (mood, fits, line) in order:
            link = FeedbackLink.objects.opened_by(secret).get()
            take_answer(link=link, secret=secret, mood=mood, fits=fits, line=line, at=timezone.now())
        seen.append((list(ImpressionTally.objects.values()), set(FeedbackTicket.objects.values_list("who"))))
    assert seen[0] == seen[1] == seen[2]
    assert not FeedbackAnswer.objects.exists()


def test_the_team_is_told_when_it_is_over_and_when_to_look_again(cast, impression, partners):
    ask(cast, impression, partners)
    Impression.objects.update(ends_on=timezone.localdate() - timedelta(days=1), next_look_on=timezone.localdate())
    FeedbackTicket.objects.create(who="x", impression=impression)
    assert [see_to_impressions(at=timezone.now()), see_to_impressions(at=timezone.now())] == [4, 0]
    assert Notification.objects.visible_to(cast.lena).filter(kind="impression_look").count() == 1
    assert not FeedbackTicket.objects.exists()


def test_over_the_api(api, cast, partners):
    made = api.post("/api/v1/impressions/", {"name": "Autumn", "statements": [{"en": "They are kind."}]})
    assert made.status_code == 201, made.content
    path = f"/api/v1/impressions/{made.json()['id']}/"
    ids = [one.pk for one in partners]
    assert api.post(f"{path}ask/", {"partners": ids[:3], "ends_on": str(LATER)}).status_code == 400
    asked = api.post(f"{path}ask/", {"partners": ids, "ends_on": str(LATER)})
    assert (asked.status_code, {row["partner"] for row in asked.json()}) == (201, set(ids))
    links = api.get(f"{path}links/").json()
    assert {(row["answered"], row["revoked_at"]) for row in links} == {(None, None)}
    assert api.post(f"{path}revoke/", {"link": links[0]["id"]}).status_code == 204
    assert (api.get(f"{path}answers/").json(), api.get(path).json()["results"]) == ([], None)
    assert api.post(f"{path}close/").status_code == 200
    assert api.post(f"{path}close/").status_code == 409


def test_its_history_says_the_statements_in_words(signed_in, impression):
    page = signed_in.get(f"/impressions/{impression.pk}/history/").content.decode()
    first = impression.statements[0]
    assert f"{first['en']} / {first['de']} (wanted: {first['wanted']}, thought: {first['thought']})" in unescape(page)
    assert "&#x27;wanted&#x27;" not in page
