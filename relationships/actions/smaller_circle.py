"""Hand an issue from the meeting to a few, who clear it among themselves."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from relationships.actions.action_item import add_action_item
from relationships.actions.clearing_talk import change_talk, prepare_talk
from relationships.models import ActionItem, Issue


@transaction.atomic
def hand_to_smaller_circle(*, by: User, issue: Issue, people: list[User], due_on: date | None = None) -> ActionItem:
    """A clearing talk with them is ahead, and the first of them has the measure to see to it."""
    if not people:
        raise ValidationError({"people": _("Choose at least one.")})
    talk = issue.talks.kept().ahead().first()  # type: ignore[attr-defined]
    if talk is None:
        prepare_talk(by=by, issue=issue, people_involved=people)
    else:
        everyone = {person.pk: person for person in [*talk.people_involved.all(), *people]}
        change_talk(by=by, talk=talk, version=talk.version, people_involved=list(everyone.values()))
    names = ", ".join(str(person) for person in people)
    text = (_("Clear it in a smaller circle: %(names)s") % {"names": names})[:300]
    return add_action_item(by=by, issue=issue, text=text, owner=people[0], due_on=due_on)
