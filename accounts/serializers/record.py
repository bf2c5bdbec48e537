"""Serializers only shape input: what they have checked goes to an action, which checks and saves."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime, tzinfo
from functools import cache, cached_property
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.relations import PKOnlyObject

from accounts.models import Record, User
from accounts.serializers.fields import LARGEST_NUMBER, Flag, Moment, OneOf, Text, VisibleRow, Whole

Way = Callable[[Any, tzinfo], Any]


def _as_it_is(value: Any, _zone: tzinfo) -> Any:
    return value


def _day(value: date, _zone: tzinfo) -> str:
    return value.isoformat()


def _moment(value: datetime, zone: tzinfo) -> str:
    return value.astimezone(zone).isoformat().replace("+00:00", "Z")


# Fields that say no more than what stands in their column.
PLAIN: dict[type[Any], Way] = {
    **dict.fromkeys((Text, Whole, Flag, OneOf, VisibleRow), _as_it_is),
    **dict.fromkeys(
        (serializers.IntegerField, serializers.BigIntegerField, serializers.PrimaryKeyRelatedField), _as_it_is
    ),
    serializers.DateField: _day,
    Moment: _moment,
}


class StrictSerializer(serializers.ModelSerializer):
    """Takes each field in its own JSON type."""

    serializer_field_mapping = serializers.ModelSerializer.serializer_field_mapping | {
        models.CharField: Text,
        models.TextField: Text,
        models.BooleanField: Flag,
        models.DateTimeField: Moment,
        models.PositiveSmallIntegerField: Whole,
    }
    serializer_choice_field = OneOf

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """As the framework says it. It takes some thirty steps for each field, of which a list has hundreds; what
        stands in a column is said as it stands there.
        """
        said: dict[str, Any] = {}
        zone = timezone.get_current_timezone()
        for name, column, way, field in self._ways:
            if way:
                value = getattr(instance, column)
                said[name] = None if value is None else way(value, zone)
                continue
            value = field.get_attribute(instance)
            pk = value.pk if isinstance(value, PKOnlyObject) else value
            said[name] = None if pk is None else field.to_representation(value)
        return said

    @cached_property
    def _ways(self) -> list[tuple[str, str, Way | None, Any]]:
        """Of each field the column that it stands for, and how that is said; of what is more than a column the field."""
        return [(name, column, way, None if way else self._field(name)) for name, column, way in _shape(type(self))]

    def _field(self, name: str) -> Any:
        """One of the fields, without making all the others, which only what is written needs."""
        if "fields" in vars(self) or name not in self._declared_fields:
            return self.fields[name]
        field = deepcopy(self._declared_fields[name])
        field.bind(field_name=name, parent=self)
        return field


@cache
def _shape(kind: type[StrictSerializer]) -> list[tuple[str, str, Way | None]]:
    columns = {field.name: field.attname for field in kind.Meta.model._meta.concrete_fields}  # type: ignore[attr-defined]
    return [
        (name, columns.get(field.source, ""), PLAIN.get(type(field)) if field.source in columns else None)
        for name, field in kind().fields.items()
        if not field.write_only
    ]


class RecordSerializer(StrictSerializer):
    """A record over the API: `add` and `change` call its actions, and a change names the version it was made on.

    Fields in `only_when_made` are taken when the record is made and left alone afterwards, so that what was read can
    be sent back as it is.
    """

    only_when_made: tuple[str, ...] = ()

    version = Whole(
        required=False,
        min_value=1,
        max_value=LARGEST_NUMBER,
        help_text=_("Required to change a record: the version that you have read. Ignored when one is made."),
    )

    @property
    def asker(self) -> User:
        return self.context["request"].user

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if self.instance is None:
            attrs.pop("version", None)
        elif "version" not in attrs:
            raise serializers.ValidationError(
                {"version": [_("Send the version that you have read, so that nobody's change is lost.")]}
            )
        else:
            attrs = {name: value for name, value in attrs.items() if name not in self.only_when_made}
        return attrs

    def create(self, validated_data: dict[str, Any]) -> Record:
        return self.add(by=self.asker, **validated_data)

    def update(self, instance: Record, validated_data: dict[str, Any]) -> Record:
        return self.change(instance, by=self.asker, **validated_data)

    def add(self, *, by: User, **fields: Any) -> Record:
        raise NotImplementedError("each serializer names its action")

    def change(self, record: Any, *, by: User, version: int, **changes: Any) -> Record:
        raise NotImplementedError("each serializer names its action")


class VerbSerializer(serializers.Serializer):
    """What a verb is told; `save(by=…)` calls its action on the record."""

    def save(self, **kwargs: Any) -> Record:
        return self.take(self.instance, by=self.context["request"].user, **self.validated_data)

    def take(self, record: Any, *, by: User, **said: Any) -> Record:
        raise NotImplementedError("each verb names its action")
