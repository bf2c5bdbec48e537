"""A filter by one record of several, which costs nothing where it is neither set nor shown."""

from collections.abc import Iterator
from copy import copy
from functools import partial
from typing import Any

import django_filters
from django import forms
from django_filters.fields import ModelChoiceField, ModelChoiceIterator
from django_filters.filters import QuerySetRequestMixin


class RecordIterator(ModelChoiceIterator):
    def __init__(self, field: Any) -> None:
        self.field = field

    @property
    def queryset(self) -> Any:
        return self.field.queryset

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        """Like the parent's, by one question; `iterator()` has the database open, read and close a cursor."""
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for record in self.queryset.all():
            yield self.choice(record)


class RecordChoiceField(ModelChoiceField):
    """`queryset` is a function, which is called where a value is looked up or the choices are listed."""

    iterator = RecordIterator
    _queryset: Any

    def _get_queryset(self) -> Any:
        if callable(self._queryset):
            self._queryset = self._queryset()
        return self._queryset

    def _set_queryset(self, queryset: Any) -> None:
        self._queryset = queryset
        self.widget.choices = self.choices

    queryset = property(_get_queryset, _set_queryset)

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        field = super(forms.ChoiceField, self).__deepcopy__(memo)
        field.queryset = copy(self._queryset)
        return field


class RecordChoiceFilter(django_filters.ModelChoiceFilter):
    """Takes a function of the request as `queryset`, as its parent does, and leaves it to the field to call it."""

    field_class = RecordChoiceField

    @property
    def field(self) -> Any:
        self.extra["queryset"] = partial(self.get_queryset, self.get_request())
        return super(QuerySetRequestMixin, self).field
