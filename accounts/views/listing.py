"""What every list has in common: one FilterSet, the listed sorts, pages by cursor, capped counts."""

from hashlib import sha256
from typing import Any, ClassVar
from urllib.parse import urlencode

import django_filters
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from accounts.models import User
from accounts.queries.kept_page import Rows, can_be_kept
from accounts.queries.keyset import BadCursor, Page, Sort, page_of
from accounts.queries.search import is_short
from accounts.views.ahead import drawn

COUNT_CAP = 1000
# Of what is found by one letter or two, while one goes on typing: that many rows have them is no news.
COUNT_CAP_OF_LETTERS = 100
STILL_MANY = 300  # seconds
# Of an address; a search has at most 200 characters, so one of more is still refused in words.
LONGEST_QUERY, LONGEST_VALUE, MOST_VALUES = 1_000, 201, 10


def _in_words(count: int, *, cap: int) -> str:
    """ "1,000+" as it is written in the language of the page."""
    return f"{number_format(cap, force_grouping=True)}+" if count > cap else str(count)


class ListPage(TemplateView):
    """A list with filters: full page, or its fragment `#list` when htmx asks."""

    filterset_class: type[django_filters.FilterSet]
    sorts: ClassVar[dict[str, Sort]]
    default_sort: ClassVar[str]
    fragment = "list"

    def get_rows(self) -> QuerySet[Any]:
        """The visible rows, before filters; the only thing a list has to say."""
        raise NotImplementedError

    def get_sorts(self) -> dict[str, Sort]:
        return self.sorts

    @classmethod
    def load(cls, rows: QuerySet[Any], user: User) -> QuerySet[Any]:
        """Add what a page's rows show (related rows, partners); not called for counts."""
        return rows

    def kept_rows(self, filterset: django_filters.FilterSet) -> Rows | None:
        """The same as `get_rows` and its filters, as a question that is kept; None where there is none."""
        return None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.META.get("QUERY_STRING", "")
        if len(asked) > LONGEST_QUERY and len(shorter := self.known_parameters()) < len(asked):
            return HttpResponseRedirect(f"{request.path}?{shorter}")
        try:
            return drawn(lambda: super(ListPage, self).get(request, *args, **kwargs))
        except BadCursor:
            params = request.GET.copy()
            params.pop("cursor", None)
            return HttpResponseRedirect(f"{request.path}?{params.urlencode()}")

    def known_parameters(self) -> str:
        """The query string without what the list does not know or is told again: lines carry it in each of their links."""
        params = QueryDict(mutable=True)
        for name in [*self.filterset_class.base_filters, "sort", "view", "cursor"]:
            told = dict.fromkeys(value[:LONGEST_VALUE] for value in self.request.GET.getlist(name))
            params.setlist(name, list(told)[:MOST_VALUES])
        return params.urlencode()

    def get_template_names(self) -> list[str]:
        names = super().get_template_names()
        return [f"{names[0]}#{self.fragment}"] if self.is_fragment else names

    @property
    def is_fragment(self) -> bool:
        htmx = getattr(self.request, "htmx", None)
        return bool(htmx and not htmx.boosted)

    def get_filterset(self) -> django_filters.FilterSet:
        return self.filterset_class(self.request.GET, queryset=self.get_rows(), request=self.request)

    def filtered(self) -> tuple[django_filters.FilterSet, QuerySet[Any]]:
        """The FilterSet and the rows it leaves; what is asked for wrongly leaves none and is said beside the field."""
        filterset = self.get_filterset()
        return filterset, filterset.qs if filterset.is_valid() else self.get_rows().none()

    def get_sort_name(self) -> str:
        asked = self.request.GET.get("sort", "")
        return asked if asked in self.get_sorts() else self.default_sort

    def get_page(self, filterset: django_filters.FilterSet, kept: Rows | None) -> tuple[Page, int]:
        """A page, and of how many rows it is one, one more than `count_cap` at most; `kept` are its rows, where they are a
        kept question.
        """
        sort, up_to = self.get_sorts()[self.get_sort_name()], self.count_cap + 1
        if kept is None:
            rows = self.filtered()[1]
            page = page_of(self.load(rows, self.request.user), sort, cursor=self.cursor, size=settings.PAGE_SIZE)
            count = up_to if self.had_many else rows.order_by().values("pk")[:up_to].count()
        elif self.had_many:
            return kept.page(sort, cursor=self.cursor, size=settings.PAGE_SIZE, leaves_many=True), up_to
        else:
            page, count = kept.page_and_count(sort, cursor=self.cursor, size=settings.PAGE_SIZE, up_to=up_to)
        self.remember(count)
        return page, count

    def announce_page(self, kept: Rows) -> None:
        """What `get_page` will ask (accounts/ahead.py)."""
        sort, up_to = self.get_sorts()[self.get_sort_name()], None if self.had_many else self.count_cap + 1
        kept.announce(sort, cursor=self.cursor, size=settings.PAGE_SIZE, up_to=up_to)

    @property
    def cursor(self) -> str | None:
        return self.request.GET.get("cursor") or None

    def beyond_filters(self) -> Any:
        """What the rows depend on beside the reader and the address."""
        return None

    @property
    def count_cap(self) -> int:
        """How far rows are counted: "1,000+" says that there are more."""
        typed = self.request.GET.get("q", "").strip()
        return COUNT_CAP_OF_LETTERS if typed and is_short(typed) else COUNT_CAP

    @cached_property
    def had_many(self) -> bool:
        """A list that had more rows than are counted is not counted again for some minutes, while one goes through it."""
        return bool(cache.get(self._many))

    def remember(self, count: int) -> None:
        if count > self.count_cap:
            cache.set(self._many, True, timeout=STILL_MANY)

    @cached_property
    def _many(self) -> str:
        chosen = {name: values for name, values in self.request.GET.lists() if name not in ("cursor", "sort")}
        which = f"{self.request.path} {sorted(chosen.items())} {self.beyond_filters()}"
        return f"many:{self.request.user.pk}:{sha256(which.encode()).hexdigest()}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is known without the rows; those are waited for where the template takes them in, by `take_later`."""
        filterset = self.filterset_class(self.request.GET, queryset=None, request=self.request)
        kept = self.kept_rows(filterset) if filterset.is_valid() and can_be_kept(filterset) else None
        if kept:
            kept.seek()
        if not self.is_fragment:
            self.announce(filterset.form)
        if kept:
            self.announce_page(kept)
        form = self.worded(filterset.form)
        return super().get_context_data(
            filterset=filterset,
            sort=self.get_sort_name(),
            sorts=list(self.get_sorts()),
            fields=[form[name] for name in self.names_drawn()],
            chips=self.chips(form),
            later=lambda _context: self.get_later_context(*self.get_page(filterset, kept)),
            **kwargs,
        )

    def get_later_context(self, page: Page, count: int) -> dict[str, Any]:
        """What is known of the rows."""
        is_chosen = any(self.request.GET.get(name) for name in [*self.filter_names(), "q"])
        return {
            "page": page,
            "count": _in_words(count, cap=self.count_cap),
            "newer": self.url_with({"cursor": page.previous}) if page.previous else "",
            "older": self.url_with({"cursor": page.next}) if page.next else "",
            "nothing_at_all": not page.rows and not is_chosen,
        }

    def announce(self, form: Any) -> None:
        """What will be asked for as the whole page is drawn (accounts/ahead.py)."""
        for name in self.names_drawn():
            if offer := getattr(form.fields[name], "offer", None):
                offer.announce()

    # --- The filters in words ---

    any_words: ClassVar[dict[str, Any]] = {}
    """The filters that the page offers, in order, each with what it says while nothing is chosen."""

    def filter_names(self) -> list[str]:
        """Those that are said where they are set."""
        return self.names_drawn()

    def names_drawn(self) -> list[str]:
        """Those that can be chosen here; others are filtered by from elsewhere."""
        return list(self.any_words)

    def worded(self, form: Any) -> Any:
        """Each filter says by itself what it leaves open: on a wide screen they stand without their labels."""
        for name, words in self.any_words.items():
            field = form.fields[name]
            if isinstance(field, forms.NullBooleanField):
                field.widget.choices = [("", words), ("true", _("Yes")), ("false", _("No"))]
            elif isinstance(field, forms.ModelChoiceField):
                field.empty_label = words
            else:
                field.widget.choices = [("", words), *[choice for choice in field.choices if choice[0]]]
        return form

    def chips(self, form: Any) -> list[dict[str, str]]:
        """What is set, in words, each with the address of the list without it."""
        return [
            {"label": f"{form[name].label}: {self.in_words(form, name)}", "url": self.url_without(name)}
            for name in self.filter_names()
            if self.request.GET.get(name)
        ]

    def in_words(self, form: Any, name: str) -> str:
        value = form.cleaned_data.get(name) if form.is_valid() or hasattr(form, "cleaned_data") else None
        if isinstance(value, Model):
            return str(value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(form.fields[name], forms.ModelChoiceField):
            return str(self.request.GET[name])
        choices = {str(key): label for key, label in getattr(form.fields[name], "choices", None) or []}
        return str(choices.get(str(value)) or value or self.request.GET.get(name))

    def url_without(self, name: str) -> str:
        return self.url_with({name: None, "cursor": None})

    def url_with(self, changes: dict[str, str | None]) -> str:
        """This list's address with some parameters changed; those without a value leave it."""
        kept = {
            name: values for name, values in self.request.GET.lists() if name not in changes and values and values[-1]
        }
        params = urlencode(kept | {name: value for name, value in changes.items() if value}, doseq=True)
        return f"{self.request.path}?{params}" if params else self.request.path
