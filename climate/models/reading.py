"""How far somebody is on a team's reading path: for themself alone, nobody's measure of a newcomer."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from climate.choices import Station


class ReadingMarkQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """One's own."""
        return self.filter(user=user.pk) if user.is_active else self.none()


class ReadingMark(models.Model):
    """That somebody has read one of the stations, as it stood in this team."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"))
    team = models.ForeignKey("accounts.Team", models.CASCADE, related_name="+", verbose_name=_("team"))
    station = models.CharField(_("station"), max_length=10, choices=Station)

    objects = ReadingMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark on a reading path")
        verbose_name_plural = _("marks on reading paths")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "team", "station"], name="reading_mark_once")]

    def __str__(self) -> str:
        return self.station
