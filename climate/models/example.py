"""Practice examples: short stories of what worked, for newcomers and for all; and what a training round passes on."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import User, Visible
from climate.models.booster import MoodBooster
from climate.models.team_record import TeamRecord, TeamRecordQuerySet


class PracticeExampleQuerySet(TeamRecordQuerySet):
    pass


class PracticeExample(TeamRecord):
    title = models.CharField(_("title"), max_length=150)
    story = models.TextField(_("what happened, and what worked"), max_length=6_000)
    lesson = models.CharField(_("what others can take from it"), max_length=300, blank=True)
    # Without it no partner is named: whoever reads the story years later need not know about whom it is.
    names_agreed = models.BooleanField(_("the partners named in it have agreed"), default=False)

    objects = PracticeExampleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("practice example")
        verbose_name_plural = _("practice examples")
        ordering = ["pk"]
        indexes = [models.Index(fields=["team", "id"], condition=Q(discarded_at=None), name="example_of_team")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        self.title, self.lesson = (" ".join(text.split()) for text in (self.title, self.lesson))
        self.story = self.story.strip()


class ExampleMarkQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """One's own; the others see a number."""
        return self.filter(user=user.pk) if user.is_active else self.none()


class ExampleMark(models.Model):
    """That an example helped somebody."""

    example = models.ForeignKey(
        PracticeExample, models.CASCADE, related_name="marks", verbose_name=_("practice example")
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"))

    objects = ExampleMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark of a practice example")
        verbose_name_plural = _("marks of practice examples")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["example", "user"], name="example_mark_once_for_a_user")]

    def __str__(self) -> str:
        return f"{self.example_id}"


class TrainingTopicQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(Visible(MoodBooster, user, "booster")) | self.filter(
            Visible(PracticeExample, user, "example")
        )


class TrainingTopic(models.Model):
    """The booster or the example that a training round passes on."""

    review = models.OneToOneField(
        "relationships.Review", models.CASCADE, primary_key=True, related_name="+", verbose_name=_("meeting")
    )
    booster = models.ForeignKey(
        MoodBooster, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("mood booster")
    )
    example = models.ForeignKey(
        PracticeExample, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("practice example")
    )

    objects = TrainingTopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic of a training")
        verbose_name_plural = _("topics of trainings")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(booster=None, example__isnull=False) | Q(booster__isnull=False, example=None),
                name="training_topic_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
