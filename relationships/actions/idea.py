"""Note an idea that a partner gave us, what became of it, and see that it is answered."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions.notification import notify
from accounts.actions.record import must_be_visible, save_verb
from accounts.choices import TeamRole
from accounts.models import Team, User
from partners.models import Partner
from relationships.access import may_change_entry
from relationships.actions.entry import add_entry, change_entry
from relationships.models import Appreciation, Idea

ASK_AFTER = 7  # days without an answer, and again each time as many have gone by


@transaction.atomic
def note_idea(
    *, by: User, partners: list[Partner], team: Team | None = None, visibility: str | None = None, **fields: Any
) -> Idea:
    _date_the_answer(None, fields)
    return add_entry(Idea(**fields), by=by, partners=partners, team=team, visibility=visibility)


def change_idea(*, by: User, idea: Idea, version: int, **changes: Any) -> Idea:
    _date_the_answer(idea, changes)
    change_entry(idea, by=by, version=version, changes=changes)
    return idea


@transaction.atomic
def close_the_circle(*, by: User, idea: Idea, thanks: Appreciation) -> Idea:
    """Note which thanks the idea has brought its giver."""
    must_be_visible(by, [idea], "idea")
    if not may_change_entry(by, idea):
        raise PermissionDenied
    save_verb(idea, thanks=thanks)
    return idea


def remind_of_answers(*, at: datetime) -> int:
    """Tell whoever noted an idea that it still waits for our answer, every week until it is given.

    When they have left or no longer see it, the leads of its team are told.
    """
    old = Idea.objects.kept().filter(answered_on=None, received_at__lte=at - timedelta(days=ASK_AFTER))
    return sum(_remind(idea, at) for idea in old.select_related("author").iterator())


def _remind(idea: Idea, at: datetime) -> int:
    key = f"idea-unanswered:{idea.pk}:{(at - idea.received_at).days // ASK_AFTER}"
    told = 0
    for user in _to_be_asked(idea):
        told += notify(user=user, kind="idea_unanswered", target=idea, key=key, at=at) is not None
    return told


def _to_be_asked(idea: Idea) -> list[User]:
    if Idea.objects.visible_to(idea.author).filter(pk=idea.pk).exists():
        return [idea.author]
    leads = User.objects.active().filter(memberships__team=idea.team_id, memberships__role=TeamRole.LEAD)
    return [lead for lead in leads if Idea.objects.visible_to(lead).filter(pk=idea.pk).exists()]


def _date_the_answer(idea: Idea | None, fields: dict[str, Any]) -> None:
    """An answer written without a date was given today."""
    answered_on = fields.get("answered_on", idea.answered_on if idea else None)
    if fields.get("answer") and not answered_on:
        fields["answered_on"] = timezone.localdate()
