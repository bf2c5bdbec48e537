"""How a team wants to be seen, how it thinks it is seen, and what partners say.

Of an anonymous answer no row is kept: it raises counts of its impression's one tally, and a line in one's own words goes
among the other lines, in the order of the alphabet. So there is nothing that could be tied to a link, a partner or a time.
That a link was used stands apart, as a keyed hash of a secret that the database does not hold, until the asking is over.
"""

import hashlib
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import User, Visible
from climate.models.check_in import MOODS
from climate.models.team_record import TeamRecord, TeamRecordQuerySet

FEWEST = 5  # distinct answers from which figures are shown, and partners whom an anonymous question goes to at least
MOST = 5  # statements; more are not answered on a phone
OF_TEN = range(11)
LONGEST_STATEMENT = 120
LONGEST_LINE = 500


class ImpressionQuerySet(TeamRecordQuerySet):
    def over(self, day: date) -> Self:
        """Those that were asked and take no answer any more."""
        return self.exclude(asked_at=None).filter(Q(ends_on__lt=day) | ~Q(closed_at=None))


class Impression(TeamRecord):
    name = models.CharField(_("what it is about"), max_length=120)
    # [{"en", "de", "wanted", "thought"}]: a statement in one language or two, and of ten partners how many should say
    # so and how many will, as the team thinks.
    statements = models.JSONField(_("statements"), default=list, blank=True)
    conclusion = models.TextField(_("what we conclude from it"), max_length=4_000, blank=True)
    next_look_on = models.DateField(_("next look"), null=True, blank=True)
    is_anonymous = models.BooleanField(_("anonymous"), default=True, editable=False)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True, editable=False)
    ends_on = models.DateField(_("answers until"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    measures = models.ManyToManyField("relationships.ActionItem", blank=True, editable=False, related_name="+")

    objects = ImpressionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("impression")
        verbose_name_plural = _("impressions")
        ordering = ["pk"]
        indexes = [models.Index(fields=["team", "id"], condition=Q(discarded_at=None), name="impression_of_team")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        return self.asked_at is None

    def is_over(self, day: date | None = None) -> bool:
        day = day or timezone.localdate(timezone=timezone.get_default_timezone())
        return not self.is_draft and (self.closed_at is not None or (self.ends_on is not None and self.ends_on < day))

    @property
    def words(self) -> list[str]:
        """The statements in the language that is spoken now, or in the other where there is that alone."""
        first, second = ("de", "en") if (get_language() or "").startswith("de") else ("en", "de")
        return [row[first] or row[second] for row in self.statements]

    @staticmethod
    def statements_in_words(rows: list[dict[str, Any]]) -> str:
        """For the history: both languages, and how many of ten partners should say so and will, as the team thinks."""
        words = gettext("%(statement)s (wanted: %(wanted)s, thought: %(thought)s)")
        return " · ".join(
            words
            % {
                "statement": " / ".join(filter(None, (row["en"], row["de"]))),
                "wanted": row["wanted"],
                "thought": row["thought"],
            }
            for row in rows
        )

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(self.name.split())
        self.statements = checked_statements(self.statements)


def checked_statements(rows: Any) -> list[dict[str, Any]]:
    """As they are kept; raises ValidationError."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValidationError({"statements": _("This is no list of statements.")})
    kept = [_checked(row) for row in rows]
    kept = [row for row in kept if row["en"] or row["de"]]
    if len(kept) > MOST:
        raise ValidationError({"statements": _("At most %d statements: more are not answered on a phone.") % MOST})
    return kept


def _checked(row: dict[str, Any]) -> dict[str, Any]:
    texts = {name: " ".join(str(row.get(name) or "").split()) for name in ("en", "de")}
    if max(map(len, texts.values())) > LONGEST_STATEMENT:
        raise ValidationError({"statements": _("A statement has at most %d signs.") % LONGEST_STATEMENT})
    figures = {name: row.get(name, 0) for name in ("wanted", "thought")}
    if not all(isinstance(figure, int) and figure in OF_TEN for figure in figures.values()):
        raise ValidationError({"statements": _("How many of ten partners is a whole number from 0 to 10.")})
    return texts | figures


class ImpressionTally(models.Model):
    """What anonymous answers have come to; made when the asking begins, so that it tells nothing of when they came."""

    impression = models.OneToOneField(
        Impression, models.CASCADE, primary_key=True, related_name="tally", verbose_name=_("impression")
    )
    moods = models.JSONField(default=list)  # how many chose each of the five
    fits = models.JSONField(default=list)  # how many said of each statement that it fits
    lines = models.JSONField(default=list)  # by the alphabet

    objects = models.Manager()

    class Meta:
        verbose_name = _("tally of an impression")
        verbose_name_plural = _("tallies of impressions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk}"

    def add(self, *, mood: int, fits: list[int], line: str) -> None:
        self.moods[mood - 1] += 1
        for place in fits:
            self.fits[place] += 1
        if line:
            self.lines = sorted([*self.lines, line], key=lambda text: (text.casefold(), text))


def empty_tally(impression: Impression) -> ImpressionTally:
    return ImpressionTally(
        impression=impression, moods=[0 for _mood in MOODS], fits=[0 for _row in impression.statements]
    )


class FeedbackLinkQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(Visible(Impression, user, "impression"))

    def opened_by(self, secret: str) -> Self:
        """The link of a secret, whatever became of it; none where its impression lies in the trash."""
        return self.filter(digest=digest_of(secret), impression__discarded_at=None)


class FeedbackLink(models.Model):
    """Whom an impression was asked of. The secret in the address is kept as a hash alone."""

    impression = models.ForeignKey(Impression, models.CASCADE, related_name="links", verbose_name=_("impression"))
    partner = models.ForeignKey("partners.Partner", models.CASCADE, related_name="+", verbose_name=_("partner"))
    # Of a random secret of 192 bits, for which one round is enough.
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = FeedbackLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback link")
        verbose_name_plural = _("feedback links")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["impression", "partner"], name="feedback_link_once_for_a_partner")
        ]

    def __str__(self) -> str:
        return f"{self.impression_id}"


class FeedbackTicket(models.Model):
    """That a link to an anonymous question was used: a keyed hash of its secret, gone when the asking is over."""

    who = models.CharField(max_length=64, primary_key=True)
    impression = models.ForeignKey(Impression, models.CASCADE, related_name="tickets", verbose_name=_("impression"))

    objects = models.Manager()

    class Meta:
        verbose_name = _("ticket of a feedback link")
        verbose_name_plural = _("tickets of feedback links")
        ordering = ["who"]

    def __str__(self) -> str:
        return f"{self.impression_id}"


class FeedbackAnswerQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(link__in=FeedbackLink.objects.visible_to(user))


class FeedbackAnswer(models.Model):
    """An answer with its partner's name, where the team asked by name and the page said so."""

    link = models.OneToOneField(
        FeedbackLink, models.CASCADE, primary_key=True, related_name="answer", verbose_name=_("feedback link")
    )
    mood = models.PositiveSmallIntegerField(_("mood"))
    fits = models.JSONField(default=list)  # the places of the statements that fit
    line = models.CharField(_("in their own words"), max_length=LONGEST_LINE, blank=True)
    answered_at = models.DateTimeField(_("answered"), default=timezone.now)

    objects = FeedbackAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("named answer")
        verbose_name_plural = _("named answers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk}"


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
