"""Contacts."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from relationships.api.entry import EntryViewSet
from relationships.api.listing import ListingMixin
from relationships.exports.interaction import InteractionListing
from relationships.serializers.interaction import InteractionSerializer


class InteractionViewSet(ListingMixin, EntryViewSet):
    """Contacts with one or more partners."""

    serializer_class = InteractionSerializer
    listing = InteractionListing()

    @classmethod
    def load_for(cls, rows: QuerySet[Any], user: User) -> QuerySet[Any]:
        return super().load_for(rows, user).prefetch_related("people_involved")
