"""One's own reminders."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.record import RecordViewSet, TrashMixin
from relationships.actions.reminder import discard_reminder, restore_reminder
from relationships.api.listing import ListingMixin
from relationships.exports.reminder import ReminderListing
from relationships.models import Reminder
from relationships.serializers.reminder import (
    DoneSerializer,
    HandOverSerializer,
    NotDoneSerializer,
    ReminderSerializer,
    SnoozeSerializer,
)


class ReminderViewSet(ListingMixin, TrashMixin, RecordViewSet):
    """One's own reminders; nobody else sees them."""

    serializer_class = ReminderSerializer
    listing = ReminderListing()

    def rows(self) -> QuerySet[Reminder]:
        return Reminder.objects.visible_to(self.user)

    def rows_in_sight(self) -> QuerySet[Reminder]:
        return Reminder.objects.seen_by(self.user)

    def may_discard(self, row: Reminder) -> bool:
        return row.user_id == self.user.pk

    def discard(self, row: Reminder) -> None:
        discard_reminder(by=self.user, reminder=row)

    def bring_back(self, row: Reminder) -> None:
        restore_reminder(by=self.user, reminder=row)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def done(self, request: Request, pk: str) -> Response:
        """Done; a repeating one moves on to the next time that is still to come."""
        return self.verb(DoneSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """The undo of `done`."""
        return self.verb(NotDoneSerializer)

    @extend_schema(request=SnoozeSerializer)
    @action(detail=True, methods=["post"])
    def snooze(self, request: Request, pk: str) -> Response:
        """Later; the series of a repeating one goes on as it was."""
        return self.verb(SnoozeSerializer)

    @extend_schema(request=HandOverSerializer)
    @action(detail=True, methods=["post"], url_path="hand-over")
    def hand_over(self, request: Request, pk: str) -> Response:
        """Give it to a colleague, who is told; shown once more, then it is theirs."""
        return self.verb(HandOverSerializer)
