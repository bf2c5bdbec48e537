"""django-filter's FilterSet, made for a request without copying what no request changes."""

from collections import OrderedDict
from copy import copy
from typing import Any, ClassVar

import django_filters


class _Filters(OrderedDict[str, django_filters.Filter]):
    """Those of the class; a request's are copies that share labels and choices with them."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "_Filters":
        return _Filters((name, _own(filter_)) for name, filter_ in self.items())


def _own(filter_: Any) -> Any:
    own = copy(filter_)
    vars(own).pop("_field", None)  # which it has made once it was asked for, as for the description of the API
    own.extra = filter_.extra.copy()
    own.method = filter_.method  # where a method filters, it asks its own filter which FilterSet that belongs to
    return own


class _OwnFields(dict[str, Any]):
    """Fields that one form alone has."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "_OwnFields":
        return self


class FilterSet(django_filters.FilterSet):
    """Its parent copies each filter with all that hangs on it, and each field again, though it has just made it."""

    # Of which the value says how the rows are best found: PostgreSQL is to plan for it, each time.
    planned_anew: ClassVar[frozenset[str]] = frozenset()
    # Of these not where they are known to leave many rows, as `leaves_many` says: those are soon met in the order of the list.
    met_in_order: ClassVar[frozenset[str]] = frozenset()
    leaves_many = False

    @classmethod
    def get_filters(cls) -> "OrderedDict[str, django_filters.Filter]":
        return _Filters(super().get_filters())

    def get_form_class(self) -> Any:
        form_class = super().get_form_class()
        form_class.base_fields = _OwnFields(form_class.base_fields)
        return form_class
