"""One meeting of a series: when, with whom, how far it has come, and what it was worth to those who took part."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import InTeamOf, Record, RecordQuerySet, User
from relationships.choices import ReviewState
from relationships.models.review_series import LONGEST, ReviewSeries

RATINGS_SHOWN_FROM = 5  # a figure made of people's answers


class ReviewQuerySet(RecordQuerySet):
    def seen_by(self, user: User) -> Self:
        """Those of one's own teams, whether invited or not."""
        return self.filter(InTeamOf(user, "series__team"), series__discarded_at=None) if user.is_active else self.none()

    def visible_to(self, user: User) -> Self:
        return self.kept().seen_by(user)

    def ahead(self) -> Self:
        return self.filter(state=ReviewState.PLANNED)

    def inviting(self, user: User) -> Self:
        """Those that `user` is invited to: nobody chosen means the whole team."""
        chosen = Review.participants.through.objects.filter(review=OuterRef("pk"))
        return self.filter(Q(~Exists(chosen)) | Exists(chosen.filter(user=user.pk)))

    def near(self, *, at: datetime) -> Self:
        """Running, or planned within a day."""
        soon = Q(
            state=ReviewState.PLANNED, starts_at__gt=at - timedelta(hours=2), starts_at__lte=at + timedelta(days=1)
        )
        return self.filter(soon | Q(state=ReviewState.RUNNING))

    def running(self) -> Self:
        return self.filter(state=ReviewState.RUNNING)

    def closed(self) -> Self:
        return self.filter(state=ReviewState.CLOSED)


class Review(Record):
    series = models.ForeignKey(ReviewSeries, models.CASCADE, related_name="reviews", verbose_name=_("series"))
    # The moment that the rule names; a meeting that was moved keeps it, an extra one has none.
    planned_for = models.DateTimeField(null=True, blank=True, editable=False)
    starts_at = models.DateTimeField(_("when"))
    # A meeting without a call runs until then; everyone comments and votes in their own time.
    runs_until = models.DateTimeField(_("runs until"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(LONGEST)]
    )
    place = models.CharField(_("where"), max_length=200, blank=True)
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("facilitator"),
    )  # fmt: skip
    participants = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="reviews", verbose_name=_("participants")
    )
    sections = models.JSONField(_("sections"), default=list, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=ReviewState, default=ReviewState.PLANNED, editable=False)
    started_at = models.DateTimeField(_("started"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    # What lies on the table: a section, and in some of them a point.
    section = models.CharField(max_length=40, blank=True, editable=False)
    item = models.ForeignKey(
        "relationships.AgendaItem", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    section_since = models.DateTimeField(null=True, blank=True, editable=False)
    item_since = models.DateTimeField(null=True, blank=True, editable=False)
    # Counts what has happened in the meeting; screens that follow ask for it and nothing else.
    revision = models.PositiveIntegerField(default=0, editable=False)
    rating_mean = models.DecimalField(null=True, blank=True, editable=False, max_digits=4, decimal_places=2)
    rating_count = models.PositiveSmallIntegerField(default=0, editable=False)
    told_at = models.DateTimeField(null=True, blank=True, editable=False)
    minutes_sent_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ReviewQuerySet.as_manager()
    history = HistoricalRecords(
        m2m_fields=[participants],
        excluded_fields=["revision", "section", "item", "section_since", "item_since", "told_at"],
    )

    class Meta:
        verbose_name = _("clearing round")
        verbose_name_plural = _("clearing rounds")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "planned_for"], name="review_once_per_date_of_its_series"),
            models.UniqueConstraint(
                fields=["series"],
                condition=Q(state=ReviewState.RUNNING, discarded_at=None),
                name="review_one_running_per_series",
            ),
        ]
        indexes = [
            models.Index(fields=["series", "starts_at", "id"], name="review_of_series"),
            # What is coming, for feeds, Today and the day before.
            models.Index(
                fields=["starts_at", "id"],
                condition=Q(discarded_at=None, state=ReviewState.PLANNED),
                name="review_ahead",
            ),
        ]

    def __str__(self) -> str:
        return str(self.series)

    @property
    def ends_at(self) -> datetime:
        return self.runs_until or self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_planned(self) -> bool:
        return self.state == ReviewState.PLANNED

    @property
    def is_running(self) -> bool:
        return self.state == ReviewState.RUNNING

    @property
    def is_closed(self) -> bool:
        return self.state == ReviewState.CLOSED


class ReviewRating(models.Model):
    """What a meeting was worth to one who took part; theirs alone, and part of a figure from five on."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="ratings", verbose_name=_("clearing round"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"))
    score = models.PositiveSmallIntegerField(_("rating"), validators=[MinValueValidator(1), MaxValueValidator(10)])

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(fields=["review", "user"], name="review_rated_once_by_each"),
            models.CheckConstraint(condition=Q(score__range=(1, 10)), name="review_rated_from_1_to_10"),
        ]

    def __str__(self) -> str:
        return str(self.score)
