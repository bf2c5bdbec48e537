"""How a team stands with a partner: derived from what the whole team may see, one row per partner and team."""

from datetime import UTC, date, datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import QuickRow, Team, User, Visible
from partners.models import Partner

# Sentinels instead of NULL, so that every sort is a seek by row value.
NEVER = datetime(1900, 1, 1, tzinfo=UTC)
NO_DAY = date(9999, 12, 31)
NO_MOMENT = datetime(9999, 1, 1, tzinfo=UTC)
NO_CLIMATE = 999
OFTEN_LOW = 3  # of five contacts; from then on a partner needs care


class StandingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Standings of one's own teams, with partners that one sees."""
        return self.filter(
            models.Exists(Team.objects.of(user).filter(pk=models.OuterRef("team"))),
            Visible(Partner, user, "partner"),
        )


class Standing(QuickRow, models.Model):
    partner = models.ForeignKey(
        Partner,
        models.CASCADE,
        related_name="standings",
        db_index=False,  # standing_of_partner begins with it
        verbose_name=_("partner"),
    )
    team = models.ForeignKey(Team, models.CASCADE, related_name="standings", verbose_name=_("team"))
    last_contact_at = models.DateTimeField(_("last contact"), default=NEVER)
    next_touch_on = models.DateField(_("next touch"), default=NO_DAY)
    overdue_on = models.DateField(_("going quiet from"), default=NO_DAY)
    open_issues = models.PositiveIntegerField(_("open issues"), default=0)
    oldest_issue_at = models.DateTimeField(_("oldest issue"), default=NO_MOMENT)
    # 0 to 100, for organisations and groups of five or more alone; as of the day it was counted for (docs/climate.md).
    climate = models.PositiveSmallIntegerField(_("climate"), default=NO_CLIMATE)
    climate_on = models.DateField(_("climate as of"), default=NO_DAY)
    climate_reasons = models.JSONField(_("reasons"), default=list)
    # Of the last five contacts with a mood before, how many they came to in a low one; of those with a climate alone.
    arrives_low = models.PositiveSmallIntegerField(_("arrived low"), default=0)
    # Raised when something it is made of changes; a recount writes only onto the revision it has read.
    revision = models.PositiveIntegerField(default=0)
    counted_revision = models.PositiveIntegerField(default=0)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["team", "partner"], name="standing_once_per_team_and_partner")]
        indexes = [
            # What a list asks of each of its partners, without the row.
            models.Index(fields=["partner", "team", "overdue_on", "last_contact_at"], name="standing_of_partner"),
            # The partner list's sorts through the team at work.
            models.Index(fields=["team", "last_contact_at", "partner"], name="standing_by_last_contact"),
            models.Index(fields=["team", "next_touch_on", "partner"], name="standing_by_next_touch"),
            models.Index(fields=["team", "oldest_issue_at", "partner"], name="standing_by_oldest_issue"),
            models.Index(
                fields=["team", "partner"], condition=models.Q(arrives_low__gte=OFTEN_LOW), name="standing_arrives_low"
            ),
            models.Index(fields=["team", "climate", "partner"], name="standing_by_climate"),
            models.Index(fields=["team", "overdue_on", "partner"], name="standing_by_overdue"),
            models.Index(
                fields=["team", "partner"], condition=models.Q(open_issues__gt=0), name="standing_with_open_issues"
            ),
            # Whom a meeting speaks of: past their cadence, those with most open issues first.
            models.Index(
                "team",
                models.F("open_issues").desc(),
                "overdue_on",
                "id",
                condition=models.Q(overdue_on__isnull=False),
                name="standing_quiet_with_issues",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} – {self.team}"
