"""Serializers only shape input: what they have checked goes to an action, which checks and saves."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.models import Record, User
from accounts.serializers.fields import LARGEST_NUMBER, Flag, Moment, OneOf, Text, Whole


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
