"""Make many partners at once, for an import."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.access import teams_of
from accounts.actions.bulk import add_all, check_new
from accounts.actions.record import must_be_visible
from accounts.models import Team, User
from partners.access import may_add_partner
from partners.models import ContactPoint, ExternalNumber, Partner, Tag


@dataclass(slots=True)
class NewPartner:
    """A partner not yet saved, with what belongs to it."""

    partner: Partner
    points: list[ContactPoint] = field(default_factory=list)
    numbers: list[ExternalNumber] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    members: list[int] = field(default_factory=list)


@transaction.atomic
def add_partners(*, by: User, team: Team, partners: list[NewPartner]) -> None:
    """Save partners whose rows `check_new` has passed, for `team`, with their history.

    Whoever derives something from partners is not told: after the last call, refresh it once for all of them.
    """
    if not may_add_partner(by):
        raise PermissionDenied(_("You do not belong to a team yet. Ask an administrator to add you to one."))
    if team.pk not in {own.pk for own in teams_of(by)}:
        raise ValidationError({"teams": _("Choose among your own teams.")})
    linked = {pk for new in partners for pk in (new.partner.organisation_id, *new.members) if pk}
    must_be_visible(by, [Partner(pk=pk) for pk in sorted(linked)], "organisation")
    add_all(
        [new.partner for new in partners],
        by=by,
        teams=[[team.pk]] * len(partners),
        tags=[[tag.pk for tag in new.tags] for new in partners],
        members=[new.members for new in partners],
    )
    for new in partners:
        for point in new.points:
            point.partner = new.partner
        for number in new.numbers:
            number.partner = new.partner
    add_all([point for new in partners for point in new.points], by=by)
    add_all([number for new in partners for number in new.numbers], by=by)


@transaction.atomic
def add_tags(*, by: User, names: Iterable[str]) -> dict[str, Tag]:
    """The tags of these names by their name in lower case; those that are missing are made."""
    wanted = {name.lower(): name for name in names}
    tags = {tag.name.lower(): tag for tag in Tag.objects.filter(pk__in=_tags_named(wanted))}
    missing = [Tag(name=name) for lower, name in wanted.items() if lower not in tags]
    for tag in missing:
        check_new(tag, by=by)
    add_all(missing, by=by)
    return tags | {tag.name.lower(): tag for tag in missing}


def _tags_named(wanted: Iterable[str]) -> list[int]:
    named = Tag.objects.annotate(lower=Lower("name")).filter(lower__in=list(wanted))
    return list(named.values_list("pk", flat=True))
