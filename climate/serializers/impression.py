"""How we are seen, over the API. Addresses of links are told once, to whoever asks."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Team, User
from accounts.serializers.fields import Flag, Text, VisibleRow, VisibleRows, Whole
from accounts.serializers.record import RecordSerializer
from climate.actions.impression import add_impression, ask_partners, change_impression
from climate.models import FeedbackLink, Impression
from climate.models.impression import LONGEST_STATEMENT, OF_TEN
from climate.queries.impression import results_of
from partners.models import Partner

RESULTS = {
    "type": "object",
    "nullable": True,
    "properties": {
        "answers": {"type": "integer", "minimum": 5},
        "moods": {"type": "array", "items": {"type": "integer"}},
        "say_so": {"type": "array", "items": {"type": "number"}},
        "lines": {"type": "array", "items": {"type": "string"}},
    },
}


class StatementSerializer(serializers.Serializer):
    en = Text(max_length=LONGEST_STATEMENT, required=False, allow_blank=True, default="")
    de = Text(max_length=LONGEST_STATEMENT, required=False, allow_blank=True, default="")
    wanted = Whole(
        min_value=OF_TEN.start, max_value=OF_TEN.stop - 1, default=10,
        help_text=_("Of ten partners, how many should say so."),
    )  # fmt: skip
    thought = Whole(
        min_value=OF_TEN.start, max_value=OF_TEN.stop - 1, default=5,
        help_text=_("Of ten partners, how many will, as you think."),
    )  # fmt: skip


class ImpressionSerializer(RecordSerializer):
    only_when_made = ("team",)

    team = VisibleRow(rows=Team.objects.of, required=False, help_text=_("Your team at work, where none is named."))
    statements = StatementSerializer(many=True, required=False)
    results = serializers.SerializerMethodField(
        help_text=_(
            "Null for fewer than five answers, and while an anonymous asking runs; `say_so` is of ten partners."
        )
    )

    class Meta:
        model = Impression
        fields = (
            "id", "name", "statements", "conclusion", "next_look_on", "is_anonymous", "asked_at", "ends_on", "closed_at",
            "results", "team", "author", "created_at", "updated_at", "version",
        )  # fmt: skip
        read_only_fields = ("author", "is_anonymous", "asked_at", "ends_on", "closed_at")

    @extend_schema_field(RESULTS)
    def get_results(self, impression: Impression) -> dict[str, Any] | None:
        found = results_of(impression)
        if not found.answers:
            return None
        return {
            "answers": found.answers,
            "moods": [row["count"] for row in found.moods],
            "say_so": [gap.told for gap in found.gaps],
            "lines": found.lines,
        }

    def add(self, *, by: User, **fields: Any) -> Impression:
        return add_impression(by=by, **fields)

    def change(self, record: Impression, *, by: User, version: int, **changes: Any) -> Impression:
        return change_impression(by=by, impression=record, version=version, **changes)


class AskSerializer(serializers.Serializer):
    partners = VisibleRows(rows=Partner.objects.visible_to, allow_empty=False)
    is_anonymous = Flag(default=True, help_text=_("Settled by the first asking; from five partners on."))
    ends_on = serializers.DateField(help_text=_("Settled by the first asking."))

    def ask(self, impression: Impression, *, by: User) -> list[dict[str, Any]]:
        asked = ask_partners(by=by, impression=impression, at=timezone.now(), **self.validated_data)
        return [{"partner": one.partner.pk, "address": one.address} for one in asked]


class AskedSerializer(serializers.Serializer):
    partner = serializers.IntegerField()
    address = serializers.CharField(help_text=_("Told this once."))


class NamedSerializer(serializers.Serializer):
    """An answer by name; the partner as far as you see them."""

    partner = serializers.SerializerMethodField()
    mood = serializers.IntegerField(source="answer.mood")
    fits = serializers.ListField(child=serializers.CharField())
    line = serializers.CharField(source="answer.line")
    answered_at = serializers.DateTimeField(source="answer.answered_at")

    @extend_schema_field({"type": "integer", "nullable": True})
    def get_partner(self, named: Any) -> int | None:
        return named.partner.pk if named.partner else None


class LinkSerializer(serializers.Serializer):
    """Whom it was asked of; whether they answered where they answer by name alone."""

    id = serializers.IntegerField(source="link.pk")
    partner = serializers.SerializerMethodField()
    made_at = serializers.DateTimeField(source="link.made_at")
    revoked_at = serializers.DateTimeField(source="link.revoked_at", allow_null=True)
    answered = serializers.SerializerMethodField()

    @extend_schema_field({"type": "integer", "nullable": True})
    def get_partner(self, row: dict[str, Any]) -> int | None:
        return row["partner"].pk if row["partner"] else None

    @extend_schema_field({"type": "boolean", "nullable": True})
    def get_answered(self, row: dict[str, Any]) -> bool | None:
        return None if row["link"].impression.is_anonymous else row["answered"]


class RevokeSerializer(serializers.Serializer):
    link = VisibleRow(rows=FeedbackLink.objects.visible_to)


class NotedMeasureSerializer(serializers.Serializer):
    id = serializers.IntegerField(help_text=_("Of the measure, under /api/v1/action-items/."))


class ImpressionMeasureSerializer(serializers.Serializer):
    text = Text(max_length=500)
    owner = VisibleRow(rows=User.objects.visible_to, required=False)
    due_on = serializers.DateField(required=False, allow_null=True, default=None)
