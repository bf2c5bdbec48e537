"""Questions to oneself and to the team; an answer is its owner's alone, or told to the team because they chose so."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Record, RecordQuerySet, User, Visible
from climate.choices import Aim
from climate.models.sealed import SealedModel
from climate.models.team_record import TeamRecord, TeamRecordQuerySet

LONGEST_ANSWER = 4_000


class ReflectionQuestionQuerySet(TeamRecordQuerySet):
    pass


class ReflectionQuestion(TeamRecord):
    aim = models.CharField(_("whom it is put to"), max_length=7, choices=Aim, default=Aim.ONESELF)
    text_en = models.CharField(_("question in English"), max_length=300, blank=True)
    text_de = models.CharField(_("question in German"), max_length=300, blank=True)
    is_starter = models.BooleanField(_("from the starting set"), default=False, editable=False)

    objects = ReflectionQuestionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("question for reflection")
        verbose_name_plural = _("questions for reflection")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(text_en="", text_de=""), name="question_says_something")]
        indexes = [models.Index(fields=["team", "id"], condition=Q(discarded_at=None), name="question_of_team")]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """In the language that is spoken now, or in the other where it was written in that alone."""
        first, second = self.text_en, self.text_de
        if (get_language() or "").startswith("de"):
            first, second = second, first
        return first or second

    def clean(self) -> None:
        super().clean()
        self.text_en, self.text_de = (" ".join(text.split()) for text in (self.text_en, self.text_de))
        if not self.text_en and not self.text_de:
            raise ValidationError({"text_en": _("Write the question in at least one language.")})


class PrivateAnswerQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """One's own, whoever one is."""
        return self.filter(user=user.pk) if user.is_active else self.none()


class PrivateAnswer(SealedModel):
    """Sealed like a check-in; without history or trash, so what is deleted is gone."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"))
    question = models.ForeignKey(
        ReflectionQuestion, models.CASCADE, related_name="private_answers", verbose_name=_("question")
    )
    day = models.DateField(_("day"))

    FILL = 2048

    objects = PrivateAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("private answer")
        verbose_name_plural = _("private answers")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "question", "day"], name="private_answer_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day}"

    @property
    def about(self) -> str:
        return f"answer of {self.user_id} to {self.question_id} on {self.day.isoformat()}"

    def note(self, text: str) -> None:
        self.close({"text": text})

    def read(self) -> dict[str, Any]:
        """The text; raises Unreadable."""
        return self.opened()


class SharedAnswerQuerySet(RecordQuerySet):
    def seen_by(self, user: User) -> Self:
        """As open as the question is now: to its team."""
        return self.filter(Visible(ReflectionQuestion, user, "question"))

    def visible_to(self, user: User) -> Self:
        return self.kept().seen_by(user)


class SharedAnswer(Record):
    question = models.ForeignKey(
        ReflectionQuestion, models.CASCADE, related_name="shared_answers", verbose_name=_("question")
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))
    day = models.DateField(_("day"), default=date.today)
    text = models.TextField(_("answer"), max_length=LONGEST_ANSWER)

    objects = SharedAnswerQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("shared answer")
        verbose_name_plural = _("shared answers")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.text[:80]
