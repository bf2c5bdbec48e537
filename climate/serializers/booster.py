"""Mood boosters over the API, and whether one helped oneself."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Team, User
from accounts.serializers.fields import OneOf, VisibleRow
from accounts.serializers.record import RecordSerializer
from climate.actions.booster import add_booster, change_booster, change_comment, comment_on_booster
from climate.models import BoosterComment, MoodBooster


class BoosterSerializer(RecordSerializer):
    only_when_made = ("team",)

    team = VisibleRow(rows=Team.objects.of, required=False, help_text=_("Your team at work, where none is named."))
    helped_me = serializers.SerializerMethodField(
        help_text=_("Whether it helped you, for you alone; null where you have not said so.")
    )
    people_helped = serializers.SerializerMethodField(
        help_text=_("How many people it helped up to last Sunday; null for fewer than five.")
    )

    class Meta:
        model = MoodBooster
        fields = (
            "id", "text", "term", "audience", "is_starter", "helped_me", "people_helped", "team", "author", "created_at",
            "updated_at", "version",
        )  # fmt: skip
        read_only_fields = ("author", "is_starter")

    @extend_schema_field({"type": "boolean", "nullable": True})
    def get_helped_me(self, booster: MoodBooster) -> bool | None:
        return booster.line.mine  # type: ignore[attr-defined]

    @extend_schema_field({"type": "integer", "nullable": True, "minimum": 5})
    def get_people_helped(self, booster: MoodBooster) -> int | None:
        return booster.line.count or None  # type: ignore[attr-defined]

    def add(self, *, by: User, **fields: Any) -> MoodBooster:
        return add_booster(by=by, **fields)

    def change(self, record: MoodBooster, *, by: User, version: int, **changes: Any) -> MoodBooster:
        return change_booster(by=by, booster=record, version=version, **changes)


class BoosterTriedSerializer(serializers.Serializer):
    """In the body: an address would stand in logs, beside whoever asked for it."""

    booster = VisibleRow(rows=MoodBooster.objects.visible_to)
    answer = OneOf(choices=["helped", "not", "back"], help_text=_("`back` takes back what was said."))


class BoosterCommentSerializer(RecordSerializer):
    class Meta:
        model = BoosterComment
        fields = ("id", "author", "text", "created_at", "updated_at", "version")
        read_only_fields = ("author",)

    def add(self, *, by: User, **fields: Any) -> BoosterComment:
        return comment_on_booster(by=by, booster=self.context["booster"], **fields)

    def change(self, record: BoosterComment, *, by: User, version: int, **changes: Any) -> BoosterComment:
        return change_comment(by=by, comment=record, version=version, text=changes.get("text", record.text))
