"""Measures: who does what by when."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.notification import notify
from accounts.actions.record import WrongState, discard, must_be_visible, restore, save_changed, save_new, save_verb
from accounts.models import Team, User
from partners.models import Partner
from relationships.access import may_change_action_item, may_change_readers, may_work_on_issue, may_write
from relationships.actions.comment import add_comment
from relationships.actions.entry import choose_team
from relationships.actions.look import look_again
from relationships.choices import Step, Visibility
from relationships.models import ActionItem, Issue

MEASURE = "measure"  # the kind of notification


@transaction.atomic
def add_action_item(
    *,
    by: User,
    text: str,
    owner: User | None = None,
    due_on: date | None = None,
    issue: Issue | None = None,
    partner: Partner | None = None,
    team: Team | None = None,
    visibility: str = "",
) -> ActionItem:
    """Note a measure on an issue, which says who reads it, or on its own; nobody named means oneself."""
    if not may_write(by) or (issue and not may_work_on_issue(by, issue)):
        raise PermissionDenied
    owner = owner or by
    item = ActionItem(text=text, owner=owner, due_on=due_on, issue=issue, partner=partner)
    item.team = issue.team if issue else choose_team(by, team)
    item.visibility = visibility or Visibility.TEAM
    _check(by, owner=owner, due_on=due_on, partner=partner)
    save_new(item, by=by)
    _must_reach(item, owner)
    if issue:
        add_comment(issue, by=by, text=f"{item.text} – {owner}", step=Step.MEASURE)
        _worked_on(issue)
    look_again(item)
    _tell(item, by=by)
    return item


@transaction.atomic
def change_action_item(*, by: User, item: ActionItem, version: int, **changes: Any) -> ActionItem:
    _must_be_theirs(by, item)
    if changes.get("visibility", item.visibility) != item.visibility and not may_change_readers(by, item):
        raise PermissionDenied(_("Only who noted it decides who reads this."))
    new_owner = changes.get("owner", item.owner)
    moved = changes.get("due_on", item.due_on) != item.due_on
    is_handed_on = new_owner != item.owner
    _keep_hidden_partner(by, item, changes)
    _check(
        by,
        owner=new_owner if is_handed_on else None,
        due_on=changes["due_on"] if moved else None,
        partner=changes.get("partner") if changes.get("partner") != item.partner else None,
    )
    save_changed(item, version=version, changes=changes)
    if is_handed_on or "visibility" in changes:
        _must_reach(item, new_owner)
    look_again(item)
    if is_handed_on:
        _tell(item, by=by)
    return item


@transaction.atomic
def finish_action_item(*, by: User, item: ActionItem) -> ActionItem:
    _must_be_theirs(by, item)
    if item.done_at:
        raise WrongState(_("This measure is done already."))
    save_verb(item, done_at=timezone.now())
    if item.issue:
        _worked_on(item.issue)
    look_again(item)
    return item


@transaction.atomic
def reopen_action_item(*, by: User, item: ActionItem) -> ActionItem:
    """The undo of finishing."""
    _must_be_theirs(by, item)
    if not item.done_at:
        raise WrongState(_("This measure is still open."))
    save_verb(item, done_at=None)
    look_again(item)
    return item


@transaction.atomic
def hand_over_action_item(*, by: User, item: ActionItem, to: User) -> ActionItem:
    """Give it to somebody who then does it, and is told.

    On an issue they read that from now on; where that or the measure is private, it can be given to nobody.
    """
    _must_be_theirs(by, item)
    if item.done_at:
        raise WrongState(_("This measure is done already."))
    if to.pk == item.owner_id:
        raise ValidationError({"owner": _("It is theirs already.")})
    _check(by, owner=to, due_on=None, partner=None)
    save_verb(item, owner=to)
    _must_reach(item, to)
    look_again(item)
    _tell(item, by=by)
    return item


@transaction.atomic
def discard_action_item(*, by: User, item: ActionItem) -> None:
    _must_be_theirs(by, item)
    discard(item, by=by)
    look_again(item)


@transaction.atomic
def restore_action_item(*, by: User, item: ActionItem) -> None:
    _must_be_theirs(by, item)
    restore(item)
    look_again(item)


def _must_be_theirs(by: User, item: ActionItem) -> None:
    if not may_change_action_item(by, item):
        raise PermissionDenied


def _check(by: User, *, owner: User | None, due_on: date | None, partner: Partner | None) -> None:
    if owner:
        must_be_visible(by, [owner], "owner")
        if not owner.is_active:
            raise ValidationError({"owner": _("Choose somebody who still works here.")})
    if partner:
        must_be_visible(by, [partner], "partner")
    if due_on and due_on < timezone.localdate():
        raise ValidationError({"due_on": _("This day has passed. Choose one that is still to come.")})


def _must_reach(item: ActionItem, owner: User) -> None:
    """Whoever is to do it must be able to read it; asked once it is saved, as being given it may be what lets them."""
    if not ActionItem.objects.seen_by(owner).filter(pk=item.pk).exists():
        message = _("%(person)s would not see this, as it is private. Choose who reads it first.")
        raise ValidationError({"owner": message % {"person": owner}})


def _keep_hidden_partner(by: User, item: ActionItem, changes: dict[str, Any]) -> None:
    """A partner that `by` cannot see stays, as on entries: their form shows none."""
    if item.partner_id and "partner" in changes and changes["partner"] != item.partner:
        if Partner.objects.visible_to(by).filter(pk=item.partner_id).exists():
            return
        if changes["partner"]:
            raise ValidationError({"partner": _("It concerns a partner that you do not see, and stays with them.")})
        changes["partner"] = item.partner


def _worked_on(issue: Issue) -> None:
    """As with a comment: being worked on is no change of the issue itself."""
    issue.last_activity_at = timezone.now()
    Issue.objects.filter(pk=issue.pk).update(last_activity_at=issue.last_activity_at)
    look_again(issue)


def _tell(item: ActionItem, *, by: User) -> None:
    """Whoever is given a measure by somebody else."""
    if item.owner_id != by.pk:
        notify(user=item.owner, kind=MEASURE, target=item, key=f"measure:{item.pk}:{item.version}")
