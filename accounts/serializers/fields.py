"""Fields that take a JSON value of one type and nothing that could be turned into it, and rows that one sees."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.utils.timezone import datetime_exists

from accounts.models import User

LARGEST_ID = 2**63 - 1
LARGEST_NUMBER = 2**31 - 1
NO_SUCH_ROW = _("There is no such entry: %(ids)s")

Rows = Callable[[User], QuerySet[Any]]


class Text(serializers.CharField):
    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    default_error_messages = {"invalid": _("A whole number is required.")}

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class Flag(serializers.BooleanField):
    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=str(data)[:40])
        return data


class Moment(serializers.DateTimeField):
    """A time without an offset is the user's own; one that their clock skips or shows twice is refused."""

    default_error_messages = {
        "make_aware": _("On this day the clock skips this time, or shows it twice. Send it with its offset.")
    }

    def enforce_timezone(self, value: datetime) -> datetime:
        moment = super().enforce_timezone(value)
        if timezone.is_naive(value) and timezone.is_aware(moment) and not datetime_exists(moment):
            self.fail("make_aware", timezone=moment.tzinfo)
        return moment


class OneOf(serializers.ChoiceField):
    """A choice whose refusal names what there is to choose from."""

    default_error_messages = {"invalid_choice": _("Choose one of: %(choices)s.")}

    def to_internal_value(self, data: Any) -> Any:
        if data == "" and self.allow_blank:
            return ""
        if not isinstance(data, str) or data not in self.choices:
            named = ", ".join(str(choice) for choice in self.choices if choice != "")
            raise serializers.ValidationError(
                self.error_messages["invalid_choice"] % {"choices": named}, code="invalid_choice"
            )
        return data


def no_such_row(ids: Iterable[Any]) -> serializers.ValidationError:
    """What does not exist and what one may not see are refused in the same words."""
    shown = ", ".join(str(pk)[:20] for pk in ids)
    return serializers.ValidationError(NO_SUCH_ROW % {"ids": shown}, code="does_not_exist")


@extend_schema_field({"type": "integer", "format": "int64", "minimum": 1, "maximum": LARGEST_ID})
class VisibleRow(serializers.PrimaryKeyRelatedField):
    """The id of a row among those that the user may choose.

    With `keep`, what the record is tied to already may stay; not for what may be hidden on it, or a guess would tell.
    """

    def __init__(self, *, rows: Rows | None = None, keep: bool = False, **kwargs: Any) -> None:
        self.rows, self.keep = rows, keep
        super().__init__(**kwargs)

    def get_queryset(self) -> QuerySet[Any] | None:
        return self.rows(self.context["request"].user) if self.rows else None

    def to_internal_value(self, data: Any) -> Model:
        if not _is_id(data):
            self.fail("incorrect_type", data_type=type(data).__name__)
        instance = getattr(self.root, "instance", None)
        if self.keep and isinstance(instance, Model) and getattr(instance, f"{self.source}_id", None) == data:
            return getattr(instance, str(self.source))
        row = self.get_queryset().filter(pk=data).first()  # type: ignore[union-attr]
        if row is None:
            raise no_such_row([data])
        return row

    def use_pk_only_optimization(self) -> bool:
        return True


@extend_schema_field(
    {"type": "array", "items": {"type": "integer", "format": "int64", "minimum": 1, "maximum": LARGEST_ID}}
)
class VisibleRows(serializers.Field):
    """A list of ids of rows that the user sees, read with one query; `keep` as for one row."""

    default_error_messages = {
        "not_a_list": _("A list of ids is required."),
        "not_an_id": _("An id is a whole number."),
        "empty": _("Choose at least one."),
        "too_many": _("At most %(limit)s are possible."),
    }

    def __init__(
        self, *, rows: Rows, keep: bool = False, at_most: int = 100, allow_empty: bool = True, **kwargs: Any
    ) -> None:
        self.rows, self.keep, self.at_most, self.allow_empty = rows, keep, at_most, allow_empty
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> list[Model]:
        if not isinstance(data, list):
            self.fail("not_a_list")
        if not data and not self.allow_empty:
            self.fail("empty")
        if len(data) > self.at_most:
            raise serializers.ValidationError(self.error_messages["too_many"] % {"limit": self.at_most})
        if not all(map(_is_id, data)):
            self.fail("not_an_id")
        return self._find(list(dict.fromkeys(data)))

    def _find(self, ids: list[int]) -> list[Model]:
        possible = [pk for pk in ids if 0 < pk <= LARGEST_ID]
        found = {row.pk: row for row in self.rows(self.context["request"].user).filter(pk__in=possible)}
        instance = getattr(self.root, "instance", None)
        missing = [pk for pk in possible if pk not in found]
        if missing and self.keep and isinstance(instance, Model):
            found |= {row.pk: row for row in getattr(instance, str(self.source)).filter(pk__in=missing)}
        if unknown := [pk for pk in ids if pk not in found]:
            raise no_such_row(unknown)
        return [found[pk] for pk in ids]

    def get_attribute(self, instance: Any) -> Iterable[int]:
        """The ids that a view has loaded as `seen_<name>`, None for none of them; else asked for here."""
        if hasattr(instance, f"seen_{self.source}"):
            return getattr(instance, f"seen_{self.source}") or []
        rows = getattr(instance, str(self.source)).all()
        seen = rows if self.keep else self.rows(self.context["request"].user).filter(pk__in=rows.values("pk"))
        return [row.pk for row in seen]

    def to_representation(self, value: Iterable[int]) -> list[int]:
        return sorted(value)


def _is_id(data: Any) -> bool:
    return isinstance(data, int) and not isinstance(data, bool)
