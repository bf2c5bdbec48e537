"""A list with its filters that can also be taken away: `?format=…` is the file, `?choose=1` the dialog that asks for columns."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.queries.kept_page import Rows
from accounts.views.listing import ListPage
from relationships.context import announce_counts
from relationships.exports.listing import Listing
from relationships.exports.source import Asked
from relationships.forms.export import ExportForm
from relationships.views.entry import dialog_or_page
from relationships.views.report import take

OF_FILES = ("format", "columns", "choose", "cursor")


class ListingPage(ListPage):
    """`listing` says which rows, filters and sorts there are, for the page and for the file alike."""

    listing: ClassVar[Listing]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.filterset_class = cls.listing.filterset
        cls.sorts = dict(cls.listing.sorts)
        cls.default_sort = next(iter(cls.sorts))

    @cached_property
    def asked(self) -> Asked:
        return Asked(self.request.user, at=timezone.now(), params=self.request.GET)  # type: ignore[arg-type]

    def get_rows(self) -> QuerySet[Any]:
        return self.listing.rows(self.asked)

    def beyond_filters(self) -> Any:
        return self.listing.told(self.asked)

    def kept_rows(self, filterset: Any) -> Rows:
        shape, told = self.listing.told(self.asked)
        asked, listing = self.asked, self.listing
        return Rows(
            asked.user, asked.at, listing.rows_for, self.load, filterset, shape, told, listing.candidates(asked)
        )

    def announce(self, form: Any) -> None:
        announce_counts(self.request)
        super().announce(form)

    def get_sorts(self) -> Any:
        return self.listing.sorts_for(self.asked)

    def get_sort_name(self) -> str:
        return self.listing.sort_name(self.asked)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, or all rows of its filters as a file; a filter that is wrong is said on the page."""
        file_format = request.GET.get("format", "")
        if file_format and file_format not in self.listing.formats:
            raise Http404
        if not (file_format or "choose" in request.GET) or not self.get_filterset().is_valid():
            return super().get(request, *args, **kwargs)
        form = ExportForm(
            request.GET if file_format else None,
            formats=self.listing.formats,
            columns=[(column.name, column.label) for column in self.listing.columns(self.asked)],
        )
        if not form.is_valid() or "choose" in request.GET:
            return self.ask(form)
        return take(request, self.listing, self.asked, file_format)

    def ask(self, form: ExportForm) -> HttpResponseBase:
        kept = [(name, value) for name, values in self.request.GET.lists() if name not in OF_FILES for value in values]
        back = self.url_with(dict.fromkeys(OF_FILES))
        return render(
            self.request,
            dialog_or_page(self.request, "relationships/export.html"),  # type: ignore[arg-type]
            {"form": form, "kept": [pair for pair in kept if pair[1]], "title": self.listing.title(), "back": back},
            status=422 if form.errors else 200,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        files = {name: self.url_with(dict.fromkeys(OF_FILES) | {"format": name}) for name in self.listing.formats}
        choose = self.url_with(dict.fromkeys(OF_FILES) | {"choose": "1"})
        return super().get_context_data(file_url=files, choose_url=choose, **kwargs)
