"""Ideas; what becomes of one is a change of it."""

from relationships.api.entry import EntryViewSet
from relationships.api.listing import ListingMixin
from relationships.exports.idea import IdeaListing
from relationships.serializers.idea import IdeaSerializer


class IdeaViewSet(ListingMixin, EntryViewSet):
    """Ideas that partners gave us; what becomes of one is a change of it."""

    serializer_class = IdeaSerializer
    listing = IdeaListing()
