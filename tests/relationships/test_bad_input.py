"""What clearing and reminding meet with that cannot be meant or goes wrong: a clear message, and the rest goes on."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from accounts.actions.outgoing_mail import send_due_mails
from accounts.actions.user import change_user
from accounts.clock import zone_named
from accounts.models import DeliverySettings, Notification, OutgoingMail, User
from accounts.models.outgoing_mail import MOST_TRIES
from partners.actions.partner import add_partner, discard_partner, restore_partner
from relationships.actions.issue import flag_issue
from relationships.actions.reminder import finish_reminder, set_reminder
from relationships.actions.rules import follow_rules, pass_on
from relationships.models import Issue, Reminder

API = "/api/v1/reminders/"
NEW = reverse("relationships:reminder_create")
TODAY = reverse("relationships:today")


@pytest.fixture(autouse=True)
def _at_once(cast):
    """Everybody gets mails at once, at any hour."""
    always = {"mail": "at_once", "works_on": "1234567", "quiet_from": "00:00", "quiet_until": "00:00", "country": ""}
    for user in (cast.anna, cast.ben, cast.lena):
        DeliverySettings.objects.create(user=user, **always)


def waiting(**more):
    return set_reminder(due_at=timezone.now(), **{"text": "Call"} | more)


def told():
    return sorted(sent.to[0].partition("@")[0] for sent in django_mail.outbox)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "never comes true"),
        ("FREQ=SECONDLY", "At most once a day"),
        ("every day", "cannot be read"),
    ],
)
def test_a_rule_that_never_fires_or_every_second(signed_in, api, rule, says):
    sent = {"text": "x", "due_at": "2027-01-05T09:00", "repeat": "own", "recurrence": rule}
    page = signed_in.post(NEW, sent)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["recurrence"])
    assert says in page.text
    answer = api.post(API, {"text": "x", "due_at": "2027-01-05T09:00:00Z", "recurrence": rule})
    assert (answer.status_code, list(answer.json())) == (400, ["recurrence"])
    assert says in answer.json()["recurrence"][0]
    assert not Reminder.objects.exists()


def test_a_time_zone_that_does_not_exist(signed_in, cast, lindner):
    """Chosen it is refused; one that has been abolished since stops neither its owner's pages nor anybody's mails."""
    page = signed_in.post(
        reverse("accounts:settings"),
        {"name": "Anna", "language": "en", "theme": "auto"} | {"time_zone": "Mars/Olympus"},
    )
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["time_zone"])
    weekly = waiting(by=cast.anna, recurrence="FREQ=WEEKLY")
    waiting(by=cast.ben)
    User.objects.filter(pk=cast.anna.pk).update(time_zone="Mars/Olympus")
    Reminder.objects.filter(pk=weekly.pk).update(time_zone="Mars/Olympus")
    flag_issue(by=cast.ben, partners=[lindner], title="For Anna", owner=User.objects.get(pk=cast.anna.pk))
    assert signed_in.get(TODAY).status_code == 200
    pass_on(at=timezone.now())
    send_due_mails()
    assert told() == ["anna", "ben"]
    weekly = Reminder.objects.get(pk=weekly.pk)
    finish_reminder(by=cast.anna, reminder=weekly)
    assert weekly.done_at is None  # it goes on, by the installation's clock
    assert weekly.due_at > timezone.now()


@pytest.mark.parametrize("name", ["", "Europe", "Mars/Olympus", "../../etc/passwd", "x" * 500])
def test_a_zone_that_is_none_is_the_installations(name, settings):
    assert zone_named(name).key == settings.TIME_ZONE


def test_a_time_that_the_clock_skips(signed_in, api, cast):
    User.objects.filter(pk=cast.anna.pk).update(time_zone="Europe/Berlin")
    skipped = "2027-03-28T02:30"
    page = signed_in.post(NEW, {"text": "Draft", "due_at": skipped})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["due_at"])
    assert "Draft" in page.text
    cast.anna.refresh_from_db()
    answer = api.post(API, {"text": "x", "due_at": skipped})
    assert (answer.status_code, list(answer.json())) == (400, ["due_at"])
    assert "the clock skips this time" in answer.json()["due_at"][0]
    assert not Reminder.objects.exists()


def test_an_address_that_bounces(client, cast, lindner, monkeypatch):
    send = EmailBackend.send_messages

    def bounce(self, messages):
        if messages[0].to == ["ben@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"ben@example.org": (550, b"ben@example.org is gone")})
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", bounce)
    for user in (cast.ben, cast.anna):
        waiting(by=user)
    pass_on(at=timezone.now())
    assert _dead_letters(client, cast) == ["SMTPRecipientsRefused 550"]
    assert told() == ["anna"]


def test_a_mail_template_with_an_error(client, cast, settings, tmp_path):
    """What is due stays visible, bell and pages go on, and once the template is mended the mail can be sent again."""
    (tmp_path / "email").mkdir()
    (tmp_path / "email/notifications.txt").write_text("{% if %}")
    whole = settings.TEMPLATES
    settings.TEMPLATES = [whole[0] | {"DIRS": [tmp_path, *whole[0]["DIRS"]], "OPTIONS": _uncached(whole[0]["OPTIONS"])}]
    waiting(by=cast.ben)
    pass_on(at=timezone.now())
    assert _dead_letters(client, cast) == ["TemplateSyntaxError"]
    assert Notification.objects.visible_to(cast.ben).unread().count() == 1
    settings.TEMPLATES = whole
    client.post(reverse("accounts:worker_mail_again", args=[OutgoingMail.objects.get().pk]))
    send_due_mails()
    assert told() == ["ben"]


def test_somebody_leaves_with_reminders_open(cast, lindner):
    issue = flag_issue(by=cast.ben, partners=[lindner], title="Who pays?")
    waiting(by=cast.ben, issue=issue)
    Issue.objects.update(last_activity_at=timezone.now() - timedelta(days=8), look_at=timezone.now())
    follow_rules(at=timezone.now())
    assert set(Reminder.objects.waiting().values_list("cause", "user__name")) == {("own", "Ben"), ("quiet", "Ben")}
    change_user(by=cast.ada, user=cast.ben, is_active=False)
    follow_rules(at=timezone.now() + timedelta(seconds=1))
    pass_on(at=timezone.now() + timedelta(seconds=1))
    assert set(Reminder.objects.waiting().values_list("cause", "user__name")) == {("own", "Lena"), ("quiet", "Lena")}
    send_due_mails(clock=lambda: timezone.now() + timedelta(minutes=1))
    assert told() == ["lena"]


def test_a_partner_in_the_trash_with_reminders_on_it(signed_in, api, cast, lindner):
    """They are out of sight with it and back with it; nobody is told of it meanwhile, and the others are told."""
    partner = add_partner(by=cast.anna, name="Stadtwerke", natural_person="no", cadence_at_most=1, caretaker=cast.anna)
    waiting(by=cast.anna, text="About it", partner=partner, recurrence="FREQ=DAILY")
    waiting(by=cast.ben)
    discard_partner(by=cast.anna, partner=partner)
    follow_rules(at=timezone.now())
    pass_on(at=timezone.now())
    send_due_mails()
    assert told() == ["ben"]
    for page in (TODAY, reverse("relationships:reminder_list")):
        assert "About it" not in signed_in.get(page).text
    assert api.get(API).json()["results"] == []
    restore_partner(by=cast.anna, partner=partner)
    assert "About it" in signed_in.get(TODAY).text


def _dead_letters(client, cast):
    """Try until it is given up, and read what an administrator sees then."""
    now = timezone.now()
    for number in range(MOST_TRIES):
        send_due_mails(clock=lambda number=number: now + number * timedelta(hours=5))
    client.force_login(cast.ada)
    return [mail.last_error for mail in client.get(reverse("accounts:worker")).context["dead"]]


def _uncached(options):
    """Template loaders that read each template anew."""
    partial, (cached, inner) = options["loaders"][0][0], options["loaders"][0][1][0]
    assert "cached" in cached
    return options | {"loaders": [(partial, inner)]}
