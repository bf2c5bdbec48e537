"""Note how far one is on the reading path of a team."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from accounts.access import is_member
from accounts.models import Team, User
from climate.choices import Station
from climate.models import ReadingMark


def mark_station(*, by: User, team: Team, station: str) -> ReadingMark:
    """As often as it is said, it stands once."""
    if not is_member(by, team):
        raise PermissionDenied
    if station not in Station.values:
        raise ValidationError({"station": _("There is no such station.")})
    return ReadingMark.objects.get_or_create(user=by, team=team, station=station)[0]


def take_mark_back(*, by: User, team: Team, station: str) -> None:
    ReadingMark.objects.visible_to(by).filter(team=team, station=station).delete()
