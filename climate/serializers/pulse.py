"""A team's pulse over the API."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.serializers.fields import Whole
from climate.models import Pulse
from climate.models.check_in import MOODS
from climate.queries.pulse import closed_periods, day_of

CLOSED = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "period": {"type": "string", "enum": ["week", "month"]},
            "begins": {"type": "string", "format": "date"},
            "answers": {"type": "array", "items": {"type": "integer"}, "nullable": True},
        },
    },
}


class PulseSerializer(serializers.ModelSerializer):
    closed = serializers.SerializerMethodField(
        help_text=_("Periods that are over: how many chose each mood from 1 to 5, null where fewer than five answered.")
    )

    class Meta:
        model = Pulse
        fields = ("id", "team", "period", "is_on", "closed")
        read_only_fields = fields

    @extend_schema_field(CLOSED)
    def get_closed(self, pulse: Pulse) -> list[dict[str, Any]]:
        rows = closed_periods(pulse, today=day_of(timezone.now()))
        return [
            {"period": row.period, "begins": row.begins.isoformat(), "answers": list(row.counts) or None}
            for row in rows
        ]


class PulseAnswerSerializer(serializers.Serializer):
    mood = Whole(min_value=MOODS.start, max_value=MOODS.stop - 1)
