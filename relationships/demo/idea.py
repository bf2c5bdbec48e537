"""Note the ideas that partners gave us, and what we answered."""

from dataclasses import dataclass
from typing import Any

from relationships.actions.idea import note_idea
from relationships.demo.scene import NOTHING, Say, Scene

NOT_YET = ("Es passt erst, wenn ohnehin etwas erneuert wird.", "It only fits when something is renewed anyway.")
BROUGHT = (
    "Weniger Rückfragen und eine Stunde in der Woche, die jetzt frei ist.",
    "Fewer queries, and an hour a week that is free now.",
)


@dataclass(frozen=True)
class Given:
    days_ago: int
    by: str
    partners: str
    state: str
    title: Say
    text: Say
    answer: Say = NOTHING
    answered: int = 0  # days ago
    visibility: str | None = None


def fill_ideas(scene: Scene, ideas: list[Given]) -> None:
    for row in sorted(ideas, key=lambda row: -row.days_ago):
        by, partners = scene.users[row.by], scene.cast(row.partners)
        answer: dict[str, Any] = {}
        if row.answered:
            answer = {"answer": scene.say(row.answer), "answered_on": scene.day(-row.answered)}
        note_idea(
            by=by,
            partners=partners,
            team=scene.team_for(by, partners[0]),
            visibility=row.visibility,
            state=row.state,
            reason=scene.say(NOT_YET) if row.state == "not_now" else "",
            outcome=scene.say(BROUGHT) if row.state == "done" else "",
            title=scene.say(row.title),
            text=scene.say(row.text),
            received_at=scene.moment(row.days_ago),
            **answer,
        )
