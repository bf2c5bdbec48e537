"""A check-in over the API, for its owner alone."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.serializers.fields import Text, Whole
from accounts.serializers.record import StrictSerializer
from climate.actions.check_in import check_in
from climate.models import CheckIn
from climate.models.check_in import LONGEST_TEXT, LONGEST_WORD, MOODS
from climate.queries.check_in import note_of


class CheckInSerializer(StrictSerializer):
    mood = Whole(min_value=MOODS.start, max_value=MOODS.stop - 1, help_text=_("1 to 5; null where no key opens it."))
    word = Text(max_length=LONGEST_WORD, required=False, allow_blank=True)
    cause = Text(max_length=LONGEST_TEXT, required=False, allow_blank=True, help_text=_("What it comes from."))
    plan = Text(max_length=LONGEST_TEXT, required=False, allow_blank=True, help_text=_("What one will do about it."))

    class Meta:
        model = CheckIn
        fields = ("id", "day", "mood", "word", "cause", "plan", "made_at")
        read_only_fields = ("day", "made_at")

    def to_representation(self, instance: CheckIn) -> dict[str, Any]:
        note = note_of(instance)
        return {
            "id": instance.pk,
            "day": instance.day.isoformat(),
            "mood": note.mood or None,
            "word": note.word,
            "cause": note.cause,
            "plan": note.plan,
            "made_at": serializers.DateTimeField().to_representation(instance.made_at),
        }

    def create(self, validated_data: dict[str, Any]) -> CheckIn:
        return check_in(by=self.context["request"].user, at=timezone.now(), **validated_data)
