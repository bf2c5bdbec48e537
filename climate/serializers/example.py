"""Practice examples over the API."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Team, User
from accounts.serializers.fields import Flag, VisibleRow
from accounts.serializers.record import RecordSerializer
from climate.actions.example import add_example, change_example
from climate.models import PracticeExample
from climate.queries.example import shown_marks
from relationships.models import Review


class ExampleSerializer(RecordSerializer):
    only_when_made = ("team",)

    team = VisibleRow(rows=Team.objects.of, required=False, help_text=_("Your team at work, where none is named."))
    helped_me = serializers.SerializerMethodField(help_text=_("Whether you have marked it as helpful."))
    people_helped = serializers.SerializerMethodField(help_text=_("How many have; null for fewer than five."))

    class Meta:
        model = PracticeExample
        fields = (
            "id", "title", "story", "lesson", "names_agreed", "helped_me", "people_helped", "team", "author", "created_at",
            "updated_at", "version",
        )  # fmt: skip
        read_only_fields = ("author",)

    def get_helped_me(self, example: Any) -> bool:
        return bool(getattr(example, "helped_me", False))

    @extend_schema_field({"type": "integer", "nullable": True, "minimum": 5})
    def get_people_helped(self, example: Any) -> int | None:
        return (shown_marks(example) or None) if hasattr(example, "marked") else None

    def add(self, *, by: User, **fields: Any) -> PracticeExample:
        return add_example(by=by, **fields)

    def change(self, record: PracticeExample, *, by: User, version: int, **changes: Any) -> PracticeExample:
        return change_example(by=by, example=record, version=version, **changes)


class MarkSerializer(serializers.Serializer):
    helped = Flag(help_text=_("False takes it back."))


class TopicSerializer(serializers.Serializer):
    review = VisibleRow(rows=Review.objects.visible_to, help_text=_("A training of the same team that is still ahead."))
