"""Log a contact, and change it later."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.record import must_be_visible
from accounts.models import Team, User
from partners.models import Partner
from relationships.actions.entry import add_entry, change_entry, choose_team
from relationships.actions.quiet_partners import heard_of
from relationships.actions.standing import refresh_standings, touched_by
from relationships.models import Interaction


@transaction.atomic
def log_interaction(
    *, by: User, partners: list[Partner], team: Team | None = None, visibility: str | None = None, **fields: Any
) -> Interaction:
    team = choose_team(by, team)
    people = fields.pop("people_involved", [])
    interaction = Interaction(**fields)
    check_mood(interaction, partners, team)
    must_be_visible(by, people, "people_involved")
    organisations = organisations_of(partners)
    add_entry(
        interaction, by=by, partners=partners, team=team, visibility=visibility, organisations=organisations,
        people_involved=people,
    )  # fmt: skip
    heard_of(by=by, partners=[partner.pk for partner in (*partners, *organisations)])
    return interaction


@transaction.atomic
def change_interaction(*, by: User, interaction: Interaction, version: int, **changes: Any) -> Interaction:
    partners = changes.get("partners")
    known_people = set(interaction.people_involved.values_list("pk", flat=True))
    new_people = [person for person in changes.get("people_involved", []) if person.pk not in known_people]
    must_be_visible(by, new_people, "people_involved")
    for name in ("mood_before", "mood_after"):
        setattr(interaction, name, changes.get(name, getattr(interaction, name)))
    check_mood(interaction, partners if partners is not None else list(interaction.partners.all()), interaction.team)
    if partners is not None:
        # Who was there before keeps the organisation of then; only who is new brings the one of now.
        known = set(interaction.partners.values_list("pk", flat=True))
        new = organisations_of([partner for partner in partners if partner.pk not in known])
        kept = _organisations_still_meant(interaction, partners)
        change_entry(interaction, by=by, version=version, changes=changes | {"organisations": [*kept, *new]})
    else:
        change_entry(interaction, by=by, version=version, changes=changes)
    refresh_standings(touched_by(interaction))
    return interaction


def organisations_of(partners: list[Partner]) -> list[Partner]:
    """The organisations that the people among the partners belong to now."""
    ids = {partner.organisation_id for partner in partners if partner.organisation_id}
    return list(Partner.objects.filter(pk__in=ids))


def check_mood(interaction: Interaction, partners: list[Partner], team: Team) -> None:
    """A colleague's mood is their own, unless the team has agreed to note it."""
    noted = [name for name in ("mood_before", "mood_after") if getattr(interaction, name) is not None]
    if noted and not team.mood_for_colleagues and any(partner.is_colleague for partner in partners):
        message = _("With a colleague among the partners, the mood is not noted in this team. Leave it out.")
        raise ValidationError(dict.fromkeys(noted, message))


def _organisations_still_meant(interaction: Interaction, partners: list[Partner]) -> list[Partner]:
    """Of the organisations noted then, those that somebody who stays on the contact may have stood for."""
    stays = {partner.pk for partner in partners} & set(interaction.partners.values_list("pk", flat=True))
    return list(interaction.organisations.all()) if stays else []
