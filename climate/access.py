"""Who may do what with mood boosters; each is asked of one that the user sees. A check-in is its owner's, so none asks."""

from accounts.access import is_lead, is_member
from accounts.models import Team, User
from climate.models import BoosterComment, MoodBooster, SharedAnswer
from climate.models.team_record import TeamRecord


def may_change_booster(user: User, booster: MoodBooster) -> bool:
    """The list is the team's: its members put each other's words right."""
    return is_member(user, booster.team)


def may_discard_booster(user: User, booster: MoodBooster) -> bool:
    """Whoever wrote it, while they belong to the team, and its leads."""
    return may_discard_written(user, booster.author_id, booster.team)


def may_discard_starters(user: User, team: Team) -> bool:
    """The starting set is nobody's own: whoever belongs to the team."""
    return is_member(user, team)


def may_discard_comment(user: User, comment: BoosterComment) -> bool:
    return may_discard_written(user, comment.author_id, comment.booster.team)


def may_discard_written(user: User, author_id: int, team: Team) -> bool:
    """Whoever wrote something for the team, while they belong to it, and its leads."""
    return is_member(user, team) if author_id == user.pk else is_lead(user, team)


def may_discard_record(user: User, record: TeamRecord) -> bool:
    return may_discard_written(user, record.author_id, record.team)


def may_discard_answer(user: User, answer: SharedAnswer) -> bool:
    return may_discard_written(user, answer.author_id, answer.question.team)
