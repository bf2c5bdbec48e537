"""When the worker last ran; health and the banner read it."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LATE_AFTER = timedelta(minutes=3)


class HeartbeatQuerySet(models.QuerySet):
    def fresh(self, *, at: datetime) -> Self:
        return self.filter(beaten_at__gte=at - LATE_AFTER)


class Heartbeat(models.Model):
    """One row: every cluster writes the same one."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    beaten_at = models.DateTimeField(_("worker last ran"), null=True)

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("heartbeat of the worker")
        verbose_name_plural = _("heartbeat of the worker")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="heartbeat_is_one_row")]

    def __str__(self) -> str:
        return str(self.beaten_at or "")
