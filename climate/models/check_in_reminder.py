"""When somebody wants to be asked how they are; without a row they are not."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from climate.choices import Rhythm

HOURS = range(6, 22)


class CheckInReminderQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """One's own."""
        return self.filter(user=user.pk) if user.is_active else self.none()


class CheckInReminder(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"))
    rhythm = models.CharField(_("how often"), max_length=8, choices=Rhythm)
    hour = models.PositiveSmallIntegerField(
        _("hour"), validators=[MinValueValidator(HOURS.start), MaxValueValidator(HOURS.stop - 1)]
    )

    objects = CheckInReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder to check in")
        verbose_name_plural = _("reminders to check in")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_rhythm_display()}, {self.hour}:00"
