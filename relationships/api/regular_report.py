"""Reports that come by themselves."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.record import RecordViewSet, TrashMixin
from accounts.queries.keyset import Sort
from relationships.access import may_change_regular_report
from relationships.actions.regular_report import discard_regular_report, restore_regular_report
from relationships.filters.regular_report import RegularReportFilter
from relationships.models import RegularReport
from relationships.serializers.regular_report import PauseSerializer, RegularReportSerializer, ResumeSerializer


class RegularReportViewSet(TrashMixin, RecordViewSet):
    """Reports that come to a team's members by a rule, each a copy of their own with what they may read then.

    Members see them; leads and whoever set one up change it.
    """

    serializer_class = RegularReportSerializer
    filterset_class = RegularReportFilter
    sorts = {"-created_at": Sort("created_at", descending=True), "created_at": Sort("created_at")}
    default_sort = "-created_at"

    def rows(self) -> QuerySet[RegularReport]:
        return RegularReport.objects.visible_to(self.user).select_related("team")

    def load(self, rows: QuerySet[RegularReport]) -> QuerySet[RegularReport]:
        return rows.prefetch_related("recipients")

    def rows_in_sight(self) -> QuerySet[RegularReport]:
        return RegularReport.objects.seen_by(self.user).select_related("team")

    def may_discard(self, row: RegularReport) -> bool:
        return may_change_regular_report(self.user, row)

    def discard(self, row: RegularReport) -> None:
        discard_regular_report(by=self.user, report=row)

    def bring_back(self, row: RegularReport) -> None:
        restore_regular_report(by=self.user, report=row)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, pk: str) -> Response:
        """It comes no more until `resume`; 409 where it is paused already."""
        return self.verb(PauseSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        """It comes again from its next time on; 409 where it is not paused."""
        return self.verb(ResumeSerializer)
