"""What Marlene wants to be reminded of."""

from dataclasses import dataclass
from typing import Any

from relationships.actions.reminder import finish_reminder, set_reminder
from relationships.demo.scene import Say, Scene
from relationships.models import Issue


@dataclass(frozen=True)
class Remind:
    """About a partner, an issue (by its title) or neither; `day` counts from today."""

    day: int
    hour: int
    text: Say
    partner: str = ""
    issue: Say | None = None
    done: bool = False


def fill_reminders(scene: Scene, reminders: list[Remind]) -> None:
    marlene = scene.users["marlene"]
    for row in reminders:
        about: dict[str, Any] = {}
        if row.partner:
            about["partner"] = scene.partners[row.partner]
        elif row.issue:
            about["issue"] = Issue.objects.visible_to(marlene).get(title=scene.say(row.issue))
        reminder = set_reminder(
            by=marlene, text=scene.say(row.text), due_at=scene.at(scene.day(row.day), row.hour), **about
        )
        if row.done:
            finish_reminder(by=marlene, reminder=reminder)
