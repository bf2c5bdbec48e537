"""The reports: which there are, and each as a file."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.record import ReadViewSet
from relationships.api.report_job import take
from relationships.exports.report import ReportSource, report_sources
from relationships.exports.source import Asked, OutOfSight, sources
from relationships.models import ReportJob
from relationships.reports.download import CONTENT_TYPES
from relationships.serializers.report_job import ReportJobSerializer
from relationships.serializers.report_source import ReportSourceSerializer

FORMATS = ("pdf", "xlsx", "csv")
OF_ALL = ("format", "period", "since", "until", "part", "columns")
NOUN = OpenApiParameter("noun", str, OpenApiParameter.PATH)
PARAMETERS = [
    NOUN,
    OpenApiParameter("format", str, enum=FORMATS, default="pdf"),
    OpenApiParameter("period", str, enum=["1", "3", "12", "36", "all", "own"], description="In months; `own` with since and until."),
    OpenApiParameter("since", OpenApiTypes.DATE),
    OpenApiParameter("until", OpenApiTypes.DATE),
    OpenApiParameter("part", str, description="Of a CSV: which of the report's tables; the first where none is named."),
    OpenApiParameter("columns", str, description="Of a CSV: some of its columns by name, with commas between."),
    *(OpenApiParameter(name, str) for name in ("partner", "parts", "language", "leave", "team", "role", "kind", "tag", "caretaker", "severity", "horizon")),
]  # fmt: skip
BINARY: dict[Any, Any] = {(200, CONTENT_TYPES[name].split(";")[0]): OpenApiTypes.BINARY for name in FORMATS}


class ReportViewSet(ReadViewSet):
    """Reports for a period and with filters, as the user may read them now. What takes long is answered 202."""

    lookup_field = "noun"
    lookup_value_regex = "[a-z-]+"
    serializer_class = ReportSourceSerializer
    queryset = ReportJob.objects.none()  # of nothing; the schema wants one
    filter_backends = ()
    pagination_class = None

    def get_queryset(self) -> Any:
        return self.queryset

    @extend_schema(responses=ReportSourceSerializer(many=True))
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Which there are. Not paged."""
        return Response(ReportSourceSerializer(report_sources(), many=True).data)

    @extend_schema(parameters=PARAMETERS, responses=BINARY | {(202, "application/json"): ReportJobSerializer})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The report as a file."""
        source = sources.get(kwargs["noun"])
        if not isinstance(source, ReportSource):
            raise Http404
        file_format = request.query_params.get("format") or "pdf"
        asked = Asked(
            self.user, at=timezone.now(), params=request.query_params, from_page=False, file_format=file_format
        )
        self.check(source, asked, file_format)
        return take(request, source, asked, file_format)

    def check(self, source: ReportSource, asked: Asked, file_format: str) -> None:
        known = [*OF_ALL, *source.offered, *source.more_parameters]
        wrong: dict[str, Any] = {
            name[:60]: [_("There is no such parameter here. There are: %(known)s.") % {"known": ", ".join(known)}]
            for name in asked.params
            if name not in known
        }
        form, filterset = source.forms(asked)
        try:
            more = source.more_form(asked)
        except OutOfSight:
            raise Http404 from None
        for one in (form, filterset, more):
            wrong |= dict(one.errors) if one else {}
        if file_format not in source.formats:
            wrong["format"] = [_("Choose one of: %(choices)s.") % {"choices": ", ".join(source.formats)}]
        if not wrong and file_format == "csv":
            wrong = self.wrong_in_table(source, asked)
        if wrong:
            raise ValidationError(wrong)

    @staticmethod
    def wrong_in_table(source: ReportSource, asked: Asked) -> dict[str, Any]:
        report = source.report(asked)
        parts = {table.part: table for table in report.tables}
        part = asked.params.get("part") or next(iter(parts))
        if part not in parts:
            return {"part": [_("Choose one of: %(choices)s.") % {"choices": ", ".join(parts)}]}
        columns = [column.name for column in parts[part].on("file").columns]
        if not set(asked.columns) <= set(columns):
            return {"columns": [_("Choose from: %(choices)s.") % {"choices": ", ".join(columns)}]}
        return {}
