"""Keep the care note of a partner one looks after."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.record import discard, must_be_visible, restore, save_changed, save_new
from accounts.models import User
from partners.models import Partner
from relationships.access import may_discard_care_note, may_keep_care_note
from relationships.models import CareNote


@transaction.atomic
def write_care_note(*, by: User, partner: Partner, **fields: Any) -> CareNote:
    must_be_visible(by, [partner], "partner")
    if not may_keep_care_note(by, partner):
        raise PermissionDenied(_("The care note is kept by the caretaker of the partner."))
    if CareNote.objects.kept().filter(partner=partner).exists():
        raise ValidationError({"partner": _("There is a care note for this partner already.")})
    note = CareNote(partner=partner, **fields)
    save_new(note, by=by)
    return note


def change_care_note(*, by: User, note: CareNote, version: int, **changes: Any) -> CareNote:
    if not may_keep_care_note(by, note.partner):
        raise PermissionDenied
    save_changed(note, version=version, changes=changes)
    return note


def discard_care_note(note: CareNote, *, by: User) -> None:
    if not may_discard_care_note(by, note):
        raise PermissionDenied
    discard(note, by=by)


@transaction.atomic
def restore_care_note(note: CareNote, *, by: User) -> None:
    if not may_discard_care_note(by, note):
        raise PermissionDenied
    if note.discarded_at and CareNote.objects.kept().filter(partner=note.partner_id).exists():
        raise ValidationError(_("There is a care note for this partner already."))
    restore(note)
