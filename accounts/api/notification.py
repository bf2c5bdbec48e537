"""What the bell shows, over the API."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actions.notification import mark_all_read, mark_read
from accounts.api.record import ReadViewSet
from accounts.filters.notification import NotificationFilter
from accounts.models import Notification
from accounts.queries import notice
from accounts.queries.keyset import Sort
from accounts.serializers.notification import NotificationSerializer


class NotificationViewSet(ReadViewSet):
    """What is new for oneself, while one may see what it points at."""

    serializer_class = NotificationSerializer
    filterset_class = NotificationFilter
    sorts = {"-created_at": Sort("created_at", descending=True), "created_at": Sort("created_at")}
    default_sort = "-created_at"

    def rows(self) -> QuerySet[Notification]:
        return Notification.objects.visible_to(self.user).filter(kind__in=list(notice.notices))

    def load(self, rows: QuerySet[Notification]) -> QuerySet[Notification]:
        return rows.select_related("target_type")

    def paginate_queryset(self, queryset: Any) -> Any:
        return _worded(super().paginate_queryset(queryset) or [])

    def read(self, pk: int) -> Notification | None:
        return next(iter(_worded(list(self.load(self.get_queryset()).filter(pk=pk)))), None)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="read", url_name="read")
    def mark_read(self, request: Request, pk: str) -> Response:
        """Note that one has seen it; once more changes nothing."""
        line = self.get_object()
        mark_read(by=self.user, line=line)
        return self.shown(line)

    @extend_schema(
        request=None, responses=inline_serializer("MarkedRead", {"marked": serializers.IntegerField(min_value=0)})
    )
    @action(detail=False, methods=["post"], url_path="read-all", url_name="read-all", pagination_class=None)
    def read_all(self, request: Request) -> Response:
        """Note that one has seen all of them; answers how many were unread."""
        return Response({"marked": mark_all_read(by=self.user)})


def _worded(rows: list[Notification]) -> list[Notification]:
    """The rows, each with its `line`; what is gone by now is left out."""
    for line in (found := notice.inside(rows)):
        vars(line.notification)["line"] = line
    return [line.notification for line in found]
