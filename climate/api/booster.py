"""Mood boosters, what is said about them, and whether one helped oneself."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.record import RecordViewSet, TrashMixin, as_id
from accounts.queries.keyset import Sort
from climate.access import may_discard_booster, may_discard_comment
from climate.actions.booster import discard_booster, discard_comment, restore_booster, restore_comment
from climate.actions.booster_use import note_use, take_back_use
from climate.filters.booster import BoosterFilter
from climate.models import BoosterComment, MoodBooster
from climate.queries.booster import lines
from climate.serializers.booster import BoosterCommentSerializer, BoosterSerializer, BoosterTriedSerializer


class BoosterViewSet(TrashMixin, RecordViewSet):
    """The list of one's teams: what helps back into a good mood."""

    serializer_class = BoosterSerializer
    filterset_class = BoosterFilter
    sorts = {"-created_at": Sort("created_at", descending=True), "created_at": Sort("created_at")}
    default_sort = "-created_at"

    def rows(self) -> QuerySet[MoodBooster]:
        return MoodBooster.objects.visible_to(self.user)

    def paginate_queryset(self, queryset: Any) -> Any:
        return self._with_lines(list(super().paginate_queryset(queryset) or []))

    def read(self, pk: int) -> MoodBooster | None:
        return next(iter(self._with_lines(list(self.get_queryset().filter(pk=pk)))), None)

    def shown(self, row: Any, status: int = status.HTTP_200_OK) -> Response:
        return super().shown(self._with_lines([row])[0], status)

    def _with_lines(self, rows: list[MoodBooster]) -> list[MoodBooster]:
        """One query for all of a page: who said that it helped stands in sealed texts."""
        asked = MoodBooster.objects.filter(pk__in=[row.pk for row in rows])
        found = {line.booster.pk: line for line in lines(self.user, asked, at=timezone.now())} if rows else {}
        for row in rows:
            vars(row)["line"] = found[row.pk]
        return rows

    def rows_in_sight(self) -> QuerySet[MoodBooster]:
        return MoodBooster.objects.seen_by(self.user).select_related("team")

    def may_discard(self, row: MoodBooster) -> bool:
        return may_discard_booster(self.user, row)

    def discard(self, row: MoodBooster) -> None:
        discard_booster(row, by=self.user)

    def bring_back(self, row: MoodBooster) -> None:
        restore_booster(row, by=self.user)

    @extend_schema(request=BoosterTriedSerializer, responses={204: None})
    @action(detail=False, methods=["post"], pagination_class=None)
    def tried(self, request: Request) -> Response:
        """Say that one helped you, or not, or take that back; for you alone, encrypted."""
        said = BoosterTriedSerializer(data=request.data, context=self.get_serializer_context())
        said.is_valid(raise_exception=True)
        booster, answer = said.validated_data["booster"], said.validated_data["answer"]
        if answer == "back":
            take_back_use(by=self.user, booster=booster)
        else:
            note_use(by=self.user, booster=booster, helped=answer == "helped", at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


@extend_schema(parameters=[OpenApiParameter("booster", int, "path")])
class BoosterCommentViewSet(TrashMixin, RecordViewSet):
    """What is said about a mood booster."""

    serializer_class = BoosterCommentSerializer
    sorts = {"created_at": Sort("created_at"), "-created_at": Sort("created_at", descending=True)}
    default_sort = "created_at"

    def booster(self) -> MoodBooster:
        row = MoodBooster.objects.visible_to(self.user).filter(pk=as_id(self.kwargs["booster"])).first()
        if row is None:
            raise Http404
        return row

    def get_serializer_context(self) -> Any:
        context = super().get_serializer_context()
        if getattr(self, "swagger_fake_view", False):
            return context
        return {**context, "booster": self.booster()}

    def rows(self) -> QuerySet[BoosterComment]:
        return BoosterComment.objects.visible_to(self.user).filter(booster=self.booster())

    def rows_in_sight(self) -> QuerySet[BoosterComment]:
        return BoosterComment.objects.seen_by(self.user).filter(booster=self.booster()).select_related("booster__team")

    def may_discard(self, row: BoosterComment) -> bool:
        return may_discard_comment(self.user, row)

    def discard(self, row: BoosterComment) -> None:
        discard_comment(row, by=self.user)

    def bring_back(self, row: BoosterComment) -> None:
        restore_comment(row, by=self.user)
