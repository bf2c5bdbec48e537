"""A team's regular meeting: how often, how long, who leads through it, and what it goes through."""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import InTeamOf, Record, RecordQuerySet, User
from relationships.choices import SeriesKind

MOST_SECTIONS = 12
LONGEST = 8 * 60  # minutes


class ReviewSeriesQuerySet(RecordQuerySet):
    def seen_by(self, user: User) -> Self:
        """Those of one's own teams, in the trash or not."""
        return self.filter(InTeamOf(user, "team")) if user.is_active else self.none()

    def visible_to(self, user: User) -> Self:
        return self.kept().seen_by(user)


class ReviewSeries(Record):
    team = models.ForeignKey("accounts.Team", models.PROTECT, related_name="review_series", verbose_name=_("team"))
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=8, choices=SeriesKind, default=SeriesKind.CLEARING)
    # An RFC 5545 rule by the wall clock of `time_zone` from `first_at` on; empty for a meeting that is called by hand.
    recurrence = models.CharField(_("repeats"), max_length=200, blank=True)
    first_at = models.DateTimeField(_("first time"))
    time_zone = models.CharField(_("time zone"), max_length=64)
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(LONGEST)]
    )
    place = models.CharField(_("where"), max_length=200, blank=True)
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("facilitator"),
    )  # fmt: skip
    # [["good_start", 5], …]: the sections in their order, and the minutes meant for each.
    sections = models.JSONField(_("sections"), default=list, blank=True)
    remind_day_before = models.BooleanField(_("send the agenda the day before"), default=True)

    objects = ReviewSeriesQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("clearing round series")
        verbose_name_plural = _("clearing round series")
        ordering = ["name", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="review_series_has_a_name")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(self.name.split())
        if not _are_sections(self.sections):
            raise ValidationError({"sections": _("Choose sections, and from 0 to 480 minutes for each.")})


def _are_sections(value: Any) -> bool:
    """A list of up to twelve different names, each with its minutes."""
    if not isinstance(value, list) or not 0 < len(value) <= MOST_SECTIONS:
        return False
    for row in value:
        if not (isinstance(row, list | tuple) and len(row) == 2 and isinstance(row[0], str)):
            return False
        if isinstance(row[1], bool) or not isinstance(row[1], int) or not 0 <= row[1] <= LONGEST:
            return False
    return len({name for name, _minutes in value}) == len(value)
