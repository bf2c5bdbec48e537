"""Make, change, discard a partner, with the ways to reach it and the numbers it bears elsewhere."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.access import teams_of, working_team
from accounts.actions.record import discard, must_be_visible, restore, save_changed, save_new
from accounts.models import User
from partners.access import may_add_partner, may_change_partner, may_discard_partner
from partners.choices import NaturalPerson, PartnerKind
from partners.models import ContactPoint, ExternalNumber, Partner

# What lies to the right and derives something from partners (standings) enters itself here, in AppConfig.ready().
after_change: list[Callable[[Iterable[int]], None]] = []


@transaction.atomic
def add_partner(
    *,
    by: User,
    contact_points: list[dict[str, Any]] | None = None,
    external_numbers: list[dict[str, Any]] | None = None,
    **fields: Any,
) -> Partner:
    """Make a partner; without teams it belongs to the team at work, unless it is open to everyone."""
    if not may_add_partner(by):
        raise PermissionDenied(_("You do not belong to a team yet. Ask an administrator to add you to one."))
    many = {name: fields.pop(name) for name in ("teams", "tags", "members") if name in fields}
    if not many.get("teams") and not fields.get("open_to_everyone"):
        many["teams"] = [working_team(by)]
    _check_links(by, fields | many)
    partner = Partner(**fields)
    _check_members(partner.kind, many.get("members"))
    if partner.kind == PartnerKind.PERSON:
        partner.natural_person = NaturalPerson.YES
    save_new(partner, by=by, **many)
    set_contact_points(partner, contact_points or [])
    set_external_numbers(partner, external_numbers or [])
    _tell(partner)
    return partner


@transaction.atomic
def change_partner(
    *,
    by: User,
    partner: Partner,
    version: int,
    contact_points: list[dict[str, Any]] | None = None,
    external_numbers: list[dict[str, Any]] | None = None,
    **changes: Any,
) -> Partner:
    """Write `changes`; None leaves contact points or numbers as they are, a list replaces them."""
    if not may_change_partner(by, partner):
        raise PermissionDenied
    _check_links(by, changes, known=partner)
    _check_members(changes.get("kind", partner.kind), changes.get("members"))
    _keep_hidden_teams(by, partner, changes)
    _keep_hidden_partners(by, partner, changes)
    if changes.get("kind", partner.kind) == PartnerKind.PERSON:
        changes["natural_person"] = NaturalPerson.YES
    elif "kind" in changes:
        changes |= {"organisation": None, "position": ""}
    if changes.get("kind", PartnerKind.GROUP) != PartnerKind.GROUP:
        changes["members"] = []
    save_changed(partner, version=version, changes=changes)
    if contact_points is not None:
        set_contact_points(partner, contact_points)
    if external_numbers is not None:
        set_external_numbers(partner, external_numbers)
    _tell(partner)
    return partner


@transaction.atomic
def discard_partner(*, by: User, partner: Partner) -> None:
    if not may_discard_partner(by, partner):
        raise PermissionDenied
    discard(partner, by=by)
    _tell(partner)


@transaction.atomic
def restore_partner(*, by: User, partner: Partner) -> None:
    if not may_discard_partner(by, partner):
        raise PermissionDenied
    restore(partner)
    _tell(partner)


def set_contact_points(partner: Partner, points: list[dict[str, Any]]) -> None:
    """Make the contact points of `partner` the given ones; rows that stay as they were keep their history."""
    existing = {_point_key(vars(point)): point for point in partner.contact_points.all()}
    wanted = {_point_key(point): point for point in points}
    for key, point in existing.items():
        if key not in wanted:
            point.delete()
    for key, fields in wanted.items():
        if key not in existing:
            point = ContactPoint(partner=partner, **fields)
            point.full_clean()
            point.save()


def set_external_numbers(partner: Partner, numbers: list[dict[str, Any]]) -> None:
    """Make the shown external numbers of `partner` the given ones."""
    wanted = {(row["source"].strip(), row["number"].strip()) for row in numbers}
    for row in partner.external_numbers.all():
        if not row.number.startswith(ExternalNumber.FINGERPRINT) and (row.source, row.number) not in wanted:
            row.delete()
    existing = set(partner.external_numbers.values_list("source", "number"))
    for source, number in sorted(wanted - existing):
        row = ExternalNumber(partner=partner, source=source, number=number)
        row.full_clean()
        row.save()


def _point_key(point: dict[str, Any]) -> tuple[Any, ...]:
    return (point["kind"], point.get("label", "work"), point["value"].strip(), bool(point.get("is_preferred")))


def _check_links(by: User, fields: dict[str, Any], known: Partner | None = None) -> None:
    """Everything a partner is tied to must be something that `by` sees; what it is tied to already may stay."""
    for name in ("organisation", "caretaker", "user"):
        row = fields.get(name)
        if row and not (known and getattr(known, f"{name}_id") == row.pk):
            must_be_visible(by, [row], name)
    # Tags are not checked: they are known by the name one types, and typing it shows nothing.
    kept = set(known.members.values_list("pk", flat=True)) if known else set()
    must_be_visible(by, [row for row in fields.get("members") or [] if row.pk not in kept], "members")
    own = {team.pk for team in teams_of(by)}
    if any(team.pk not in own for team in fields.get("teams") or []) and not (
        known and _unchanged_teams(known, fields)
    ):
        raise ValidationError({"teams": _("Choose among your own teams.")})


def _check_members(kind: str, members: list[Partner] | None) -> None:
    if members and kind != PartnerKind.GROUP:
        raise ValidationError({"members": _("Only a group has members.")})


def _unchanged_teams(partner: Partner, fields: dict[str, Any]) -> bool:
    return {team.pk for team in fields["teams"]} <= set(partner.teams.values_list("pk", flat=True))


def _keep_hidden_teams(by: User, partner: Partner, changes: dict[str, Any]) -> None:
    """Teams that `by` is not in stay: nobody takes a partner away from others without seeing them."""
    closes = partner.open_to_everyone and changes.get("open_to_everyone") is False
    if "teams" not in changes and not closes:
        return
    changes.setdefault("teams", partner.teams.all())
    own = [team.pk for team in teams_of(by)]
    changes["teams"] = [*changes["teams"], *partner.teams.exclude(pk__in=own)]
    open_to_everyone = changes.get("open_to_everyone", partner.open_to_everyone)
    if not changes["teams"] and not open_to_everyone:
        raise ValidationError({"teams": _("Choose at least one team, or open the partner to everyone.")})


def _keep_hidden_partners(by: User, partner: Partner, changes: dict[str, Any]) -> None:
    """Members and an organisation that `by` does not see stay: an edit must not lose what it was not shown."""
    seen = Partner.objects.visible_to(by).values("pk")
    if "members" in changes:
        changes["members"] = [*changes["members"], *partner.members.exclude(pk__in=seen)]
    if "organisation" in changes and changes["organisation"] is None and partner.organisation_id:
        changes["organisation"] = Partner.objects.exclude(pk__in=seen).filter(pk=partner.organisation_id).first()


def _tell(partner: Partner) -> None:
    for derive in after_change:
        derive([partner.pk])
