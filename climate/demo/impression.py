"""How Purchasing wants to be seen: one look that is over, and what partners said, so that there is something to see."""

from datetime import timedelta

from django.utils import timezone

from climate.actions.impression import add_impression, add_measure, ask_partners, change_impression, close_impression
from climate.models import Impression, ImpressionTally
from climate.models.impression import FEWEST
from partners.models import Partner
from relationships.demo.scene import Scene

NAME = ("Unsere Lieferanten im Herbst", "Our suppliers in autumn")
STATEMENTS = [
    ("They keep their word.", "Auf sie ist Verlass.", 10, 8),
    ("They answer quickly.", "Sie antworten schnell.", 8, 7),
    ("It is good to work with them.", "Man arbeitet gern mit ihnen.", 9, 9),
]
# How they feel after a contact, what fits, and a line in the language of the demo.
ANSWERS = [
    (4, [0, 2], ("Am Telefon seid ihr immer freundlich. Das tut gut.", "You are always friendly on the phone. That does good.")),
    (3, [0], ("Auf die Freigaben warten wir oft eine Woche.", "We often wait a week for approvals.")),
    (5, [0, 1, 2], ("", "")),
    (4, [2], ("", "")),
    (2, [0], ("Bitte sagt früher Bescheid, wenn sich Mengen ändern.", "Please let us know earlier when quantities change.")),
    (4, [0, 2], ("", "")),
]  # fmt: skip
CONCLUSION = (
    "Auf uns ist Verlass, aber wir lassen warten. Freigaben bekommen einen festen Tag.",
    "We are reliable, but we keep people waiting. Approvals get a day of their own.",
)
MEASURE = ("Freigaben jeden Dienstag bis zwölf", "Approvals every Tuesday by noon")


def fill_impressions(scene: Scene) -> None:
    marlene, now = scene.users["marlene"], scene.moment(20)
    statements = [{"en": en, "de": de, "wanted": wanted, "thought": thought} for en, de, wanted, thought in STATEMENTS]
    impression = add_impression(by=marlene, team=scene.teams["purchasing"], name=scene.say(NAME), statements=statements)
    suppliers = Partner.objects.visible_to(marlene).filter(is_supplier=True, is_colleague=False).order_by("pk")
    partners = list(suppliers[: len(ANSWERS) + 2])
    if len(partners) < FEWEST:
        return
    end = timezone.localdate() + timedelta(days=1)
    ask_partners(
        by=marlene, impression=impression, partners=partners, ends_on=end, is_anonymous=True, at=timezone.now()
    )
    tally = ImpressionTally.objects.get(pk=impression.pk)
    for mood, fits, line in ANSWERS:  # as their links would have counted them
        tally.add(mood=mood, fits=fits, line=scene.say(line))
    tally.save()
    impression.refresh_from_db()
    close_impression(by=marlene, impression=impression, at=timezone.now())
    change_impression(
        by=marlene, impression=impression, version=impression.version, conclusion=scene.say(CONCLUSION),
        next_look_on=scene.day(90),
    )  # fmt: skip
    add_measure(
        by=scene.users["jonas"], impression=impression, text=scene.say(MEASURE), owner=scene.users["jonas"],
        due_on=scene.day(12),
    )  # fmt: skip
    dates = {
        "created_at": now,
        "updated_at": now,
        "asked_at": now,
        "ends_on": scene.day(-6),
        "closed_at": scene.moment(6),
    }
    Impression.objects.filter(pk=impression.pk).update(**dates)
    impression.links.update(made_at=now)
