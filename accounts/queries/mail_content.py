"""What a mail says: made of its notifications at the moment it is sent, in the user's language and time."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.choices import MailMode
from accounts.clock import zone_named
from accounts.models import DeliverySettings, OutgoingMail, User
from accounts.queries import letter, notice

LONGEST_SUBJECT = 120


@dataclass(frozen=True)
class Content:
    subject: str
    text: str
    html: str
    attachments: tuple[tuple[str, bytes, str], ...] = ()  # name, content, type
    to: str = ""  # an address outside; empty for the user's own
    by: str = ""  # who sends it to the outside, and hears the answer
    answers_to: str = ""


def content_of(mail: OutgoingMail) -> Content | None:
    """None where there is nothing left to tell: all read, gone or out of sight, no mails wished, the user gone."""
    user = mail.user
    if mail.letter:
        return _letter(mail) if user.is_active else None
    wishes = DeliverySettings.of(user)
    if not user.is_active or wishes.mail == MailMode.NEVER:
        return None
    with translation.override(user.language), timezone.override(zone_named(user.time_zone)):
        if mail.is_document:
            return _document(mail)
        rows = mail.notifications.visible_to(user).unread().order_by("created_at", "pk")
        lines = notice.outside(rows)
        return _written(user, lines, daily=wishes.mail == MailMode.DAILY) if lines else None


def _document(mail: OutgoingMail) -> Content | None:
    """What was looked at before it was sent, as its reader may see it now; None where they may not any more."""
    row = mail.notifications.visible_to(mail.user).first()
    made = notice.document_of(row, mail.user) if row else None
    if made is None:
        return None
    context = {
        "name": notice.one_line(mail.user.name), "language": mail.user.language, "document": made,
        "base": settings.RAPPORT_URL, "settings_url": settings.RAPPORT_URL + reverse("accounts:delivery"),
    }  # fmt: skip
    return Content(
        notice.one_line(made.subject)[:LONGEST_SUBJECT],
        render_to_string("email/document.txt", context),
        render_to_string("email/document.html", context),
        made.attachments,
    )


def _letter(mail: OutgoingMail) -> Content | None:
    """What a user sends to somebody outside: in that one's language, and an answer goes to the user."""
    made = letter.letter_of(mail)
    if made is None:
        return None
    context = made.context | {"language": made.language}
    with translation.override(made.language):
        return Content(
            notice.one_line(made.subject)[:LONGEST_SUBJECT],
            render_to_string(f"{made.template}.txt", context),
            render_to_string(f"{made.template}.html", context),
            to=made.to,
            by=notice.one_line(mail.user.name),
            answers_to=mail.user.email,
        )


def subject_of(lines: list[notice.Line]) -> str:
    if len(lines) == 1:
        return lines[0].text[:LONGEST_SUBJECT]
    return ngettext("%(count)s thing is waiting for you", "%(count)s things are waiting for you", len(lines)) % {
        "count": len(lines)
    }


def _written(user: User, lines: list[notice.Line], *, daily: bool) -> Content:
    context: dict[str, Any] = {
        "name": notice.one_line(user.name),
        "language": user.language,
        "groups": _grouped(lines),
        "base": settings.RAPPORT_URL,
        "settings_url": settings.RAPPORT_URL + reverse("accounts:delivery"),
        "why": _("This mail comes once a day, because you have chosen so.")
        if daily
        else _("This mail comes as soon as there is something for you, because you have chosen so."),
    }
    return Content(
        subject_of(lines),
        render_to_string("email/notifications.txt", context),
        render_to_string("email/notifications.html", context),
    )


def _grouped(lines: list[notice.Line]) -> list[tuple[str, list[notice.Line]]]:
    groups: dict[str, list[notice.Line]] = {}
    for line in lines:
        groups.setdefault(line.group, []).append(line)
    return list(groups.items())
