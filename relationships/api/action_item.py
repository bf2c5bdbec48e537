"""Measures: who does what by when."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.record import RecordViewSet, TrashMixin
from accounts.models import User, Visible
from partners.models import Partner
from relationships.access import may_change_action_item
from relationships.actions.action_item import discard_action_item, restore_action_item
from relationships.api.listing import ListingMixin
from relationships.exports.action_item import ActionItemListing
from relationships.models import ActionItem
from relationships.models.issue import BY_DUE_DATE
from relationships.serializers.action_item import (
    ActionItemSerializer,
    ItemDoneSerializer,
    ItemHandOverSerializer,
    ItemNotDoneSerializer,
)


class ActionItemViewSet(ListingMixin, TrashMixin, RecordViewSet):
    """Measures on issues, read by whoever reads the issue, and measures of their own."""

    serializer_class = ActionItemSerializer
    listing = ActionItemListing()

    def rows(self) -> QuerySet[ActionItem]:
        rows = ActionItem.objects.visible_to(self.user).annotate(sorted_due_on=BY_DUE_DATE)
        return rows.select_related("owner", "issue__team", "team")

    @classmethod
    def load_for(cls, rows: QuerySet[ActionItem], user: User) -> QuerySet[ActionItem]:
        return rows.select_related("owner", "issue__team", "team").annotate(
            partner_is_seen=Visible(Partner, user, "partner")
        )

    def rows_in_sight(self) -> QuerySet[ActionItem]:
        return ActionItem.objects.seen_by(self.user).select_related("issue", "team")

    def may_discard(self, row: ActionItem) -> bool:
        return may_change_action_item(self.user, row)

    def discard(self, row: ActionItem) -> None:
        discard_action_item(by=self.user, item=row)

    def bring_back(self, row: ActionItem) -> None:
        restore_action_item(by=self.user, item=row)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def done(self, request: Request, pk: str) -> Response:
        return self.verb(ItemDoneSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """The undo of `done`."""
        return self.verb(ItemNotDoneSerializer)

    @extend_schema(request=ItemHandOverSerializer)
    @action(detail=True, methods=["post"], url_path="hand-over")
    def hand_over(self, request: Request, pk: str) -> Response:
        """Give it to somebody else, who is told."""
        return self.verb(ItemHandOverSerializer)
