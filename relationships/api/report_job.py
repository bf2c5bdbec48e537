"""Files that the worker makes: how far each is, the file itself, giving one up."""

from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils import translation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.record import ReadViewSet
from accounts.queries.keyset import Sort
from relationships.actions.report_job import ask_for_file, cancel_job
from relationships.exports.file import file_of
from relationships.exports.source import Asked, Source
from relationships.models import ReportJob
from relationships.reports.download import CONTENT_TYPES, answer
from relationships.serializers.report_job import ReportJobSerializer

BINARY = {(200, content_type.split(";")[0]): OpenApiTypes.BINARY for content_type in CONTENT_TYPES.values()}
NOT_KEPT = ("format", "cursor", "page_size")


def take(request: Request, source: Source, asked: Asked, file_format: str) -> HttpResponseBase:
    """The file; of what takes long 202 and the address of the job that makes it."""
    if not source.is_long(asked, file_format):
        return answer(source.content(asked), file_format)
    kept = asked.params.copy()
    for name in NOT_KEPT:
        kept.pop(name, None)
    job = ask_for_file(
        by=asked.user, source=source.noun, query=kept.urlencode(), file_format=file_format, from_page=False,
        language=translation.get_language(), at=asked.at,
    )  # fmt: skip
    data = ReportJobSerializer(job, context={"request": request}).data
    return Response(data, status=status.HTTP_202_ACCEPTED, headers={"Location": data["address"]})


class ReportJobViewSet(ReadViewSet):
    """One's own files. Those that take long are asked for at the lists and reports, which answer 202 then."""

    serializer_class = ReportJobSerializer
    sorts = {"-created_at": Sort("created_at", descending=True)}
    default_sort = "-created_at"

    def rows(self) -> QuerySet[Any]:
        return ReportJob.objects.visible_to(self.user)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Give it up; 409 where it is no longer being made."""
        job = self.get_object()
        cancel_job(by=self.user, job=job)
        return self.shown(job)

    @extend_schema(responses=BINARY)
    @action(detail=True, methods=["get"])
    def download(self, request: Request, pk: str) -> HttpResponseBase:
        """The file, while it is kept and one may read what it was made of."""
        return file_of(self.user, self.get_object())
