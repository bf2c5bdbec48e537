"""What is done with any record of a team: add, change, discard, restore."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.access import is_member, teams_of, working_team
from accounts.actions.record import discard, restore, save_changed, save_new
from accounts.models import Team, User
from climate.access import may_discard_record
from climate.models.team_record import TeamRecord

RecordT = TypeVar("RecordT", bound=TeamRecord)


def own_team(by: User, team: Team | None) -> Team:
    chosen = team or working_team(by)
    if chosen is None:
        raise PermissionDenied(_("You do not belong to a team yet. Ask an administrator to add you to one."))
    if chosen.pk not in {own.pk for own in teams_of(by)}:
        raise ValidationError({"team": _("Choose one of your own teams.")})
    return chosen


@transaction.atomic
def add_record(record: RecordT, *, by: User, team: Team | None) -> RecordT:
    record.team, record.author = own_team(by, team), by
    save_new(record, by=by)
    return record


@transaction.atomic
def change_record(record: RecordT, *, by: User, version: int, changes: dict[str, Any]) -> RecordT:
    """The team's members put each other's words right."""
    if not is_member(by, record.team):
        raise PermissionDenied
    save_changed(record, version=version, changes=changes)
    return record


@transaction.atomic
def discard_record(record: TeamRecord, *, by: User) -> None:
    if not may_discard_record(by, record):
        raise PermissionDenied
    discard(record, by=by)


@transaction.atomic
def restore_record(record: TeamRecord, *, by: User) -> None:
    if not may_discard_record(by, record):
        raise PermissionDenied
    restore(record)
