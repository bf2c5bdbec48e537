"""Questions for reflection, answers told to the team, and one's own private ones."""

from django.db.models import QuerySet
from rest_framework import mixins

from accounts.api.record import ReadViewSet, RecordViewSet, TrashMixin
from accounts.queries.keyset import Sort
from climate.access import may_discard_answer
from climate.actions.reflection import delete_private_answer, discard_shared_answer, restore_shared_answer
from climate.api.team_record import TeamRecordViewSet
from climate.filters.reflection import PrivateAnswerFilter, QuestionFilter, SharedAnswerFilter
from climate.models import PrivateAnswer, SharedAnswer
from climate.serializers.reflection import PrivateAnswerSerializer, QuestionSerializer, SharedAnswerSerializer

BY_AGE = {"-created_at": Sort("created_at", descending=True), "created_at": Sort("created_at")}


class QuestionViewSet(TeamRecordViewSet):
    """Questions to oneself and to the team."""

    serializer_class = QuestionSerializer
    filterset_class = QuestionFilter
    sorts = BY_AGE
    default_sort = "created_at"


class SharedAnswerViewSet(TrashMixin, RecordViewSet):
    """Answers that somebody chose to tell the team."""

    serializer_class = SharedAnswerSerializer
    filterset_class = SharedAnswerFilter
    sorts = BY_AGE
    default_sort = "-created_at"

    def rows(self) -> QuerySet[SharedAnswer]:
        return SharedAnswer.objects.visible_to(self.user).select_related("question__team")

    def rows_in_sight(self) -> QuerySet[SharedAnswer]:
        return SharedAnswer.objects.seen_by(self.user).select_related("question__team")

    def may_discard(self, row: SharedAnswer) -> bool:
        return may_discard_answer(self.user, row)

    def discard(self, row: SharedAnswer) -> None:
        discard_shared_answer(row, by=self.user)

    def bring_back(self, row: SharedAnswer) -> None:
        restore_shared_answer(row, by=self.user)


class PrivateAnswerViewSet(mixins.CreateModelMixin, mixins.DestroyModelMixin, ReadViewSet):
    """One's own, which nobody else's token reads. POST notes one for today; DELETE deletes for good."""

    serializer_class = PrivateAnswerSerializer
    filterset_class = PrivateAnswerFilter
    sorts = {"-day": Sort("day", descending=True), "day": Sort("day")}
    default_sort = "-day"

    def rows(self) -> QuerySet[PrivateAnswer]:
        return PrivateAnswer.objects.visible_to(self.user).select_related("question", "user")

    def perform_destroy(self, instance: PrivateAnswer) -> None:
        delete_private_answer(by=self.user, pk=instance.pk)
