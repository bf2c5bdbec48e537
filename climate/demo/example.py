"""Stories of what worked at Papierwerk Auental."""

from climate.actions.example import add_example
from climate.models import PracticeExample
from relationships.demo.scene import Scene

EXAMPLES = [
    (
        120, "jonas",
        ("Eine Reklamation, die nach drei Monaten doch noch gut ausging", "A complaint that ended well after three months"),
        (
            ("Drei Briefe ohne Antwort, und bei uns wurde der Ton jedes Mal kühler. Dann habe ich angerufen und nur gefragt, "
            "wie es gerade bei ihnen läuft. Eine Krankmeldung, zwei offene Stellen. Wir haben die Fälle auf einen Dienstag "
            "gelegt und gemeinsam durchgesehen: Nach einer Stunde waren elf von zwölf erledigt."),
            ("Three letters without an answer, and our tone cooled with each of them. Then I called and only asked how things "
            "were on their side. Somebody ill, two positions vacant. We put the cases on one Tuesday and went through them "
            "together: after an hour eleven of twelve were done."),
        ),
        ("Erst fragen, wie es ihnen geht. Dann erst, wo die Antwort bleibt.", "Ask first how they are, and only then where the answer is."),
    ),
    (
        60, "aylin",
        ("Schlechte Nachrichten am selben Tag", "Bad news on the same day"),
        (
            ("Die Menge halbierte sich, und ich wollte bis Montag warten. Stattdessen rief ich sofort an und hatte zwei "
            "Vorschläge dabei. Sie waren enttäuscht und dankbar zugleich; den zweiten Vorschlag haben sie genommen."),
            ("The quantity was cut by half, and I wanted to wait until Monday. Instead I called at once and brought two "
            "proposals. They were disappointed and grateful at the same time, and took the second one."),
        ),
        ("Sofort anrufen, mit zwei Vorschlägen.", "Call at once, with two proposals."),
    ),
]  # fmt: skip


def fill_examples(scene: Scene) -> None:
    for days_ago, name, title, story, lesson in EXAMPLES:
        example = add_example(
            by=scene.users[name], team=scene.teams["purchasing"], title=scene.say(title), story=scene.say(story),
            lesson=scene.say(lesson),
        )  # fmt: skip
        moment = scene.moment(days_ago)
        PracticeExample.objects.filter(pk=example.pk).update(created_at=moment, updated_at=moment)
        example.history.update(history_date=moment, created_at=moment)
