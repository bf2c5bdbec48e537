"""Who may do what with entries; pages and API ask the same predicates. Each is asked of what one already sees."""

from accounts.access import is_lead, is_member, teams_of
from accounts.models import User
from partners.models import Partner
from relationships.models import (
    ActionItem,
    CareNote,
    Comment,
    Entry,
    Idea,
    Issue,
    RegularReport,
    Review,
    ReviewSeries,
)


def may_write(user: User) -> bool:
    """Log, flag, thank, note: whoever belongs to a team."""
    return user.is_active and bool(teams_of(user))


def may_change_entry(user: User, entry: Entry) -> bool:
    """What somebody felt or said stays theirs to change; issues and ideas are worked on together."""
    if not user.is_active:
        return False
    if entry.author_id == user.pk:
        return True
    if isinstance(entry, Issue):
        return may_work_on_issue(user, entry)
    return isinstance(entry, Idea) and is_member(user, entry.team)


def may_change_visibility(user: User, entry: Entry) -> bool:
    """Only the author widens or narrows the circle of readers."""
    return user.is_active and entry.author_id == user.pk


def may_work_on_issue(user: User, issue: Issue) -> bool:
    """Move it on: author, owner, people involved, members of its team."""
    if not user.is_active:
        return False
    if user.pk in (issue.author_id, issue.owner_id) or is_member(user, issue.team):
        return True
    return issue.people_involved.filter(pk=user.pk).exists()


def may_comment(user: User, issue: Issue) -> bool:
    return may_work_on_issue(user, issue)


def may_change_comment(user: User, comment: Comment) -> bool:
    return user.is_active and comment.author_id == user.pk


def may_discard_entry(user: User, entry: Entry) -> bool:
    owner = entry.owner_id if isinstance(entry, Issue) else None
    return user.is_active and user.pk in (entry.author_id, owner)


def may_change_action_item(user: User, item: ActionItem) -> bool:
    """Who does it, who noted it, whoever works on its issue; one without an issue its team works on."""
    if not user.is_active:
        return False
    if user.pk in (item.owner_id, item.created_by_id):
        return True
    if item.issue:
        return may_work_on_issue(user, item.issue)
    return is_member(user, item.team)


def may_change_readers(user: User, item: ActionItem) -> bool:
    """As with entries, who noted it alone widens or narrows the circle of readers."""
    return user.is_active and item.created_by_id == user.pk


def may_change_series(user: User, series: ReviewSeries) -> bool:
    """Set up a regular meeting anew: leads of its team, its facilitator, and who made it while in the team."""
    if not is_member(user, series.team):
        return False
    return user.pk in (series.facilitator_id, series.created_by_id) or is_lead(user, series.team)


def may_change_regular_report(user: User, report: RegularReport) -> bool:
    """Leads of its team, and who set it up while in the team."""
    return is_member(user, report.team) and (user.pk == report.created_by_id or is_lead(user, report.team))


def may_take_part(user: User, review: Review) -> bool:
    """Lead through a meeting, speak and vote in it: those invited, which is the whole team where nobody was chosen."""
    if not is_member(user, review.series.team):
        return False
    chosen = {person.pk for person in review.participants.all()}
    return not chosen or user.pk in chosen


def may_change_review(user: User, review: Review) -> bool:
    """Move, skip, invite: who may change the series, and who leads through this one."""
    return may_change_series(user, review.series) or (
        user.pk == review.facilitator_id and is_member(user, review.series.team)
    )


def may_keep_care_note(user: User, partner: Partner) -> bool:
    """Its caretaker alone."""
    return user.is_active and partner.caretaker_id == user.pk


def may_discard_care_note(user: User, note: CareNote) -> bool:
    return may_keep_care_note(user, note.partner)
