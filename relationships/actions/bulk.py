"""Log many contacts at once, for an import."""

from dataclasses import dataclass

from django.db import transaction

from accounts.actions.bulk import add_all
from accounts.actions.record import must_be_visible
from accounts.models import Team, User
from partners.models import Partner
from relationships.actions.entry import choose_team, default_visibility
from relationships.models import Interaction


@dataclass(slots=True)
class NewInteraction:
    """A contact not yet saved, and whom it was with."""

    interaction: Interaction
    partner: Partner


@transaction.atomic
def log_interactions(*, by: User, team: Team, contacts: list[NewInteraction]) -> None:
    """Save contacts whose rows `check_new` has passed, each with one partner, with their history.

    Standings are not refreshed: after the last call, do it once for all the partners.
    """
    team = choose_team(by, team)
    partners = {new.partner.pk: new.partner for new in contacts}
    must_be_visible(by, list(partners.values()), "partners")
    for new in contacts:
        new.interaction.team = team
        new.interaction.author = by
        new.interaction.visibility = default_visibility(Interaction, [new.partner])
    add_all(
        [new.interaction for new in contacts],
        by=by,
        partners=[[new.partner.pk] for new in contacts],
        organisations=[list(filter(None, [new.partner.organisation_id])) for new in contacts],
    )
