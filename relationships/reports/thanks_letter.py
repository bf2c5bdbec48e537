"""The mail of thanks to a partner: what was shown is what goes out."""

from accounts.models import OutgoingMail
from accounts.queries.letter import Letter
from relationships.models import ThanksMail
from relationships.reports.card import Card

INK = {"sun": ("#fdf1cf", "#3c2a06", "#f0b840"), "leaf": ("#e8f3e6", "#1d3f28", "#4f8a5b"), "clay": ("#fbeee5", "#4d2412", "#a2411d")}  # fmt: skip


def thanks_letter(mail: OutgoingMail) -> Letter | None:
    """None where the thanks are in the trash."""
    row = ThanksMail.objects.select_related("thanks", "partner", "sent_by").filter(mail=mail).first()
    if row is None or row.thanks.discarded_at:
        return None
    card = mail_card(row)
    return Letter(row.address, row.language, subject_of(card), "email/thanks", {"card": card, "ink": INK[card.design]})


def mail_card(row: ThanksMail) -> Card:
    """With the text as it was when it was looked at, should it have been changed since."""
    text = row.thanks.text
    if row.thanks.version != row.text_version:
        then = row.thanks.history.filter(version=row.text_version).order_by("history_id").last()
        text = then.text if then else text
    return Card(row.partner.name, text, str(row.sent_by), row.design, row.language)


def subject_of(card: Card) -> str:
    return f"{card.heading}, {card.name}"
