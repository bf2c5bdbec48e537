"""Practice examples: stories of what worked."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.queries.keyset import Sort
from climate.actions.example import choose_topic, mark_example
from climate.api.team_record import TeamRecordViewSet
from climate.filters.example import ExampleFilter
from climate.models import PracticeExample
from climate.queries.example import with_marks
from climate.serializers.example import ExampleSerializer, MarkSerializer, TopicSerializer


class ExampleViewSet(TeamRecordViewSet):
    """The stories of one's teams; no partner is named who has not agreed."""

    serializer_class = ExampleSerializer
    filterset_class = ExampleFilter
    sorts = {"-created_at": Sort("created_at", descending=True), "created_at": Sort("created_at")}
    default_sort = "-created_at"

    def rows(self) -> QuerySet[PracticeExample]:
        return with_marks(super().rows(), self.user)

    @extend_schema(request=MarkSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def mark(self, request: Request, pk: str) -> Response:
        """Say that it helped you, or take that back."""
        example = self.get_object()
        said = MarkSerializer(data=request.data, context=self.get_serializer_context())
        said.is_valid(raise_exception=True)
        mark_example(by=self.user, example=example, helped=said.validated_data["helped"])
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=TopicSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def topic(self, request: Request, pk: str) -> Response:
        """Make it what a training passes on."""
        example = self.get_object()
        said = TopicSerializer(data=request.data, context=self.get_serializer_context())
        said.is_valid(raise_exception=True)
        choose_topic(by=self.user, review=said.validated_data["review"], example=example)
        return Response(status=status.HTTP_204_NO_CONTENT)
