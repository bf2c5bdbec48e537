"""A point for the meeting: an issue that somebody has voted for or that was on the table, or a point of its own."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import InTeamOf, Record, RecordQuerySet, User, Visible
from relationships.choices import ItemState
from relationships.models.action_item import ActionItem
from relationships.models.issue import Issue
from relationships.models.review import Review
from relationships.models.review_series import ReviewSeries


class AgendaItemQuerySet(RecordQuerySet):
    def seen_by(self, user: User) -> Self:
        """Those of one's own teams; of an issue, while one sees that. In the trash or not."""
        if not user.is_active:
            return self.none()
        return self.filter(
            Q(issue=None) | Visible(Issue, user, "issue"), InTeamOf(user, "series__team"), series__discarded_at=None
        )

    def visible_to(self, user: User) -> Self:
        return self.kept().seen_by(user)

    def waiting(self) -> Self:
        """For the next meeting of the series, whenever that is."""
        return self.filter(review=None)


class AgendaItem(Record):
    series = models.ForeignKey(ReviewSeries, models.CASCADE, related_name="agenda_items", verbose_name=_("series"))
    # Empty while it waits for the next meeting.
    review = models.ForeignKey(
        Review, models.CASCADE, null=True, blank=True, editable=False, related_name="agenda_items",
        verbose_name=_("clearing round"),
    )  # fmt: skip
    issue = models.ForeignKey(
        Issue, models.CASCADE, null=True, blank=True, related_name="agenda_items", verbose_name=_("issue")
    )
    text = models.CharField(_("point"), max_length=300, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(max_length=7, choices=ItemState, default=ItemState.OPEN, editable=False)
    said = models.TextField(_("what was said"), blank=True, max_length=5_000)
    times_carried = models.PositiveSmallIntegerField(_("carried over"), default=0, editable=False)
    measures = models.ManyToManyField(ActionItem, blank=True, related_name="agenda_items", editable=False)

    objects = AgendaItemQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(issue=None) ^ Q(text=""), name="agenda_item_of_an_issue_or_its_own"),
            models.UniqueConstraint(
                fields=["series", "issue"],
                condition=Q(review=None, discarded_at=None, issue__isnull=False),
                name="agenda_item_waits_once_per_issue",
            ),
            models.UniqueConstraint(
                fields=["review", "issue"],
                condition=Q(discarded_at=None, issue__isnull=False),
                name="agenda_item_once_per_issue_and_review",
            ),
        ]
        indexes = [models.Index(fields=["review", "position"], name="agenda_item_of_review")]

    def __str__(self) -> str:
        return self.text or str(self.issue)

    def clean(self) -> None:
        super().clean()
        self.text = " ".join(self.text.split())
        if not self.issue_id and not self.text:
            raise ValidationError({"text": _("Write down what is to be talked about.")})


class AgendaVote(models.Model):
    """Somebody wants this on the table; how many do is shown, who does is not."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="votes", verbose_name=_("agenda item"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"))

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="agenda_vote_once_by_each")]

    def __str__(self) -> str:
        return str(self.item)
