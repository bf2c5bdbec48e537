"""When a team's issues, measures and partners remind somebody by themselves."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import InTeamOf, Record, RecordQuerySet, Team, User


def _days(name: Any, default: int | None, least: int = 1) -> models.PositiveSmallIntegerField:
    """A number of days; empty switches the rule off."""
    between = [MinValueValidator(least), MaxValueValidator(365)]
    return models.PositiveSmallIntegerField(name, default=default, null=True, blank=True, validators=between)


class ReminderRulesQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        return self.kept().filter(InTeamOf(user, "team")) if user.is_active else self.none()


class ReminderRules(Record):
    """One row a team; a team without one follows the defaults."""

    team = models.OneToOneField(Team, models.CASCADE, related_name="reminder_rules", verbose_name=_("team"))
    quiet_after = _days(_("remind the owner of an issue after quiet days"), 7)
    repeat_after = _days(_("and again every so many working days"), 3)
    lead_after = _days(_("remind the lead too after quiet days"), 14)
    day_before_due = models.BooleanField(_("remind the owner the day before an issue is due"), default=True)
    on_due_day = models.BooleanField(_("remind the owner on the day it is due"), default=True)
    measure_before = _days(_("remind of a measure so many days before its date"), 1, least=0)
    on_check_day = models.BooleanField(_("ask on the check date whether it holds"), default=True)
    cadence = models.BooleanField(_("remind the caretaker of a partner that is going quiet"), default=True)
    day_before_talk = models.BooleanField(_("remind of a clearing talk the day before"), default=True)

    objects = ReminderRulesQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rules for reminders")
        verbose_name_plural = _("rules for reminders")

    def __str__(self) -> str:
        return str(self.team)

    @classmethod
    def of(cls, team: Team) -> "ReminderRules":
        """The team's own, or the defaults, not saved."""
        return cls.objects.filter(team=team.pk).first() or cls(team=team)

    def clean(self) -> None:
        super().clean()
        if self.quiet_after and self.lead_after and self.lead_after < self.quiet_after:
            raise ValidationError({"lead_after": _("The lead cannot be reminded before the owner.")})
