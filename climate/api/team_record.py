"""What the resources of a team's own records have in common."""

from typing import Any

from django.db.models import QuerySet

from accounts.api.record import RecordViewSet, TrashMixin
from climate.access import may_discard_record
from climate.actions.team_record import discard_record, restore_record


class TeamRecordViewSet(TrashMixin, RecordViewSet):
    def rows(self) -> QuerySet[Any]:
        return self.model.objects.visible_to(self.user).select_related("team")

    def rows_in_sight(self) -> QuerySet[Any]:
        return self.model.objects.seen_by(self.user).select_related("team")

    def may_discard(self, row: Any) -> bool:
        return may_discard_record(self.user, row)

    def discard(self, row: Any) -> None:
        discard_record(row, by=self.user)

    def bring_back(self, row: Any) -> None:
        restore_record(row, by=self.user)
