"""Care notes over the API."""

from typing import Any

from accounts.models import User
from accounts.serializers.fields import VisibleRow
from accounts.serializers.record import RecordSerializer
from partners.models import Partner
from relationships.actions.care_note import change_care_note, write_care_note
from relationships.models import CareNote


class CareNoteSerializer(RecordSerializer):
    only_when_made = ("partner",)

    partner = VisibleRow(rows=Partner.objects.visible_to)

    class Meta:
        model = CareNote
        fields = ("id", "partner", "weighs", "needs", "is_shared", "created_at", "updated_at", "version")

    def add(self, *, by: User, **fields: Any) -> CareNote:
        return write_care_note(by=by, **fields)

    def change(self, record: CareNote, *, by: User, version: int, **changes: Any) -> CareNote:
        return change_care_note(by=by, note=record, version=version, **changes)
