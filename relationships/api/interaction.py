"""Contacts."""

from typing import Any

from django.db.models import QuerySet

from relationships.api.entry import EntryViewSet
from relationships.api.listing import ListingMixin
from relationships.exports.interaction import InteractionListing
from relationships.serializers.interaction import InteractionSerializer


class InteractionViewSet(ListingMixin, EntryViewSet):
    """Contacts with one or more partners."""

    serializer_class = InteractionSerializer
    listing = InteractionListing()

    def load(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return super().load(rows).prefetch_related("people_involved")
