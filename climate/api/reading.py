"""How far one is on the reading paths of one's teams; nobody else reads it."""

from django.db.models import QuerySet
from rest_framework import mixins

from accounts.api.record import ReadViewSet
from accounts.queries.keyset import Sort
from climate.actions.reading import take_mark_back
from climate.models import ReadingMark
from climate.serializers.reading import ReadingMarkSerializer


class ReadingMarkViewSet(mixins.CreateModelMixin, mixins.DestroyModelMixin, ReadViewSet):
    """Stations that you have read; DELETE takes a mark back."""

    serializer_class = ReadingMarkSerializer
    sorts = {"id": Sort("pk")}
    default_sort = "id"

    def rows(self) -> QuerySet[ReadingMark]:
        return ReadingMark.objects.visible_to(self.user)

    def perform_destroy(self, instance: ReadingMark) -> None:
        take_mark_back(by=self.user, team=instance.team, station=instance.station)
