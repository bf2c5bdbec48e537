"""Pages of a list over the API: a seek by (key, id), like the pages on the screen."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from accounts.queries.kept_page import Rows
from accounts.queries.keyset import BadCursor, Page, Sort, page_of

LARGEST_PAGE = 100


class SeekPagination(BasePagination):
    """Asks its view for `sorts` by name, `default_sort`, and `load(rows)`, which adds what a page's rows show."""

    parameters = ("ordering", "page_size", "cursor")
    page: Page

    def paginate_queryset(self, queryset: QuerySet[Any], request: Request, view: Any = None) -> list[Any]:
        return self._page(request, view, lambda sort, **place: page_of(view.load(queryset), sort, **place))

    def paginate_kept(self, rows: Rows, request: Request, view: Any) -> list[Any]:
        return self._page(request, view, rows.page)

    def _page(self, request: Request, view: Any, page: Callable[..., Page]) -> list[Any]:
        self.url = request.build_absolute_uri()
        sort = self.get_sort(request, view)
        size = self.get_page_size(request)
        try:
            self.page = page(sort, cursor=request.query_params.get("cursor") or None, size=size)
        except BadCursor:
            raise ValidationError(
                {"cursor": [_("This cursor does not belong to this list and order. Begin again without it.")]}
            ) from None
        return self.page.rows

    def get_sort(self, request: Request, view: Any) -> Sort:
        sorts = view.get_sorts()
        name = request.query_params.get("ordering") or view.default_sort
        if name not in sorts:
            raise ValidationError({"ordering": [_("Choose one of: %(choices)s.") % {"choices": ", ".join(sorts)}]})
        return sorts[name]

    def get_page_size(self, request: Request) -> int:
        asked = request.query_params.get("page_size")
        if not asked:
            return settings.PAGE_SIZE
        if not (asked.isascii() and asked.isdigit() and len(asked) < 10 and 1 <= int(asked) <= LARGEST_PAGE):
            raise ValidationError({"page_size": [_("Ask for 1 to %(limit)s rows a page.") % {"limit": LARGEST_PAGE}]})
        return int(asked)

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {"next": self._link(self.page.next), "previous": self._link(self.page.previous), "results": data}
        )

    def _link(self, cursor: str | None) -> str | None:
        return replace_query_param(remove_query_param(self.url, "cursor"), "cursor", cursor) if cursor else None

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": settings.PAGE_SIZE}
        order = {"type": "string", "enum": list(view.sorts), "default": view.default_sort}
        return [
            {"name": "ordering", "in": "query", "schema": order, "description": "The order of the rows."},
            {"name": "page_size", "in": "query", "schema": size, "description": "Rows a page."},
            {
                "name": "cursor",
                "in": "query",
                "schema": {"type": "string"},
                "description": "Where the page begins, as `next` and `previous` give it; made by hand it is refused.",
            },
        ]
