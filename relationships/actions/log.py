"""One dialog, one transaction: a contact, and what came up with it."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import Team, User
from partners.models import Partner
from relationships.actions.appreciation import write_appreciation
from relationships.actions.idea import note_idea
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue
from relationships.actions.reminder import set_reminder
from relationships.models import Appreciation, Idea, Interaction, Issue, Reminder


@dataclass
class Logged:
    interaction: Interaction
    issue: Issue | None = None
    appreciation: Appreciation | None = None
    idea: Idea | None = None
    reminder: Reminder | None = None


@transaction.atomic
def log_contact(
    *,
    by: User,
    partners: list[Partner],
    contact: dict[str, Any],
    team: Team | None = None,
    visibility: str | None = None,
    issue: dict[str, Any] | None = None,
    appreciation: dict[str, Any] | None = None,
    idea: dict[str, Any] | None = None,
    reminder: dict[str, Any] | None = None,
) -> Logged:
    """Save the contact and whichever of the others is given, all or nothing; the same partners, team and readers."""
    shared: dict[str, Any] = {"by": by, "partners": partners, "team": team, "visibility": visibility}
    interaction = log_interaction(**shared, **contact)
    logged = Logged(interaction)
    if issue:
        logged.issue = flag_issue(**shared, interactions=[interaction], **issue)
    if appreciation:
        logged.appreciation = write_appreciation(**shared, **appreciation)
    if idea:
        logged.idea = note_idea(**shared, **idea)
    if reminder:
        logged.reminder = set_reminder(by=by, partner=partners[0], **reminder)
    return logged
