"""What a partner is written with a feedback link: in their language, and truly who will see what."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from climate.actions.impression import Asked
from climate.models import Impression
from partners.models import ContactPoint

LONGEST_LINK = 1_800  # signs of an address that every mail program takes


@dataclass(frozen=True)
class Letter:
    name: str
    address: str
    language: str
    subject: str
    words: str
    mailto: str  # empty where there is no e-mail address


def letters(impression: Impression, asked: list[Asked], *, by: User) -> list[Letter]:
    """One for each partner; with one query for their addresses."""
    mails: dict[int, str] = {}
    points = ContactPoint.objects.visible_to(by).filter(kind="email", partner__in=[one.partner for one in asked])
    for point in points.order_by("-is_preferred", "pk"):
        mails.setdefault(point.partner_id, point.value)
    return [_letter(impression, one, mails.get(one.partner.pk, ""), by) for one in asked]


def _letter(impression: Impression, one: Asked, mail: str, by: User) -> Letter:
    language = one.partner.language if one.partner.language in ("de", "en") else by.language
    with translation.override(language):
        subject = _("Two questions to you")
        greeting = _("Hello,")
        question = _("we would like to know how working with us is for you. Two questions and a line, one minute:")
        promise = (
            _("Nobody is told what you in particular answered.")
            if impression.is_anonymous
            else _("The team %(team)s sees your answer with your name.") % {"team": impression.team}
        )
        thanks = _("Thank you")
    words = f"{greeting}\n\n{question}\n{one.address}\n\n{promise}\n\n{thanks}\n{by}"
    query = urlencode({"subject": subject, "body": words}, quote_via=quote)
    mailto = f"mailto:{quote(mail, safe='@')}?{query}" if mail and len(query) < LONGEST_LINK else ""
    return Letter(one.partner.name, one.address, language, subject, words, mailto)
