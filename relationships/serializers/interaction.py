"""A contact over the API."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.models import User
from accounts.serializers.fields import VisibleRows, Whole
from relationships.actions.interaction import change_interaction, log_interaction
from relationships.models import Interaction
from relationships.serializers.entry import BEGINNING, END, EntrySerializer


class MoodField(Whole):
    """1 to 5, as the partner seemed to us; null where nobody noted it."""

    default_error_messages = {
        "invalid": _("A mood is a whole number from 1 (very low) to 5 (very good), or null."),
        "min_value": _("A mood is a whole number from 1 (very low) to 5 (very good), or null."),
        "max_value": _("A mood is a whole number from 1 (very low) to 5 (very good), or null."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": 5, "required": False, "allow_null": True} | kwargs)


class InteractionSerializer(EntrySerializer):
    mood_before = MoodField()
    mood_after = MoodField()
    lift = serializers.IntegerField(
        read_only=True, allow_null=True, help_text=_("Mood after minus mood before: our impression of a moment.")
    )
    people_involved = VisibleRows(rows=User.objects.visible_to, keep=True, required=False)

    class Meta:
        model = Interaction
        fields = (
            *BEGINNING, "channel", "happened_at", "text", "mood_before", "mood_after", "lift", "value_given",
            "value_received", "energy", "people_involved", *END,
        )  # fmt: skip
        read_only_fields = ("author",)

    def add(self, *, by: User, **fields: Any) -> Interaction:
        return log_interaction(by=by, **fields)

    def change(self, record: Interaction, *, by: User, version: int, **changes: Any) -> Interaction:
        return change_interaction(by=by, interaction=record, version=version, **changes)
