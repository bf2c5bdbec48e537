"""A mail says what it may, in its reader's words, and its headers hold what they should."""

import pytest
from django.core import mail as django_mail

from accounts.actions.outgoing_mail import send_due_mails
from accounts.choices import MailMode
from accounts.models import DeliverySettings, User
from tests.accounts.kinds import issue_of, kinds, tell  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]


@pytest.fixture
def sent(cast):
    def send():
        DeliverySettings.objects.create(
            user=cast.ben, mail=MailMode.AT_ONCE, works_on="1234567", quiet_from="00:00", quiet_until="00:00"
        )
        return tell_and_send

    def tell_and_send(*issues):
        for issue in issues:
            tell(cast.ben, issue)
        send_due_mails()
        return django_mail.outbox[-1]

    return send()


def everything(message):
    return str(message.message()) + message.body + message.alternatives[0][0]


def test_private_and_involved_ones_are_not_named(cast, lindner, sent):
    secret = issue_of(cast, lindner, "Kanarienvogel", visibility="involved", people_involved=[cast.ben])
    message = sent(secret)
    assert message.subject == "An issue"
    assert "Kanarienvogel" not in everything(message)


def test_text_and_html_name_the_same_lines_and_say_why(cast, lindner, sent):
    message = sent(issue_of(cast, lindner, "One & <b>two</b>", text="Kanarienvogel"), issue_of(cast, lindner, "Three"))
    html = message.alternatives[0][0]
    assert message.alternatives[0][1] == "text/html"
    assert "One & <b>two</b>" in message.body
    assert "One &amp; &lt;b&gt;two&lt;/b&gt;" in html
    for text in (message.body, html):
        assert "http://localhost:8000/settings/delivery/" in text
        assert "because you have chosen so" in text
        assert "Kanarienvogel" not in text
    for foreign in ("<img", "<script", "src=", "@import"):
        assert foreign not in html


def test_it_speaks_the_users_language(cast, lindner, sent):
    User.objects.filter(pk=cast.ben.pk).update(language="de", name="Ben")
    assert sent(issue_of(cast, lindner)).message()["Subject"] == "Invoices twice"
    assert 'lang="de"' in django_mail.outbox[0].alternatives[0][0]


def test_no_header_can_be_put_in_by_a_title_or_a_name(cast, lindner, sent):
    issue = issue_of(cast, lindner)
    type(issue).objects.filter(pk=issue.pk).update(title="x\r\nBcc: eve@example.org\x07\u202e")
    User.objects.filter(pk=cast.ben.pk).update(name="Ben\r\nBcc: eve@example.org")
    message = sent(issue).message()
    assert message["Subject"] == "x Bcc: eve@example.org"
    assert (message["Bcc"], message["To"]) == (None, "ben@example.org")
    assert message["Auto-Submitted"] == "auto-generated"
