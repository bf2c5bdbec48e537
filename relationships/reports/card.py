"""A card of thanks, A6, in the language of whom it goes to."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from partners.models import Partner
from relationships.choices import CardDesign
from relationships.models import Appreciation
from relationships.queries.thanks import language_for
from relationships.reports.as_pdf import pdf_of

LONGEST = 700  # signs that a card holds in letters one likes to read
LINES = 14


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
    known = design if design in CardDesign.values else CardDesign.SUN
    return Card(partner.name, thanks.text, str(by), known, language_for(partner, by))


def card_document(card: Card) -> bytes:
    """Raises ReportRefused."""
    with translation.override(card.language):
        return pdf_of(render_to_string("reports/card.html", {"card": card}))
