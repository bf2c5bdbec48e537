"""Whether one shares a team with a partner, asked with the rows instead of once for each."""

from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import InTeamOf, User
from partners.models import Partner

PartnersT = TypeVar("PartnersT", bound=QuerySet[Partner])


def with_membership(partners: PartnersT, user: User) -> PartnersT:
    """The annotation `shares_team`, which partners.access reads."""
    own = Partner.teams.through.objects.filter(InTeamOf(user, "team"), partner=OuterRef("pk"), team__discarded_at=None)
    return partners.annotate(shares_team=Exists(own))
