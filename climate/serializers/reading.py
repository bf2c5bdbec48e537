"""How far one is on the reading path, over the API."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.models import Team
from accounts.serializers.fields import OneOf, VisibleRow
from climate.actions.reading import mark_station
from climate.choices import Station
from climate.models import ReadingMark


class ReadingMarkSerializer(serializers.ModelSerializer):
    team = VisibleRow(rows=Team.objects.of, help_text=_("One of your teams."))
    station = OneOf(choices=Station.choices)

    class Meta:
        model = ReadingMark
        fields = ("id", "team", "station")
        validators: tuple[Any, ...] = ()  # said twice, it stands once

    def create(self, validated_data: dict[str, Any]) -> ReadingMark:
        return mark_station(by=self.context["request"].user, **validated_data)
