"""Lists of the API that can be taken away as a file of all their rows: `?format=csv` at the list, or `export/`."""

from collections.abc import Hashable
from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django_filters.utils import translate_validation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from accounts.api.paging import SeekPagination
from accounts.queries.kept_page import Rows, can_be_kept
from relationships.api.report_job import take
from relationships.exports.listing import Listing
from relationships.exports.source import Asked
from relationships.reports.download import CONTENT_TYPES
from relationships.serializers.report_job import ReportJobSerializer

FILES = ("csv", "xlsx", "json", "pdf")
BODIES: dict[Any, Any] = {
    (200, CONTENT_TYPES[name].split(";")[0]): OpenApiTypes.BINARY for name in FILES if name != "json"
} | {(202, "application/json"): ReportJobSerializer}
ROWS = {"type": "array", "items": {"type": "object", "additionalProperties": {}}}
FORMAT = OpenApiParameter("format", str, enum=FILES, default="json", description="A file has all rows, not a page.")
COLUMNS = OpenApiParameter("columns", str, description="Of a file: some of its columns by name, with commas between.")
EXPORTED = [
    OpenApiParameter("format", str, enum=FILES, default="csv"),
    OpenApiParameter("ordering", str, description="As at the list."),
    COLUMNS,
]


class ListingMixin:
    """`listing` says which rows, filters and sorts there are. Put it before the viewset."""

    listing: ClassVar[Listing]
    own_parameters: ClassVar[Any] = ("columns",)
    request: Request

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.filterset_class = cls.listing.filterset  # type: ignore[attr-defined]
        cls.sorts = dict(cls.listing.api_sorts)  # type: ignore[attr-defined]
        cls.default_sort = next(iter(cls.sorts))  # type: ignore[attr-defined]
        page: dict[Any, Any] = {(200, "application/json"): cls.serializer_class(many=True)}  # type: ignore[attr-defined]
        extend_schema_view(list=extend_schema(parameters=[FORMAT, COLUMNS], responses=page | BODIES))(cls)

    @extend_schema(parameters=EXPORTED, filters=True, responses={**BODIES, (200, "application/json"): ROWS})
    @action(detail=False, methods=["get"], pagination_class=None)
    def export(self, request: Request) -> HttpResponseBase:
        """All rows that the filters leave, as a file; as JSON an array of objects with the file's columns."""
        return self.file(request, request.query_params.get("format") or "csv")

    def told(self, asked: Asked) -> tuple[tuple[Hashable, ...], dict[str, Any]]:
        return self.listing.told(asked)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """A page of them; with another `format` than JSON a file of all that the filters leave."""
        if (request.query_params.get("format") or "json") != "json":
            return self.file(request, request.query_params["format"])
        self.check_parameters(request)  # type: ignore[attr-defined]
        filterset = self.listing.filterset(request.query_params, queryset=None, request=request)
        if not filterset.is_valid():
            raise translate_validation(filterset.errors)
        if not can_be_kept(filterset):
            return super().list(request, *args, **kwargs)  # type: ignore[misc]
        asked = Asked(self.user, at=timezone.now(), params=request.query_params, from_page=False)  # type: ignore[attr-defined]
        shape, told = self.told(asked)
        kept = Rows(asked.user, asked.at, self.listing.rows_for, self.load_for, filterset, shape, told)  # type: ignore[attr-defined]
        found = self.paginator.paginate_kept(kept, request, self)  # type: ignore[attr-defined]
        return self.get_paginated_response(self.get_serializer(found, many=True).data)  # type: ignore[attr-defined]

    def file(self, request: Request, file_format: str) -> HttpResponseBase:
        self.check_parameters(request)  # type: ignore[attr-defined]
        self.filter_queryset(self.get_queryset())  # type: ignore[attr-defined]  # refuses a filter that is wrong
        SeekPagination().get_sort(request, self)
        asked = Asked(self.user, at=timezone.now(), params=request.query_params, from_page=False)  # type: ignore[attr-defined]
        known = [column.name for column in self.listing.columns(asked)]
        if not set(asked.columns) <= set(known):
            raise ValidationError({"columns": [_("Choose from: %(choices)s.") % {"choices": ", ".join(known)}]})
        return take(request, self.listing, asked, file_format)

    def check_format(self, request: Request) -> None:
        known = {"json", *self.listing.formats}
        if (request.query_params.get("format") or "json") not in known:
            raise ValidationError(
                {"format": [_("Choose one of: %(choices)s.") % {"choices": ", ".join(sorted(known))}]}
            )
