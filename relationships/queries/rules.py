"""What the rules of a team want: whom to remind of an issue or a measure, why, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import DeliverySettings, User
from accounts.queries.working_time import after_working_days, at_morning, local_day, next_moment, working_day_until
from relationships.choices import Cause
from relationships.models import ActionItem, ClearingTalk, Issue, ReminderRules
from relationships.queries.recipients import Recipients

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Want:
    """Remind `user` at each of `moments`, after the last again every `repeat` working days, until `until`."""

    cause: Cause
    user: User
    wishes: DeliverySettings
    moments: tuple[datetime, ...]
    target: Any
    repeat: int | None = None
    until: datetime | None = None

    def stage(self, at: datetime) -> datetime | None:
        """The last moment that has come; None before the first and after the end."""
        if self.until and at >= self.until:
            return None
        return max((moment for moment in self.moments if moment <= at), default=None)

    def coming(self, at: datetime) -> datetime | None:
        later = [moment for moment in (*self.moments, self.until) if moment and moment > at]
        return min(later, default=None)

    def again_after(self, moment: datetime) -> datetime | None:
        return after_working_days(moment, self.repeat, self.wishes) if self.repeat else None


def wants_of_issue(issue: Issue, talks: list[ClearingTalk], rules: ReminderRules, people: Recipients) -> Iterator[Want]:
    owners = people.of(issue.owner, issue, issue.team_id)
    if issue.is_open(at=people.at):
        for user in owners:
            yield from _for_the_owner(issue, user, rules, people.wishes_of(user))
        yield from _for_the_leads(issue, owners, rules, people)
        yield from _of_talks(issue, talks, rules, people)
    elif issue.is_resolved and issue.check_on and not issue.held_on and rules.on_check_day:
        for user in owners:
            wishes = people.wishes_of(user)
            yield Want(Cause.CHECK, user, wishes, (_first_on(issue.check_on, wishes),), issue)


def wants_of_item(item: ActionItem, rules: ReminderRules, people: Recipients) -> Iterator[Want]:
    """Before its date, on it, and when it is overdue."""
    if item.done_at or item.due_on is None or rules.measure_before is None:
        return
    if item.issue and item.issue.discarded_at:
        return
    for user in people.of(item.owner, item, item.team_id):
        wishes = people.wishes_of(user)
        before = at_morning(working_day_until(item.due_on - rules.measure_before * ONE_DAY, wishes), wishes)
        moments = (before, _first_on(item.due_on, wishes), _first_on(item.due_on + ONE_DAY, wishes))
        yield Want(Cause.MEASURE, user, wishes, moments, item, rules.repeat_after)


def quiet_moment(issue: Issue, days: int, wishes: DeliverySettings) -> datetime:
    """The morning on which an issue has been quiet for so many days."""
    return _first_on(local_day(issue.last_activity_at, wishes) + days * ONE_DAY, wishes)


def _for_the_owner(issue: Issue, user: User, rules: ReminderRules, wishes: DeliverySettings) -> Iterator[Want]:
    if rules.quiet_after:
        moment = quiet_moment(issue, rules.quiet_after, wishes)
        yield Want(Cause.QUIET, user, wishes, (moment,), issue, rules.repeat_after)
    if issue.due_on is None:
        return
    on_the_day = _first_on(issue.due_on, wishes)
    if rules.day_before_due:
        before = at_morning(working_day_until(issue.due_on - ONE_DAY, wishes), wishes)
        yield Want(Cause.DUE_SOON, user, wishes, (before,), issue, until=on_the_day)
    if rules.on_due_day:
        yield Want(Cause.DUE, user, wishes, (on_the_day,), issue)


def _for_the_leads(issue: Issue, owners: list[User], rules: ReminderRules, people: Recipients) -> Iterator[Want]:
    """Once for each time that it goes quiet; who is reminded as the owner anyway is not told twice."""
    if not rules.lead_after:
        return
    for lead in people.leads_of(issue.team_id, issue):
        if lead not in owners:
            wishes = people.wishes_of(lead)
            yield Want(Cause.QUIET_LEAD, lead, wishes, (quiet_moment(issue, rules.lead_after, wishes),), issue)


def _of_talks(issue: Issue, talks: list[ClearingTalk], rules: ReminderRules, people: Recipients) -> Iterator[Want]:
    """The working day before a planned talk, whoever of us takes part."""
    for talk in talks if rules.day_before_talk else []:
        takes_part = [issue.owner, *talk.people_involved.all()]
        for user in dict.fromkeys(one for person in takes_part for one in people.of(person, issue, issue.team_id)):
            wishes = people.wishes_of(user)
            day = working_day_until(local_day(talk.planned_at, wishes) - ONE_DAY, wishes)  # type: ignore[arg-type]
            yield Want(Cause.TALK, user, wishes, (at_morning(day, wishes),), talk, until=talk.planned_at)


def _first_on(day: date, wishes: DeliverySettings) -> datetime:
    """The morning of `day`, or of the first working day after it."""
    return next_moment(at_morning(day, wishes), wishes)
