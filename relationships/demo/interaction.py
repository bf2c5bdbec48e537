"""Let every contact happen on its day."""

from dataclasses import dataclass
from typing import Any

from relationships.actions.interaction import log_interaction
from relationships.demo.scene import NOTHING, Say, Scene


@dataclass(frozen=True)
class Contact:
    """A contact so many days ago; moods before and after by steps 1 to 5, 0 where nobody noted one."""

    days_ago: int
    by: str
    partners: str
    channel: str
    moods: tuple[int, int]
    energy: str
    text: Say
    given: Say = NOTHING
    received: Say = NOTHING
    visibility: str | None = None
    people: str = ""


def fill_interactions(scene: Scene, story: list[Contact]) -> None:
    for contact in sorted(story, key=lambda contact: -contact.days_ago):
        _log(scene, contact)


def _log(scene: Scene, contact: Contact) -> None:
    by, partners = scene.users[contact.by], scene.cast(contact.partners)
    moods: dict[str, Any] = {"mood_before": contact.moods[0] or None, "mood_after": contact.moods[1] or None}
    log_interaction(
        by=by,
        partners=partners,
        team=scene.team_for(by, partners[0]),
        visibility=contact.visibility,
        channel=contact.channel,
        happened_at=scene.moment(contact.days_ago),
        text=scene.say(contact.text),
        value_given=scene.say(contact.given),
        value_received=scene.say(contact.received),
        energy=contact.energy,
        people_involved=[scene.users[key] for key in contact.people.split()],
        **moods,
    )
