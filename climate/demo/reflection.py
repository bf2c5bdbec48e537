"""The questions of Purchasing, and what Jonas has told the team."""

from climate.actions.reflection import add_starting_questions, answer_for_the_team
from climate.models import ReflectionQuestion
from relationships.demo.scene import Scene

TOLD = (
    "Mit Rolf, weil er Bescheid sagt, bevor wir fragen müssen.",
    "With Rolf, because he lets us know before we have to ask.",
)


def fill_reflection(scene: Scene) -> None:
    add_starting_questions(by=scene.users["marlene"], team=scene.teams["purchasing"])
    question = ReflectionQuestion.objects.get(text_en__startswith="With which partners")
    answer_for_the_team(by=scene.users["jonas"], question=question, text=scene.say(TOLD), at=scene.moment(3))
