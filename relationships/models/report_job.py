"""A file that takes longer than a moment: asked for by one user, made by the worker, fetched by that user alone."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from relationships.choices import JobState

# While a file is made its lease is renewed every few seconds; one that is not ends, and somebody else begins anew.
LEASE = timedelta(minutes=2)
MOST_TRIES = 3
KEPT = timedelta(days=3)
KEPT_REGULAR = timedelta(days=14)  # nobody has asked for it just now, and may be away


class ReportJobQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(user=user.pk) if user.is_active else self.none()

    def waiting(self) -> Self:
        """Asked for, and neither made nor given up."""
        return self.filter(ended_at=None)

    def due(self, *, at: datetime) -> Self:
        """To be made, and in nobody's hands; a lease from before the clock was set back counts no longer."""
        free = Q(leased_until=None) | Q(leased_until__lt=at) | Q(leased_until__gt=at + 2 * LEASE)
        return self.waiting().filter(free)

    def in_hand(self, *, at: datetime) -> Self:
        return self.waiting().filter(leased_until__gte=at, leased_until__lte=at + 2 * LEASE)

    def expired(self, *, at: datetime) -> Self:
        return self.filter(expires_at__lt=at)


class ReportJob(models.Model):
    """What it holds is asked for by name and parameters, and read when it is made: no text of others waits here."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="report_jobs", verbose_name=_("user")
    )
    source = models.CharField(max_length=30)  # a name of relationships.exports.source
    query = models.TextField(blank=True)
    from_page = models.BooleanField(default=True)
    format = models.CharField(_("format"), max_length=5)
    language = models.CharField(max_length=10)
    time_zone = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    state = models.CharField(_("state"), max_length=9, choices=JobState, default=JobState.WAITING)
    percent = models.PositiveSmallIntegerField(_("progress"), default=0)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    lease = models.CharField(max_length=32, blank=True)
    leased_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    expires_at = models.DateTimeField(_("kept until"), null=True)
    why = models.CharField(_("what went wrong"), max_length=300, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    # The teams its owner belonged to when it was made: whoever has left one of them since must not fetch what it wrote.
    teams = models.JSONField(default=list)
    # The regular report that asked for it, where it was not its owner.
    regular = models.ForeignKey(
        "relationships.RegularReport", models.SET_NULL, null=True, blank=True, related_name="jobs",
        verbose_name=_("regular report"),
    )  # fmt: skip

    objects = ReportJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["user", "created_at", "id"], name="report_job_by_user"),
            # What the worker looks for every minute.
            models.Index(fields=["created_at"], condition=Q(ended_at=None), name="report_job_waiting"),
            models.Index(fields=["expires_at"], condition=Q(expires_at__isnull=False), name="report_job_expires"),
        ]

    def __str__(self) -> str:
        return f"{self.source}.{self.format}"

    @property
    def path(self) -> Path:
        return Path(settings.REPORT_DIR) / f"{self.pk}.{self.format}"

    @property
    def kept_for(self) -> timedelta:
        return KEPT_REGULAR if self.regular_id else KEPT

    @property
    def is_ready(self) -> bool:
        return self.state == JobState.READY

    @property
    def is_waiting(self) -> bool:
        return self.ended_at is None
