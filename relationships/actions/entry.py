"""What making, changing and discarding any entry has in common: team, readers, partners, standings."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.access import teams_of, working_team
from accounts.actions.record import discard, must_be_visible, restore, save_changed, save_new
from accounts.models import Team, User
from partners.models import Partner
from relationships.access import may_change_entry, may_change_visibility, may_discard_entry
from relationships.actions.look import look_again
from relationships.actions.standing import refresh_standings, touched_by
from relationships.choices import Visibility
from relationships.models import Entry, Interaction, Issue

EntryT = TypeVar("EntryT", bound=Entry)


def default_visibility(model: type[Entry], partners: Iterable[Partner]) -> Visibility:
    """The team, but only those involved where a contact or an issue is with a colleague."""
    with_colleague = any(partner.is_colleague for partner in partners)
    return Visibility.INVOLVED if with_colleague and issubclass(model, Interaction | Issue) else Visibility.TEAM


def choose_team(by: User, team: Team | None) -> Team:
    """The team an entry belongs to: the one given, which must be one's own, or the one at work."""
    chosen = team or working_team(by)
    if chosen is None:
        raise PermissionDenied(_("You do not belong to a team yet. Ask an administrator to add you to one."))
    if chosen.pk not in {own.pk for own in teams_of(by)}:
        raise ValidationError({"team": _("Choose one of your own teams.")})
    return chosen


def add_entry(
    entry: EntryT, *, by: User, partners: list[Partner], team: Team | None, visibility: str | None, **many: Any
) -> EntryT:
    """Save a new entry with its partners, in the transaction of its verb; checks that `by` sees every one of them."""
    check_partners(by, partners)
    entry.team = choose_team(by, team)
    entry.author = by
    entry.visibility = visibility or default_visibility(type(entry), partners)
    save_new(entry, by=by, partners=partners, **many)
    refresh_standings({partner.pk for partner in (*partners, *many.get("organisations", ()))})
    return entry


@transaction.atomic
def change_entry(entry: Entry, *, by: User, version: int, changes: dict[str, Any]) -> None:
    """Write `changes` onto an entry; partners that `by` cannot see stay on it untouched."""
    if not may_change_entry(by, entry):
        raise PermissionDenied
    if changes.get("visibility", entry.visibility) != entry.visibility and not may_change_visibility(by, entry):
        raise PermissionDenied(_("Only the author decides who reads this."))
    if "partners" in changes:
        check_partners(by, changes["partners"])
        changes["partners"] = [*changes["partners"], *hidden_partners(by, entry)]
    before = touched_by(entry)
    save_changed(entry, version=version, changes=changes)
    refresh_standings(before | touched_by(entry))


@transaction.atomic
def discard_entry(entry: Entry, *, by: User) -> None:
    if not may_discard_entry(by, entry):
        raise PermissionDenied
    discard(entry, by=by)
    refresh_standings(touched_by(entry))


@transaction.atomic
def restore_entry(entry: Entry, *, by: User) -> None:
    if not may_discard_entry(by, entry):
        raise PermissionDenied
    restore(entry)
    if isinstance(entry, Issue):
        look_again(entry)
    refresh_standings(touched_by(entry))


def check_partners(by: User, partners: list[Partner]) -> None:
    if not partners:
        raise ValidationError({"partners": _("Choose at least one partner.")})
    must_be_visible(by, partners, "partners")


def hidden_partners(by: User, entry: Entry) -> list[Partner]:
    """The partners of `entry` that `by` reads as "another partner"; an edit must not lose them."""
    partners = entry.partners.all()
    return list(partners.exclude(pk__in=Partner.objects.visible_to(by).values("pk")))
