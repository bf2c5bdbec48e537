"""Contacts."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.queries.json_array import listed
from relationships.api.entry import EntryViewSet
from relationships.api.listing import ListingMixin
from relationships.exports.interaction import InteractionListing
from relationships.models import Interaction
from relationships.serializers.interaction import InteractionSerializer


class InteractionViewSet(ListingMixin, EntryViewSet):
    """Contacts with one or more partners."""

    serializer_class = InteractionSerializer
    listing = InteractionListing()

    @classmethod
    def load_for(cls, rows: QuerySet[Any], user: User) -> QuerySet[Any]:
        people = Interaction.people_involved.through.objects.all()
        return super().load_for(rows, user).annotate(seen_people_involved=listed(people, "interaction", "user"))
