"""One's own check-ins; nobody else's token reads them."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.record import ReadViewSet
from accounts.queries.keyset import Sort
from climate.actions.check_in import delete_all, delete_check_in
from climate.filters.check_in import CheckInFilter
from climate.models import CheckIn
from climate.serializers.check_in import CheckInSerializer


class CheckInViewSet(mixins.CreateModelMixin, mixins.DestroyModelMixin, ReadViewSet):
    """How one is: POST notes it for today, once more changes today's. DELETE deletes it for good."""

    serializer_class = CheckInSerializer
    filterset_class = CheckInFilter
    sorts = {"-day": Sort("day", descending=True), "day": Sort("day")}
    default_sort = "-day"

    def rows(self) -> QuerySet[CheckIn]:
        return CheckIn.objects.visible_to(self.user)

    def perform_destroy(self, instance: CheckIn) -> None:
        delete_check_in(by=self.user, pk=instance.pk)

    @extend_schema(request=None, responses={204: None})
    @action(detail=False, methods=["post"], url_path="delete-all", url_name="delete-all", pagination_class=None)
    def delete_all(self, request: Request) -> Response:
        """Every check-in of one's own, and what helped one, for good."""
        delete_all(by=self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)
