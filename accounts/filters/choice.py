"""A filter by one record of several, which costs nothing where it is neither set nor shown."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django_filters.fields import ModelChoiceField, ModelChoiceIterator
from django_filters.filters import QuerySetRequestMixin

from accounts.kept import kept
from accounts.models import User
from accounts.queries.kept_page import Reader


class Offer:
    """The records that a reader may choose from: `records(request)`, which reads of the request its user alone."""

    def __init__(self, records: Callable[[Any], QuerySet[Any]], request: Any) -> None:
        self.records, self.request = records, request

    def queryset(self) -> QuerySet[Any]:
        return self.records(self.request)

    def __iter__(self) -> Iterator[Any]:
        return iter(_offered(self.records, user=self.request.user) if self.request else self.queryset())

    def announce(self) -> None:
        """They will be listed (accounts/ahead.py)."""
        if self.request:
            _offered.announce(self.records, user=self.request.user)

    def one(self, pk: int) -> Any:
        """None where there is no such record, or none that may be chosen."""
        return next(iter(_one_offered(self.records, pk=pk, user=self.request.user)), None) if self.request else None


@kept
def _offered(records: Callable[[Any], QuerySet[Any]], *, user: User) -> QuerySet[Any]:
    return records(Reader(user))


@kept
def _one_offered(records: Callable[[Any], QuerySet[Any]], *, pk: int, user: User) -> QuerySet[Any]:
    return records(Reader(user)).filter(pk=pk)


class RecordIterator(ModelChoiceIterator):
    def __init__(self, field: Any) -> None:
        self.field = field

    @property
    def queryset(self) -> Any:
        return self.field.queryset

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for record in self.field.offer:
            yield self.choice(record)


class RecordChoiceField(ModelChoiceField):
    """`queryset` is an Offer, which asks where a value is looked up or the choices are listed."""

    iterator = RecordIterator
    offer: Offer

    def _get_queryset(self) -> Any:
        return self.offer.queryset()

    def _set_queryset(self, offer: Offer) -> None:
        self.offer = offer
        self.widget.choices = self.choices

    queryset = property(_get_queryset, _set_queryset)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        number = str(value).strip()
        chosen = self.offer.one(int(number)) if re.fullmatch(r"[0-9]{1,18}", number) else None
        if chosen is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return chosen

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        field = super(forms.ChoiceField, self).__deepcopy__(memo)
        field.queryset = self.offer
        return field


class RecordChoiceFilter(django_filters.ModelChoiceFilter):
    """Takes a function of the request as `queryset`, as its parent does, and leaves it to the field to call it."""

    field_class = RecordChoiceField

    @property
    def field(self) -> Any:
        self.extra["queryset"] = Offer(self.queryset, self.get_request())
        return super(QuerySetRequestMixin, self).field
