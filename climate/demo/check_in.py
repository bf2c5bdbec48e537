"""Marlene's own check-ins of the last two weeks: the demo is seen with her account, so they are for whoever looks."""

from climate.actions.check_in import check_in
from relationships.demo.scene import Say, Scene

NO = ("", "")
# Days ago, mood, a word, what it comes from, what to do; nothing today, so that one can tap oneself.
NOTES: list[tuple[int, int, Say, Say, Say]] = [
    (17, 4, ("ausgeschlafen", "slept well"), NO, NO),
    (16, 3, ("viele Zahlen", "many figures"), NO, NO),
    (
        15,
        2,
        ("Reklamation, schon wieder", "a complaint, again"),
        ("Ich habe das Gespräch aufgeschoben", "I put off the conversation"),
        ("Heute noch anrufen, bevor ich nach Hause gehe", "Call today, before I go home"),
    ),
    (14, 4, ("mit Rolf gelacht", "laughed with Rolf"), NO, NO),
    (10, 3, ("Wetter", "weather"), NO, NO),
    (9, 5, ("Hildegard läuft", "Hildegard runs"), NO, NO),
    (8, 4, ("", ""), NO, NO),
    (
        6,
        2,
        ("müde", "tired"),
        ("Drei Abende hintereinander spät", "Three late evenings in a row"),
        ("Am Mittwoch um vier gehen", "Leave at four on Wednesday"),
    ),
    (3, 3, ("geht so", "so-so"), NO, NO),
    (2, 4, ("Dank von Nordlicht", "thanks from Nordlicht"), NO, NO),
    (1, 4, ("neugierig", "curious"), NO, NO),
]


def fill_check_ins(scene: Scene) -> None:
    for days_ago, mood, word, cause, plan in NOTES:
        texts = {"word": scene.say(word), "cause": scene.say(cause), "plan": scene.say(plan)}
        check_in(by=scene.users["marlene"], mood=mood, at=scene.moment(days_ago, 9), **texts)
