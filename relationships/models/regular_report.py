"""A report that comes by itself: which one, with which filters, how often, and to whom of a team."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import InTeamOf, Record, RecordQuerySet, User
from relationships.choices import RegularFormat

LONGEST_FILTERS = 1_000  # characters


class RegularReportQuerySet(RecordQuerySet):
    def seen_by(self, user: User) -> Self:
        """Those of one's own teams, in the trash or not."""
        return self.filter(InTeamOf(user, "team")) if user.is_active else self.none()

    def visible_to(self, user: User) -> Self:
        return self.kept().seen_by(user)

    def due(self, *, at: datetime) -> Self:
        return self.kept().filter(is_paused=False, next_at__lte=at)


class RegularReport(Record):
    """It holds what is asked for and no text: each reader's own copy is made as they may read it then."""

    team = models.ForeignKey("accounts.Team", models.PROTECT, related_name="regular_reports", verbose_name=_("team"))
    name = models.CharField(_("name"), max_length=100)
    source = models.CharField(_("report"), max_length=30)  # a name of relationships.exports.source
    filters = models.TextField(_("filters"), max_length=LONGEST_FILTERS, blank=True)  # as in the address of its page
    format = models.CharField(_("format"), max_length=5, choices=RegularFormat, default=RegularFormat.PDF)
    # An RFC 5545 rule by the wall clock of `time_zone` from `first_at` on.
    recurrence = models.CharField(_("repeats"), max_length=200)
    first_at = models.DateTimeField(_("first time"))
    time_zone = models.CharField(_("time zone"), max_length=64)
    # Nobody chosen means the whole team, whoever joins it.
    recipients = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("who gets it")
    )
    is_paused = models.BooleanField(_("paused"), default=False, editable=False)
    next_at = models.DateTimeField(_("next time"), null=True, editable=False)  # None once its rule has ended
    last_at = models.DateTimeField(_("last time"), null=True, editable=False)

    objects = RegularReportQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["next_at", "last_at"])

    class Meta:
        verbose_name = _("regular report")
        verbose_name_plural = _("regular reports")
        ordering = ["name", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="regular_report_has_a_name")]
        indexes = [
            # What the worker looks for every minute.
            models.Index(fields=["next_at"], condition=Q(is_paused=False, discarded_at=None), name="regular_report_due")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(self.name.split())
