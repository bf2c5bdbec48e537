"""What helps a team back into a good mood."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Record, RecordQuerySet, User, Visible
from climate.choices import Audience, Term
from climate.models.team_record import TeamRecord, TeamRecordQuerySet


class MoodBoosterQuerySet(TeamRecordQuerySet):
    pass


class MoodBooster(TeamRecord):
    text = models.CharField(_("what helps"), max_length=300)
    term = models.CharField(_("when it helps"), max_length=6, choices=Term, default=Term.SHORT)
    audience = models.CharField(_("whom it is for"), max_length=7, choices=Audience, default=Audience.ONESELF)
    # Of the starting set: no colleague's own words, so it bears no name, and a team may delete the set as a whole.
    is_starter = models.BooleanField(_("from the starting set"), default=False, editable=False)

    objects = MoodBoosterQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("mood booster")
        verbose_name_plural = _("mood boosters")
        ordering = ["pk"]
        indexes = [models.Index(fields=["team", "id"], condition=Q(discarded_at=None), name="booster_of_team")]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        self.text = " ".join(self.text.split())


class BoosterCommentQuerySet(RecordQuerySet):
    def seen_by(self, user: User) -> Self:
        """As open as the booster is now."""
        return self.filter(Visible(MoodBooster, user, "booster"))

    def visible_to(self, user: User) -> Self:
        return self.kept().seen_by(user)


class BoosterComment(Record):
    booster = models.ForeignKey(MoodBooster, models.CASCADE, related_name="comments", verbose_name=_("mood booster"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))
    text = models.TextField(_("comment"), max_length=2_000)

    objects = BoosterCommentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("comment on a mood booster")
        verbose_name_plural = _("comments on mood boosters")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]
