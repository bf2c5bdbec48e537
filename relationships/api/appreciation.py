"""Notes of thanks."""

from relationships.api.entry import EntryViewSet
from relationships.api.listing import ListingMixin
from relationships.exports.appreciation import AppreciationListing
from relationships.serializers.appreciation import AppreciationSerializer


class AppreciationViewSet(ListingMixin, EntryViewSet):
    """Thanks, ours to partners or theirs to us."""

    serializer_class = AppreciationSerializer
    listing = AppreciationListing()
