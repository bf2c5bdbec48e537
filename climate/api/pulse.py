"""The pulses of one's teams: what they show, and one's own answer."""

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.record import ReadViewSet
from accounts.queries.keyset import Sort
from climate.actions.pulse import answer_pulse
from climate.models import Pulse
from climate.serializers.pulse import PulseAnswerSerializer, PulseSerializer


class PulseViewSet(ReadViewSet):
    """Whether a team is asked is chosen by its leads, on the page."""

    serializer_class = PulseSerializer
    sorts = {"id": Sort("pk")}
    default_sort = "id"

    def rows(self) -> QuerySet[Pulse]:
        return Pulse.objects.visible_to(self.user).select_related("team")

    @extend_schema(request=PulseAnswerSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Anonymous: it raises a count, and cannot be changed or taken back."""
        said = PulseAnswerSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        answer_pulse(by=self.user, pulse=self.get_object(), mood=said.validated_data["mood"], at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)
