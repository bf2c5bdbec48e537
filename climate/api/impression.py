"""How teams want to be seen, whom they ask, and what comes of it."""

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.queries.keyset import Sort
from accounts.serializers.fields import no_such_row
from climate.actions.impression import add_measure, close_impression, revoke_link
from climate.api.team_record import TeamRecordViewSet
from climate.filters.impression import ImpressionFilter
from climate.models import Impression
from climate.queries.impression import links_of, named_answers
from climate.serializers.impression import (
    AskedSerializer,
    AskSerializer,
    ImpressionMeasureSerializer,
    ImpressionSerializer,
    LinkSerializer,
    NamedSerializer,
    NotedMeasureSerializer,
    RevokeSerializer,
)


class ImpressionViewSet(TeamRecordViewSet):
    """Statements, figures from five answers on, and the measures between."""

    serializer_class = ImpressionSerializer
    filterset_class = ImpressionFilter
    sorts = {"-created_at": Sort("created_at", descending=True), "created_at": Sort("created_at")}
    default_sort = "-created_at"

    def rows(self) -> QuerySet[Impression]:
        return super().rows().select_related("team", "tally").prefetch_related("links__answer")

    @extend_schema(request=AskSerializer, responses={201: AskedSerializer(many=True)})
    @action(detail=True, methods=["post"])
    def ask(self, request: Request, pk: str) -> Response:
        """Ask partners; answers with the address of each, which is told this once."""
        impression = self.get_object()
        said = AskSerializer(data=request.data, context=self.get_serializer_context())
        said.is_valid(raise_exception=True)
        return Response(said.ask(impression, by=self.user), status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=ImpressionSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        """End the asking now."""
        return self.shown(close_impression(by=self.user, impression=self.get_object(), at=timezone.now()))

    @extend_schema(responses=LinkSerializer(many=True))
    @action(detail=True, pagination_class=None, filterset_class=None)
    def links(self, request: Request, pk: str) -> Response:
        """Whom it was asked of."""
        return Response(LinkSerializer(links_of(self.get_object(), self.user), many=True).data)

    @extend_schema(request=RevokeSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: str) -> Response:
        """Take one of its links back."""
        impression = self.get_object()
        said = RevokeSerializer(data=request.data, context=self.get_serializer_context())
        said.is_valid(raise_exception=True)
        link = said.validated_data["link"]
        if link.impression_id != impression.pk:
            raise ValidationError({"link": no_such_row([link.pk]).detail})
        revoke_link(by=self.user, link=link, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(responses=NamedSerializer(many=True))
    @action(detail=True, pagination_class=None, filterset_class=None)
    def answers(self, request: Request, pk: str) -> Response:
        """Answers with names; nothing where it was asked anonymously."""
        return Response(NamedSerializer(named_answers(self.get_object(), self.user), many=True).data)

    @extend_schema(request=ImpressionMeasureSerializer, responses={201: NotedMeasureSerializer})
    @action(detail=True, methods=["post"])
    def measure(self, request: Request, pk: str) -> Response:
        """Note a measure of the team on it."""
        impression = self.get_object()
        said = ImpressionMeasureSerializer(data=request.data, context=self.get_serializer_context())
        said.is_valid(raise_exception=True)
        item = add_measure(by=self.user, impression=impression, **said.validated_data)
        return Response({"id": item.pk}, status=status.HTTP_201_CREATED)
