"""Write down thanks, ours or theirs."""

from typing import Any

from django.db import transaction

from accounts.actions.notification import notify
from accounts.models import Team, User
from partners.models import Partner
from relationships.actions.entry import add_entry, change_entry
from relationships.actions.idea import close_the_circle
from relationships.choices import Direction
from relationships.models import Appreciation, Idea


@transaction.atomic
def write_appreciation(
    *,
    by: User,
    partners: list[Partner],
    team: Team | None = None,
    visibility: str | None = None,
    idea: Idea | None = None,
    **fields: Any,
) -> Appreciation:
    """With `idea` they are the thanks for it, which close the circle."""
    thanks = add_entry(Appreciation(**fields), by=by, partners=partners, team=team, visibility=visibility)
    for partner in partners if thanks.direction == Direction.GIVEN else ():
        if partner.user_id and partner.user_id != by.pk and partner.user:
            notify(user=partner.user, kind="thanks", target=thanks, key=f"thanks:{thanks.pk}")
    if idea:
        close_the_circle(by=by, idea=idea, thanks=thanks)
    return thanks


def change_appreciation(*, by: User, appreciation: Appreciation, version: int, **changes: Any) -> Appreciation:
    change_entry(appreciation, by=by, version=version, changes=changes)
    return appreciation
