"""The way through a running meeting: one step a section, and one a point where a section goes point by point."""

from collections.abc import Sequence
from dataclasses import dataclass

from relationships.models import AgendaItem, Review
from relationships.queries.agenda import AgendaSection, parts_of


@dataclass(frozen=True)
class ReviewStep:
    section: AgendaSection
    minutes: int
    item: AgendaItem | None = None
    number: int = 0  # of the point in its section, counted among those that are shown
    of: int = 0

    @property
    def key(self) -> tuple[str, int | None]:
        return self.section.name, self.item.pk if self.item else None


def steps_of(review: Review, items: Sequence[AgendaItem]) -> list[ReviewStep]:
    """`items` are those that the circle may read; a section without any is passed over."""
    steps = []
    for part in parts_of(review):
        if not part.section.by_item:
            steps.append(ReviewStep(part.section, part.minutes))
            continue
        mine = [item for item in items if (item.issue_id is not None) == (part.section.name == "issues")]
        steps += [ReviewStep(part.section, part.minutes, item, at, len(mine)) for at, item in enumerate(mine, 1)]
    return steps


def place_of(review: Review, steps: Sequence[ReviewStep], items: Sequence[AgendaItem]) -> int:
    """Where the meeting is. What has meanwhile gone out of the circle's sight is passed over without a trace."""
    keys = [step.key for step in steps]
    if (review.section, review.item_id) in keys:
        return keys.index((review.section, review.item_id))
    order = [part.section.name for part in parts_of(review)]
    here = order.index(review.section) if review.section in order else 0
    position = review.item.position if review.item else 0
    for at, step in enumerate(steps):
        there = order.index(step.section.name)
        if there > here or (there == here and (step.item is None or step.item.position > position)):
            return at
    return max(len(steps) - 1, 0)
