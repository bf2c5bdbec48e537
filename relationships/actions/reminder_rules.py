"""When a team's issues, measures and partners remind somebody by themselves."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.access import may_change_team
from accounts.actions.record import save_changed, save_new
from accounts.models import Team, User
from relationships.actions.look import wake
from relationships.models import ActionItem, Issue, ReminderRules


@transaction.atomic
def set_reminder_rules(*, by: User, team: Team, version: int, **rules: Any) -> ReminderRules:
    """Write the team's rules; all that is open is looked at again by them. `version` is that of the row, 1 without one."""
    if not may_change_team(by, team):
        raise PermissionDenied
    row = ReminderRules.objects.filter(team=team).first()
    if row is None:
        row = ReminderRules(team=team, **rules)
        save_new(row, by=by)
    else:
        save_changed(row, version=version, changes=rules)
    now = timezone.now()
    Issue.objects.kept().filter(team=team).exclude(state="resolved", check_on=None).update(look_at=now)
    ActionItem.objects.kept().open().filter(team=team).update(look_at=now)
    wake()
    return row
