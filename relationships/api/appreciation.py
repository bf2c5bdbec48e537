"""Notes of thanks."""

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from relationships.api.entry import EntryViewSet
from relationships.api.listing import ListingMixin
from relationships.exports.appreciation import AppreciationListing
from relationships.models import ThanksMail
from relationships.serializers.appreciation import AppreciationSerializer, SendSerializer


class AppreciationViewSet(ListingMixin, EntryViewSet):
    """Thanks, ours to partners or theirs to us."""

    serializer_class = AppreciationSerializer
    listing = AppreciationListing()

    @classmethod
    def load_for(cls, rows: QuerySet, user: User) -> QuerySet:
        mails = ThanksMail.objects.visible_to(user).select_related("mail")
        return super().load_for(rows, user).prefetch_related(Prefetch("mails", mails, to_attr="mails_in_sight"))

    @extend_schema(request=SendSerializer)
    @action(detail=True, methods=["post"])
    def send(self, request: Request, pk: str) -> Response:
        """Send them to one of the partner's e-mails, once to each address; whoever may change them may."""
        return self.verb(SendSerializer)
