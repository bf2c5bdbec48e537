"""Questions and answers over the API."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from accounts.serializers.fields import Text, VisibleRow
from accounts.serializers.record import RecordSerializer, StrictSerializer
from climate.actions.reflection import add_question, answer_for_the_team, answer_privately, change_shared_answer
from climate.actions.team_record import change_record
from climate.models import PrivateAnswer, ReflectionQuestion, SharedAnswer
from climate.models.reflection import LONGEST_ANSWER
from climate.queries.reflection import own_answers


class QuestionSerializer(RecordSerializer):
    only_when_made = ("team",)

    team = VisibleRow(rows=Team.objects.of, required=False, help_text=_("Your team at work, where none is named."))

    class Meta:
        model = ReflectionQuestion
        fields = (
            "id",
            "aim",
            "text_en",
            "text_de",
            "is_starter",
            "team",
            "author",
            "created_at",
            "updated_at",
            "version",
        )
        read_only_fields = ("author", "is_starter")

    def add(self, *, by: User, **fields: Any) -> ReflectionQuestion:
        return add_question(by=by, **fields)

    def change(self, record: ReflectionQuestion, *, by: User, version: int, **changes: Any) -> ReflectionQuestion:
        return change_record(record, by=by, version=version, changes=changes)


class SharedAnswerSerializer(RecordSerializer):
    only_when_made = ("question",)

    question = VisibleRow(rows=ReflectionQuestion.objects.visible_to)

    class Meta:
        model = SharedAnswer
        fields = ("id", "question", "author", "day", "text", "created_at", "updated_at", "version")
        read_only_fields = ("author", "day")

    def add(self, *, by: User, **fields: Any) -> SharedAnswer:
        return answer_for_the_team(by=by, at=timezone.now(), **fields)

    def change(self, record: SharedAnswer, *, by: User, version: int, **changes: Any) -> SharedAnswer:
        return change_shared_answer(by=by, answer=record, version=version, text=changes.get("text", record.text))


class PrivateAnswerSerializer(StrictSerializer):
    question = VisibleRow(rows=ReflectionQuestion.objects.visible_to)
    text = Text(max_length=LONGEST_ANSWER, help_text=_("Empty where no key opens it."))

    class Meta:
        model = PrivateAnswer
        fields = ("id", "question", "day", "text")
        read_only_fields = ("day",)

    def to_representation(self, instance: PrivateAnswer) -> dict[str, Any]:
        (own,) = own_answers(instance.user, [instance])
        return {"id": own.pk, "question": own.question.pk, "day": own.day.isoformat(), "text": own.text}

    def create(self, validated_data: dict[str, Any]) -> PrivateAnswer:
        return answer_privately(by=self.context["request"].user, at=timezone.now(), **validated_data)
