"""Thanks that Rapport sends by mail: what was shown goes out, once, to the address that was chosen, and is noted."""

import email
import email.policy
import socket
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from accounts.actions.outgoing_mail import send_again, send_due_mails
from accounts.actions.record import StaleRecord, WrongState
from accounts.choices import MailMode
from accounts.models import DeliverySettings, OutgoingMail
from partners.actions.partner import add_partner
from partners.models import ContactPoint
from relationships.actions.appreciation import change_appreciation, write_appreciation
from relationships.actions.entry import discard_entry
from relationships.actions.thanks_mail import A_DAY, mail_thanks
from relationships.models import ThanksMail


class Sink:
    """Takes every mail, and keeps it with the addresses of its envelope."""

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # aiosmtpd's name
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.taken.append((envelope.rcpt_tos, message))
        return "250 OK"


@pytest.fixture
def sink(settings):
    """A real mail server on this machine."""
    sink = Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host, port = free.getsockname()
    server = Controller(sink, hostname=host, port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = host, port
    yield sink
    server.stop()


@pytest.fixture
def german(cast):
    points = [{"kind": "email", "value": f"{name}@example.org"} for name in ("rolf", "office")]
    return add_partner(by=cast.anna, name="Papierwerk Auental", language="de", contact_points=points)


@pytest.fixture
def thanks(cast, german):
    return write_appreciation(by=cast.anna, partners=[german], text="Für die Rettung\nam Freitag <3")


def point_of(partner, value="office@example.org"):
    return ContactPoint.objects.get(partner=partner, value=value)


def mail(thanks, partner, by, **more):
    point = more.pop("point", None) or point_of(partner)
    said = {"version": thanks.version, "language": "de", "point": point} | more
    return mail_thanks(by=by, thanks=thanks, **said)


def form(thanks, point, **more):
    return {"point": point.pk, "design": "leaf", "language": "de", "version": thanks.version} | more


def parts(message):
    return {part.get_content_type(): part.get_content() for part in message.walk() if not part.is_multipart()}


def test_what_was_shown_goes_out_in_the_partners_language_and_is_noted(signed_in, cast, german, thanks, sink):
    shown = signed_in.get(f"/thanks/{thanks.pk}/send/?design=leaf").content.decode()
    for words in ("Danke, Papierwerk Auental", "anna@example.org", "rolf@example.org", "office@example.org"):
        assert words in shown
    answer = signed_in.post(f"/thanks/{thanks.pk}/send/", form(thanks, point_of(german)))
    assert (answer.status_code, answer["Location"]) == (302, f"/thanks/{thanks.pk}/")
    assert "the mail is under way" in signed_in.get(f"/thanks/{thanks.pk}/").content.decode()
    send_due_mails()
    ((to, message),) = sink.taken
    assert (to, message["To"], message["Reply-To"]) == (["office@example.org"], "office@example.org", cast.anna.email)
    assert (message["Subject"], message["Auto-Submitted"]) == ("Danke, Papierwerk Auental", None)
    assert message["From"].startswith('"Anna (Rapport)" <')
    text = parts(message)
    assert "Für die Rettung\nam Freitag <3\n\nAnna" in text["text/plain"].replace("\r\n", "\n")
    assert ("am Freitag &lt;3" in text["text/html"], 'lang="de"' in text["text/html"]) == (True, True)
    page = signed_in.get(f"/thanks/{thanks.pk}/").content.decode()
    assert "Anna sent them to office@example.org on" in page
    row = ThanksMail.objects.get()
    assert (row.partner, row.sent_by, row.design, row.is_under_way, row.is_given_up) == (
        german, cast.anna, "leaf", False, False,
    )  # fmt: skip


def test_a_double_click_sends_one_mail_and_says_so(signed_in, cast, german, thanks, sink):
    sent = form(thanks, point_of(german))
    answers = [signed_in.post(f"/thanks/{thanks.pk}/send/", sent) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 409]
    assert "went to this address already" in answers[1].content.decode()
    ContactPoint.objects.filter(pk=point_of(german).pk).update(value="Office@EXAMPLE.org")
    with pytest.raises(WrongState):
        mail(thanks, german, cast.anna, point=point_of(german, "Office@EXAMPLE.org"))
    mail(thanks, german, cast.anna, point=point_of(german, "rolf@example.org"))
    send_due_mails()
    assert sorted(to for to, _message in sink.taken) == [["office@example.org"], ["rolf@example.org"]]


def test_only_who_may_change_it_sends_it_and_only_ours(cast, german, thanks):
    with pytest.raises(PermissionDenied):
        mail(thanks, german, cast.ben)
    theirs = write_appreciation(by=cast.anna, partners=[german], text="x", direction="received")
    with pytest.raises(WrongState):
        mail(theirs, german, cast.anna)
    assert not ThanksMail.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_private_thanks_go_only_where_their_author_says_so(signed_in, cast, german):
    private = write_appreciation(by=cast.anna, partners=[german], text="x", visibility="private")
    sent = form(private, point_of(german))
    answer = signed_in.post(f"/thanks/{private.pk}/send/", sent)
    assert (answer.status_code, "Only you read these thanks" in answer.content.decode()) == (422, True)
    assert not OutgoingMail.objects.exists()
    assert signed_in.post(f"/thanks/{private.pk}/send/", sent | {"although_private": "on"}).status_code == 302
    assert OutgoingMail.objects.count() == 1


def test_it_goes_to_no_address_but_those_of_whom_it_thanks(signed_in, cast, german, lindner, kerner, thanks):
    for partner in (lindner, kerner):
        other = ContactPoint.objects.create(partner=partner, kind="email", value="else@example.org")
        with pytest.raises(ValidationError):
            mail(thanks, german, cast.anna, point=other)
        assert signed_in.post(f"/thanks/{thanks.pk}/send/", form(thanks, other)).status_code == 422
    phone = ContactPoint.objects.create(partner=german, kind="phone", value="0791 1")
    assert signed_in.post(f"/thanks/{thanks.pk}/send/", form(thanks, phone)).status_code == 422


@pytest.mark.parametrize("value", ["office@example.org\nBcc: all@example.org", "a@b.de, c@d.de", "no address"])
def test_an_address_that_would_add_headers_or_is_none_is_refused(signed_in, cast, german, thanks, value):
    point = point_of(german)
    ContactPoint.objects.filter(pk=point.pk).update(value=value)  # past every check, as an old import might have
    assert signed_in.post(f"/thanks/{thanks.pk}/send/", form(thanks, point)).status_code == 422
    assert not OutgoingMail.objects.exists()


def test_names_and_texts_add_no_header(cast, german, sink):
    type(cast.anna).objects.filter(pk=cast.anna.pk).update(name="Anna\r\nBcc: all@example.org")
    type(german).objects.filter(pk=german.pk).update(name="Auental\r\nBcc: all@example.org")
    cast.anna.refresh_from_db()
    hostile = write_appreciation(
        by=cast.anna, partners=[german], text="x\r\n.\r\nRCPT TO:<all@example.org>\r\n" + "y" * 3000
    )
    mail(hostile, german, cast.anna)
    send_due_mails()
    ((to, message),) = sink.taken
    assert (to, message["Bcc"], message["Cc"]) == (["office@example.org"], None, None)
    assert message["Subject"] == "Danke, Auental Bcc: all@example.org"
    assert "y" * 3000 in parts(message)["text/plain"].replace("\r\n", "").replace("\n", "")


def test_three_thousand_signs_fit_into_a_mail_though_into_no_card(signed_in, cast, german, sink):
    long = write_appreciation(by=cast.anna, partners=[german], text="Wort " * 600)
    assert "Send this mail" in signed_in.get(f"/thanks/{long.pk}/send/").content.decode()
    assert signed_in.post(f"/thanks/{long.pk}/send/", form(long, point_of(german))).status_code == 302
    send_due_mails()
    assert parts(sink.taken[0][1])["text/plain"].count("Wort") == 600


def test_what_was_changed_after_it_was_shown_is_shown_again(signed_in, cast, german, thanks):
    sent = form(thanks, point_of(german))
    change_appreciation(by=cast.anna, appreciation=thanks, version=thanks.version, text="Anders")
    answer = signed_in.post(f"/thanks/{thanks.pk}/send/", sent)
    page = answer.content.decode()
    assert (answer.status_code, "Anders" in page, "changed meanwhile" in page) == (409, True, True)
    with pytest.raises(StaleRecord):
        mail(thanks, german, cast.anna, version=thanks.version - 1)
    assert not OutgoingMail.objects.exists()


def test_a_change_after_the_click_does_not_change_the_mail(cast, german, thanks, sink):
    mail(thanks, german, cast.anna)
    change_appreciation(by=cast.anna, appreciation=thanks, version=thanks.version, text="Anders")
    send_due_mails()
    assert "Für die Rettung" in parts(sink.taken[0][1])["text/plain"]


def test_what_is_discarded_or_whose_sender_has_left_does_not_go_and_does_not_say_it_went(
    client, cast, german, thanks, sink
):
    mail(thanks, german, cast.anna)
    discard_entry(thanks, by=cast.anna)
    other = write_appreciation(by=cast.ben, partners=[german], text="y")
    mail(other, german, cast.ben)
    type(cast.ben).objects.filter(pk=cast.ben.pk).update(is_active=False)
    send_due_mails()
    assert sink.taken == []
    assert list(OutgoingMail.objects.values_list("sent_at", "last_error")) == [(None, "Withdrawn")] * 2
    client.force_login(cast.lena)
    assert "could not be delivered" in client.get(f"/thanks/{other.pk}/").content.decode()
    client.force_login(cast.ada)
    assert "to a partner" in client.get("/settings/worker/").content.decode()
    type(cast.ben).objects.filter(pk=cast.ben.pk).update(is_active=True)
    send_again(by=cast.ada, mail=OutgoingMail.objects.get(user=cast.ben))
    send_due_mails()
    assert [to for to, _message in sink.taken] == [["office@example.org"]]


def test_it_goes_although_its_sender_wants_no_mails_and_joins_none(cast, german, thanks, sink):
    DeliverySettings.objects.create(user=cast.anna, mail=MailMode.NEVER)
    mail(thanks, german, cast.anna)
    send_due_mails()
    assert [to for to, _message in sink.taken] == [["office@example.org"]]


def test_nobody_is_made_a_post_office(cast, german):
    at = timezone.now()
    for _number in range(A_DAY):
        thanks = write_appreciation(by=cast.anna, partners=[german], text="x")
        mail(thanks, german, cast.anna, at=at)
    last = write_appreciation(by=cast.anna, partners=[german], text="x")
    with pytest.raises(WrongState, match="50 mails a day"):
        mail(last, german, cast.anna, at=at)
    mail(last, german, cast.anna, at=at + timedelta(days=1, seconds=1))


def test_over_the_api(api, cast, german, thanks):
    url = f"/api/v1/appreciations/{thanks.pk}/"
    body = {"contact_point": point_of(german).pk, "version": thanks.version}
    answer = api.post(f"{url}send/", body)
    (sent,) = answer.json()["mails"]
    assert (answer.status_code, sent["address"], sent["sent_by"], sent["state"]) == (
        200, "office@example.org", cast.anna.pk, "under_way",
    )  # fmt: skip
    assert api.post(f"{url}send/", body).status_code == 409
    assert api.post(f"{url}send/", body | {"version": 99}).status_code == 409
    assert api.get(url).json()["mails"] == [sent]


def test_who_does_not_see_the_partner_reads_no_address_of_theirs(client, cast, german, kerner):
    ContactPoint.objects.create(partner=kerner, kind="email", value="kerner@example.org")
    thanks = write_appreciation(by=cast.otto, partners=[kerner], text="x", visibility="everyone")
    mail(thanks, kerner, cast.otto, point=point_of(kerner, "kerner@example.org"))
    client.force_login(cast.anna)
    for address in (f"/thanks/{thanks.pk}/", f"/api/v1/appreciations/{thanks.pk}/"):
        answer = client.get(address)
        assert (answer.status_code, "kerner@example.org" in answer.content.decode()) == (200, False)


def test_the_outbox_holds_neither_text_nor_address(cast, german, thanks):
    mail(thanks, german, cast.anna)
    with connection.cursor() as cursor:
        cursor.execute("select * from accounts_outgoingmail")
        row = str(cursor.fetchall())
    assert ("office" in row, "Rettung" in row) == (False, False)
