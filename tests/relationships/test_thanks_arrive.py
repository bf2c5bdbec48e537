"""Thanks that arrive: as a card in the partner's language, as a mail of one's own, in the app for a colleague."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from accounts.models import Notification
from accounts.queries.notice import inside, outside
from partners.actions.partner import add_partner
from relationships.actions.appreciation import write_appreciation
from relationships.actions.interaction import log_interaction
from relationships.queries.thanks import given_and_received, might_be_thanked
from tests.counting import queries_of


@pytest.fixture
def german(cast):
    return add_partner(
        by=cast.anna, name="Papierwerk Auental", language="de",
        contact_points=[{"kind": "email", "value": "rolf@example.org"}],
    )  # fmt: skip


@pytest.mark.parametrize("design", ["sun", "leaf", "clay", "unheard"])
def test_a_card_is_previewed_and_made_in_the_partners_language(signed_in, cast, german, design):
    thanks = write_appreciation(by=cast.anna, partners=[german], text="Für die Rettung am Freitag")
    page = signed_in.get(f"/thanks/{thanks.pk}/send/?design={design}").content.decode()
    assert [words in page for words in ("Danke, Papierwerk Auental", "Für die Rettung", "mailto:rolf@example.org")] == [
        True
    ] * 3
    answer = signed_in.get(f"/thanks/{thanks.pk}/send/?design={design}&format=pdf")
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = pages[0].extract_text()
    assert (len(pages), "Rettung am Freitag" in text, "Anna" in text) == (1, True, True)
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [148, 105]


@pytest.mark.parametrize("text", ["x" * 3000, "x\n" * 40])
def test_a_text_that_no_card_holds_is_answered_clearly(signed_in, cast, german, text):
    thanks = write_appreciation(by=cast.anna, partners=[german], text=text)
    for query in ("", "?format=pdf"):
        answer = signed_in.get(f"/thanks/{thanks.pk}/send/{query}")
        assert (answer.status_code, "A card holds up to 700 signs" in answer.content.decode()) == (422, True)


def test_only_its_writer_sends_it(client, cast, german):
    thanks = write_appreciation(by=cast.anna, partners=[german], text="x")
    received = write_appreciation(by=cast.anna, partners=[german], text="x", direction="received")
    for user, status in ((cast.ben, 403), (cast.otto, 404), (cast.anna, 200)):
        client.force_login(user)
        assert client.get(f"/thanks/{thanks.pk}/send/").status_code == status
    assert client.get(f"/thanks/{received.pk}/send/").status_code == 404


def test_a_colleague_hears_of_it_in_the_app_and_reads_it_in_no_mail(cast, colleague):
    write_appreciation(by=cast.anna, partners=[colleague], text="You saved our Friday")
    line = Notification.objects.visible_to(cast.ben).get(kind="thanks")
    assert [found.text for found in (*inside([line]), *outside([line]))] == [
        "Thanks from Anna",
        "Somebody has thanked you",
    ]
    write_appreciation(by=cast.ben, partners=[colleague], text="myself")
    assert Notification.objects.filter(kind="thanks").count() == 1


def test_given_and_received_is_ones_own(signed_in, cast, lindner, colleague):
    mine = write_appreciation(by=cast.anna, partners=[lindner], text="mine")
    to_ben = write_appreciation(by=cast.lena, partners=[colleague], text="to Ben")
    assert (given_and_received(cast.anna).given, given_and_received(cast.anna).received) == ([mine], [])
    assert (given_and_received(cast.ben).given, given_and_received(cast.ben).received) == ([], [to_ben])
    page = signed_in.get("/thanks/own/").content.decode()
    assert ("mine" in page, "to Ben" in page) == (True, False)


def test_a_gentle_hint_where_much_was_given_and_nobody_thanked(cast, lindner, kerner):
    now = timezone.now()
    for days in range(3):
        moment = now - timedelta(days=days)
        log_interaction(by=cast.anna, partners=[lindner], text="x", value_received="Help", happened_at=moment)
    assert might_be_thanked(cast.anna, at=now) == [lindner]
    assert might_be_thanked(cast.otto, at=now) == []
    write_appreciation(by=cast.ben, partners=[lindner], text="x", thanked_at=now - timedelta(days=10))
    assert might_be_thanked(cast.anna, at=now) == []
    assert might_be_thanked(cast.anna, at=now + timedelta(days=100)) == [lindner]


def test_the_page_takes_as_many_queries_with_thirty(signed_in, cast, lindner):
    write_appreciation(by=cast.anna, partners=[lindner], text="x")
    few = queries_of(signed_in, "/thanks/own/")
    for _number in range(30):
        write_appreciation(by=cast.anna, partners=[lindner], text="x")
    assert len(queries_of(signed_in, "/thanks/own/")) == len(few) <= 10
