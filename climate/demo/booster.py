"""What helps the people of Papierwerk Auental back into a good mood, and what they have tried."""

from dataclasses import dataclass
from datetime import timedelta

from climate.actions.booster import add_booster
from climate.actions.booster_use import note_use
from climate.choices import Term
from climate.models import MoodBooster
from relationships.demo.scene import Say, Scene


@dataclass(frozen=True)
class Helps:
    days_ago: int
    by: str
    team: str
    term: Term
    text: Say
    helped: str = ""  # whom


# fmt: off
BOOSTERS = [
    Helps(210, "marlene", "purchasing", Term.SHORT, ("Fünf Minuten an die Luft, bevor der nächste Anruf kommt", "Five minutes of fresh air before the next call"), "marlene jonas"),
    Helps(205, "aylin", "purchasing", Term.SHORT, ("Eine Tasse Tee holen und für jemanden eine zweite mitbringen", "Fetch a cup of tea, and a second one for somebody else"), "aylin"),
    Helps(190, "jonas", "purchasing", Term.SHORT, ("Hinunter zu Hildegard gehen und zusehen, wie das Papier läuft", "Go down to Hildegard and watch the paper run"), "jonas"),
    Helps(120, "marlene", "purchasing", Term.SHORT, ("Eine Sache fertig machen, die schon zu lange liegt, und sei sie noch so klein", "Finish one thing that has been lying around too long, however small")),
    Helps(180, "jonas", "purchasing", Term.MEDIUM, ("Mit jemandem zu Mittag essen, der nicht aus dem Einkauf ist", "Have lunch with somebody who is not from Purchasing"), "aylin"),
    Helps(150, "marlene", "purchasing", Term.MEDIUM, ("Einen Lieferanten anrufen, mit dem die Arbeit Freude macht, ganz ohne Anlass", "Call a supplier one enjoys working with, for no reason at all"), "marlene"),
    Helps(95, "aylin", "purchasing", Term.MEDIUM, ("Das Schwierige gleich ansprechen, statt es übers Wochenende mitzunehmen", "Say the difficult thing at once instead of taking it home for the weekend")),
    Helps(170, "marlene", "purchasing", Term.LONG, ("Mittwochs ohne Termine bis elf: Zeit für das, was liegen bleibt", "No appointments before eleven on Wednesdays: time for what gets left behind"), "marlene jonas aylin"),
    Helps(80, "jonas", "purchasing", Term.LONG, ("Freitags aufschreiben, wofür uns jemand gedankt hat, und es am Montag zuerst lesen", "Write down on Friday what somebody thanked us for, and read it first on Monday")),
    Helps(200, "sina", "sales", Term.SHORT, ("Im Auto laut mitsingen, zwischen zwei Kunden", "Sing along loudly in the car between two customers"), "sina"),
    Helps(160, "henrik", "sales", Term.SHORT, ("Einmal um die Halle, ohne Telefon", "Once around the hall, without the phone"), "henrik theo"),
    Helps(140, "theo", "sales", Term.MEDIUM, ("Einen Kunden besuchen, der gerne mit uns arbeitet, und fragen, warum", "Visit a customer who likes working with us, and ask why"), "theo"),
    Helps(110, "theo", "sales", Term.LONG, ("Neue gehen in der ersten Woche bei jedem von uns einen Tag mit", "Newcomers spend a day with each of us in their first week")),
]
# fmt: on


def fill_boosters(scene: Scene) -> None:
    for row in BOOSTERS:
        booster = add_booster(
            by=scene.users[row.by], team=scene.teams[row.team], text=scene.say(row.text), term=row.term
        )
        _date_back(scene, booster, row.days_ago)
        for name in row.helped.split():
            note_use(by=scene.users[name], booster=booster, helped=True, at=scene.now - timedelta(days=9))


def _date_back(scene: Scene, booster: MoodBooster, days_ago: int) -> None:
    """In the story it was added then."""
    moment = scene.moment(days_ago)
    MoodBooster.objects.filter(pk=booster.pk).update(created_at=moment, updated_at=moment)
    booster.history.update(history_date=moment, created_at=moment)
