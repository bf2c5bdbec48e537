"""A card of thanks, A6, in the language of whom it goes to."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from partners.models import Partner
from relationships.models import Appreciation
from relationships.reports.as_pdf import pdf_of

LONGEST = 700  # signs that a card holds in letters one likes to read
LINES = 14
DESIGNS = {"sun": gettext_lazy("Sun"), "leaf": gettext_lazy("Leaf"), "clay": gettext_lazy("Clay")}


@dataclass(frozen=True)
class Card:
    """What stands on it; `language` is the partner's, or the writer's where none is known."""

    name: str
    text: str
    by: str
    design: str
    language: str

    @property
    def is_too_long(self) -> bool:
        return len(self.text) > LONGEST or self.text.count("\n") >= LINES

    @property
    def heading(self) -> str:
        with translation.override(self.language):
            return _("Thank you")


def card_of(thanks: Appreciation, partner: Partner, *, by: User, design: str) -> Card:
    known = design if design in DESIGNS else "sun"
    return Card(partner.name, thanks.text, str(by), known, language_for(partner, by))


def language_for(partner: Partner, by: User) -> str:
    return partner.language if partner.language in ("de", "en") else by.language


def card_document(card: Card) -> bytes:
    """Raises ReportRefused."""
    with translation.override(card.language):
        return pdf_of(render_to_string("reports/card.html", {"card": card}))
