"""Let everybody say thank you."""

from dataclasses import dataclass

from relationships.actions.appreciation import write_appreciation
from relationships.demo.scene import Say, Scene


@dataclass(frozen=True)
class Thanks:
    days_ago: int
    by: str
    partners: str
    direction: str
    text: Say
    visibility: str | None = None


def fill_appreciations(scene: Scene, thanks: list[Thanks]) -> None:
    for row in sorted(thanks, key=lambda row: -row.days_ago):
        by, partners = scene.users[row.by], scene.cast(row.partners)
        write_appreciation(
            by=by,
            partners=partners,
            team=scene.team_for(by, partners[0]),
            visibility=row.visibility,
            direction=row.direction,
            text=scene.say(row.text),
            thanked_at=scene.moment(row.days_ago),
        )
