"""What lies on the table of a meeting right now, as every screen shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from accounts.models import User
from relationships.models import ActionItem, AgendaItem, Comment, Issue, Review
from relationships.queries.agenda import AgendaSection, Table, items_of, load, looks_back_to, only_for, parts_of
from relationships.queries.circle import circle_of, invited_to, named_on_the_wall
from relationships.queries.gather import load_partners
from relationships.queries.review_steps import ReviewStep, place_of, steps_of

STORY = 12  # lines of an issue's thread, the newest


@dataclass(frozen=True)
class Outline:
    """A section in the list of all, and whether it lies on the table."""

    section: AgendaSection
    minutes: int
    count: int
    is_here: bool
    item: int | None


@dataclass
class Screen:
    review: Review
    people: list[User]
    steps: list[ReviewStep]
    place: int
    outline: list[Outline]
    data: dict[str, Any] = field(default_factory=dict)
    partners: list[Any] = field(default_factory=list)
    thread: list[Comment] = field(default_factory=list)
    measures: Sequence[ActionItem] = ()
    outcomes: list[dict[str, Any]] = field(default_factory=list)
    own: list[Issue] = field(default_factory=list)

    @property
    def step(self) -> ReviewStep:
        return self.steps[self.place]

    @property
    def before(self) -> ReviewStep | None:
        return self.steps[self.place - 1] if self.place else None

    @property
    def after(self) -> ReviewStep | None:
        return self.steps[self.place + 1] if self.place + 1 < len(self.steps) else None

    @property
    def item_seconds(self) -> int:
        """What each point of this section may take, so that all of them have their turn."""
        return self.step.minutes * 60 // self.step.of if self.step.of else 0


def screen_of(review: Review, *, user: User, at: datetime, own: bool = False) -> Screen:
    """The wall: only what each of those invited may read. With `own` also what `user` alone may see beside it."""
    people = invited_to(review)
    table = Table(review, circle_of(review.series, people), user, looks_back_to(review), at)
    items = items_of(table)
    steps = steps_of(review, items)
    place = place_of(review, steps, items)
    screen = Screen(review, people, steps, place, _outline(review, steps, place))
    part = next(part for part in parts_of(review) if part.section.name == screen.step.section.name)
    load([part], table)
    screen.data = part.data
    item = screen.step.item
    if item and item.issue:
        load_partners(named_on_the_wall, [item.issue], team=table.circle.team_id)
        screen.partners = list(item.issue.partners_for(user))
        newest = Comment.objects.kept().filter(issue=item.issue).select_related("author").order_by("-created_at", "-pk")
        screen.thread = list(reversed(newest[:STORY]))
    if item:
        measures = ActionItem.objects.kept()
        measures = measures.filter(issue=item.issue) if item.issue else measures.filter(agenda_items=item)
        screen.measures = list(measures.select_related("owner").order_by("done_at", "due_on", "pk"))
    if screen.step.section.name == "conclusion":
        screen.outcomes = outcomes_of(review, items)
    if own:
        screen.own = only_for(table)
    return screen


def outcomes_of(review: Review, items: Sequence[AgendaItem]) -> list[dict[str, Any]]:
    """What came of each point while the meeting ran: steps and words on its thread, measures, what was said."""
    since, until = review.started_at, review.closed_at
    issues = [item.issue_id for item in items if item.issue_id]
    comments = Comment.objects.kept().filter(issue__in=issues, created_at__gte=since).select_related("author")
    measures = ActionItem.objects.kept().filter(issue__in=issues, created_at__gte=since).select_related("owner")
    own = AgendaItem.measures.through.objects.filter(agendaitem__in=[item.pk for item in items if not item.issue_id])
    own_measures = list(own.select_related("actionitem__owner"))
    if until:
        comments, measures = comments.filter(created_at__lte=until), measures.filter(created_at__lte=until)
    said: dict[int | None, list[Comment]] = {}
    for comment in comments.exclude(step="measure").order_by("created_at", "pk"):
        said.setdefault(comment.issue_id, []).append(comment)
    agreed: dict[int | None, list[ActionItem]] = {}
    for measure in measures.order_by("pk"):
        agreed.setdefault(measure.issue_id, []).append(measure)
    found = []
    for item in items:
        mine = [
            row.actionitem for row in own_measures if row.agendaitem_id == item.pk and not row.actionitem.discarded_at
        ]
        lines = said.get(item.issue_id, []) if item.issue_id else []
        todo = agreed.get(item.issue_id, []) if item.issue_id else mine
        found.append({"item": item, "said": lines, "measures": todo, "any": bool(lines or todo or item.said)})
    return found


def _outline(review: Review, steps: Sequence[ReviewStep], place: int) -> list[Outline]:
    here = steps[place].section.name if steps else ""
    rows = []
    for part in parts_of(review):
        mine = [step for step in steps if step.section.name == part.section.name]
        if mine:
            first = mine[0].item.pk if mine[0].item else None
            count = len(mine) if part.section.by_item else 0
            rows.append(Outline(part.section, part.minutes, count, part.section.name == here, first))
    return rows
