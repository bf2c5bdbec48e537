"""A team's pulse: a voluntary anonymous question, apart from check-ins.

An answer is not stored at all: it raises one of five counts of its period. So there is nothing that could be tied to
anybody, no time and no order. That somebody has answered stands apart, as a keyed hash, until the period is over.
"""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import InTeamOf, User
from climate.choices import Period

FEWEST = 5  # distinct answers, and members of a team that is asked at all


class PulseQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of one's own teams."""
        if not user.is_active:
            return self.none()
        return self.filter(InTeamOf(user, "team"))


class Pulse(models.Model):
    team = models.OneToOneField("accounts.Team", models.CASCADE, related_name="+", verbose_name=_("team"))
    period = models.CharField(_("how often"), max_length=5, choices=Period, default=Period.WEEK)
    is_on = models.BooleanField(_("the team is asked"), default=True)

    objects = PulseQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("team pulse")
        verbose_name_plural = _("team pulses")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.team)

    def begins(self, day: date) -> date:
        """The first day of the period that `day` lies in."""
        return day.replace(day=1) if self.period == Period.MONTH else day - timedelta(days=day.weekday())


class PulseCount(models.Model):
    """How many chose one mood in one period; all five rows of a period are made at once."""

    pulse = models.ForeignKey(Pulse, models.CASCADE, related_name="counts", verbose_name=_("team pulse"))
    # What was asked then: after a change of the rhythm, weeks stay weeks.
    period = models.CharField(max_length=5, choices=Period)
    begins = models.DateField(_("from"))
    mood = models.PositiveSmallIntegerField(_("mood"))
    count = models.PositiveIntegerField(_("answers"), default=0)

    objects = models.Manager()

    class Meta:
        verbose_name = _("count of a team pulse")
        verbose_name_plural = _("counts of team pulses")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["pulse", "period", "begins", "mood"], name="pulse_count_once_for_a_mood")
        ]

    def __str__(self) -> str:
        return f"{self.begins}"


class PulseTicket(models.Model):
    """That somebody has answered in a period: a keyed hash, which is deleted when the period is over."""

    who = models.CharField(max_length=64, primary_key=True)
    begins = models.DateField()

    objects = models.Manager()

    class Meta:
        verbose_name = _("ticket of a team pulse")
        verbose_name_plural = _("tickets of team pulses")
        ordering = ["who"]

    def __str__(self) -> str:
        return f"{self.begins}"
