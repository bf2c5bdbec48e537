"""Whether one shares a team with a partner, asked with the rows instead of once for each."""

from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from accounts.access import teams_of
from accounts.models import User
from partners.models import Partner

PartnersT = TypeVar("PartnersT", bound=QuerySet[Partner])


def with_membership(partners: PartnersT, user: User) -> PartnersT:
    """The annotation `shares_team`, which partners.access reads."""
    own = [team.pk for team in teams_of(user)]
    return partners.annotate(
        shares_team=Exists(Partner.teams.through.objects.filter(partner=OuterRef("pk"), team__in=own))
    )
