"""Care notes: kept by the caretaker of a partner."""

from django.db.models import QuerySet

from accounts.api.record import RecordViewSet, TrashMixin
from accounts.queries.keyset import Sort
from relationships.access import may_discard_care_note
from relationships.actions.care_note import discard_care_note, restore_care_note
from relationships.models import CareNote
from relationships.serializers.care_note import CareNoteSerializer


class CareNoteViewSet(TrashMixin, RecordViewSet):
    """What weighs on a partner and what they need from us; of partners one looks after, and what is shared."""

    serializer_class = CareNoteSerializer
    sorts = {"-created_at": Sort("created_at", descending=True), "created_at": Sort("created_at")}
    default_sort = "-created_at"

    def rows(self) -> QuerySet[CareNote]:
        return CareNote.objects.visible_to(self.user).select_related("partner")

    def rows_in_sight(self) -> QuerySet[CareNote]:
        return CareNote.objects.seen_by(self.user).select_related("partner")

    def may_discard(self, row: CareNote) -> bool:
        return may_discard_care_note(self.user, row)

    def discard(self, row: CareNote) -> None:
        discard_care_note(row, by=self.user)

    def bring_back(self, row: CareNote) -> None:
        restore_care_note(row, by=self.user)
