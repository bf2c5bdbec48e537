"""A clearing talk over the API, and what holding it is told."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import User
from accounts.serializers.fields import LARGEST_NUMBER, Moment, Text, VisibleRow, VisibleRows, Whole
from accounts.serializers.record import RecordSerializer, VerbSerializer
from partners.models import Partner
from relationships.actions.clearing_talk import change_talk, hold_talk, prepare_talk
from relationships.models import ClearingTalk, Issue

ANSWERS = {"type": "array", "items": {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}}
MOST_ANSWERS, LONGEST_QUESTION, LONGEST_ANSWER, MOST_MEASURES = 40, 300, 2_000, 20


@extend_schema_field(ANSWERS)
class Answers(serializers.Field):
    """Pairs of a question and its answer."""

    default_error_messages = {"invalid": _("A list of pairs is required: a question, and its answer.")}

    def to_internal_value(self, data: Any) -> list[list[str]]:
        if not isinstance(data, list) or len(data) > MOST_ANSWERS or not all(map(_is_pair, data)):
            self.fail("invalid")
        return data

    def to_representation(self, value: list[list[str]]) -> list[list[str]]:
        return value


def _is_pair(pair: Any) -> bool:
    if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) for text in pair)):
        return False
    return len(pair[0]) <= LONGEST_QUESTION and len(pair[1]) <= LONGEST_ANSWER and "\x00" not in "".join(pair)


class ClearingTalkSerializer(RecordSerializer):
    only_when_made = ("issue",)

    issue = VisibleRow(rows=Issue.objects.visible_to, help_text=_("The issue that it clears; stays as it is."))
    answers = Answers(required=False)
    partners = VisibleRows(
        rows=Partner.objects.visible_to, required=False, help_text=_("As far as you see them; the issue's, at first.")
    )
    people_involved = VisibleRows(rows=User.objects.visible_to, keep=True, required=False)

    class Meta:
        model = ClearingTalk
        fields = (
            "id", "issue", "observed", "effect", "need", "partner_view", "wish", "answers", "planned_at", "channel",
            "place", "partners", "people_involved", "notes", "interaction", "created_at", "updated_at", "version",
        )  # fmt: skip
        read_only_fields = ("interaction",)

    def add(self, *, by: User, **fields: Any) -> ClearingTalk:
        return prepare_talk(by=by, **fields)

    def change(self, record: ClearingTalk, *, by: User, version: int, **changes: Any) -> ClearingTalk:
        return change_talk(by=by, talk=record, version=version, **changes)


class MeasureSerializer(serializers.Serializer):
    text = Text(max_length=300)
    owner = VisibleRow(rows=User.objects.visible_to)
    due_on = serializers.DateField(required=False, allow_null=True)


class HoldSerializer(VerbSerializer):
    """All of it may be left out but the version, which guards the notes."""

    version = Whole(min_value=1, max_value=LARGEST_NUMBER, help_text=_("The version that you have read."))
    notes = Text(required=False, allow_blank=True, max_length=20_000)
    happened_at = Moment(required=False)
    mood_before = Whole(required=False, allow_null=True, min_value=1, max_value=5)
    mood_after = Whole(required=False, allow_null=True, min_value=1, max_value=5)
    agreement = Text(required=False, allow_blank=True, max_length=5_000)
    measures = MeasureSerializer(many=True, required=False, max_length=MOST_MEASURES)  # type: ignore[call-arg]
    result = Text(required=False, allow_blank=True, max_length=5_000, help_text=_("With words the issue is resolved."))
    check_on = serializers.DateField(required=False, allow_null=True)

    def take(self, record: ClearingTalk, *, by: User, **said: Any) -> ClearingTalk:
        said.setdefault("notes", record.notes)
        return hold_talk(by=by, talk=record, **said)
