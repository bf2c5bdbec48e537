"""An idea over the API."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.serializers.fields import VisibleRow
from relationships.actions.idea import change_idea, note_idea
from relationships.models import Appreciation, Idea
from relationships.serializers.entry import BEGINNING, END, EntrySerializer


class IdeaSerializer(EntrySerializer):
    thanks = VisibleRow(
        rows=Appreciation.objects.visible_to, keep=True, required=False, allow_null=True,
        help_text=_("The note of thanks for it; empty where you do not see it."),
    )  # fmt: skip

    class Meta:
        model = Idea
        fields = (
            *BEGINNING,
            "title",
            "text",
            "received_at",
            "state",
            "reason",
            "answer",
            "answered_on",
            "outcome",
            "thanks",
            *END,
        )
        read_only_fields = ("author",)

    def add(self, *, by: User, **fields: Any) -> Idea:
        return note_idea(by=by, **fields)

    def change(self, record: Idea, *, by: User, version: int, **changes: Any) -> Idea:
        return change_idea(by=by, idea=record, version=version, **changes)
