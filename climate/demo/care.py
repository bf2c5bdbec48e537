"""A care note of Marlene's, so that the page of those who need care has somebody on it."""

from partners.models import Partner
from relationships.actions.care_note import write_care_note
from relationships.demo.scene import Scene

WEIGHS = (
    "Seit dem Sommer zu dritt statt zu fünft, und die Telefone stehen nicht still.",
    "Three people instead of five since the summer, and the phones never stop.",
)
NEEDS = (
    "Anfragen gebündelt am Dienstag, und einmal im Monat ein Danke.",
    "Queries together on Tuesdays, and thanks once a month.",
)


def fill_care(scene: Scene) -> None:
    marlene = scene.users["marlene"]
    partner = Partner.objects.visible_to(marlene).filter(caretaker=marlene, is_supplier=True).order_by("pk").first()
    if partner:
        write_care_note(by=marlene, partner=partner, weighs=scene.say(WEIGHS), needs=scene.say(NEEDS))
