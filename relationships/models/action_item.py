"""A measure: who does what by when, agreed on an issue or on its own."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import InTeamOf, ReadBy, Record, RecordQuerySet, User, Visible
from partners.models import Partner
from relationships.choices import Visibility
from relationships.models.issue import BY_DUE_DATE, Issue, plausible


class ActionItemQuerySet(RecordQuerySet):
    def read_by(self, user: User) -> Q:
        """With an issue, whoever sees that; without one, by its own team and visibility."""
        own_team = InTeamOf(user, "team")
        alone = (
            Q(created_by=user.pk)
            | Q(visibility=Visibility.EVERYONE)
            | Q(Q(visibility=Visibility.TEAM), own_team)
            | Q(~Q(visibility=Visibility.PRIVATE), owner=user.pk)
        )
        of_issue = Visible(Issue, user, "issue")
        return Q(Q(issue=None), alone) | Q(Q(issue__isnull=False), of_issue)

    def seen_by(self, user: User) -> Self:
        """Measures that `user` may read, in the trash or not."""
        return self.filter(ReadBy(self.model, user)) if user.is_active else self.none()

    def visible_to(self, user: User) -> Self:
        return self.kept().seen_by(user)

    def concerning(self, partner: Partner) -> Self:
        """On an issue with the partner, or with the partner itself. Which issues one sees is for `visible_to`."""
        issues = Issue.partners.through.objects.filter(partner=partner.pk).values("issue")
        rows = ActionItem.objects.order_by()
        direct, of_issue = rows.filter(partner=partner.pk), rows.filter(issue__in=issues)
        return self.filter(pk__in=direct.values("pk").union(of_issue.values("pk")))

    def open(self) -> Self:
        return self.filter(done_at=None)

    def overdue(self, *, at: datetime) -> Self:
        return self.open().filter(due_on__lt=timezone.localdate(at))

    def due(self, *, at: datetime) -> Self:
        """Due today or before."""
        return self.open().filter(due_on__lte=timezone.localdate(at))


class ActionItem(Record):
    text = models.CharField(_("measure"), max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="action_items", verbose_name=_("who does it")
    )
    due_on = models.DateField(_("by when"), null=True, blank=True)
    issue = models.ForeignKey(
        Issue, models.CASCADE, null=True, blank=True, related_name="action_items", verbose_name=_("issue")
    )
    # Of a measure without an issue: whom it concerns, whose it is, who reads it.
    partner = models.ForeignKey(
        Partner, models.CASCADE, null=True, blank=True, related_name="action_items", verbose_name=_("partner")
    )
    team = models.ForeignKey("accounts.Team", models.PROTECT, related_name="+", verbose_name=_("team"))
    visibility = models.CharField(_("who reads it"), max_length=8, choices=Visibility, default=Visibility.TEAM)
    done_at = models.DateTimeField(_("done"), null=True, blank=True, editable=False)
    # See Issue.look_at.
    look_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ActionItemQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["look_at"])

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="action_item_says_what"),
            models.CheckConstraint(condition=Q(issue=None) | Q(partner=None), name="action_item_of_issue_or_partner"),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on", "id"],
                condition=Q(done_at=None, discarded_at=None),
                name="action_item_open_by_owner",
            ),
            models.Index(
                fields=["team", "due_on", "id"],
                condition=Q(done_at=None, discarded_at=None),
                name="action_item_open_of_team",
            ),
            models.Index(BY_DUE_DATE, "id", condition=Q(discarded_at=None), name="action_item_by_due_date"),
            models.Index(fields=["look_at"], condition=Q(look_at__isnull=False), name="action_item_to_look_at"),
        ]

    def __str__(self) -> str:
        return self.text

    def is_overdue(self, *, at: datetime) -> bool:
        return self.done_at is None and self.due_on is not None and self.due_on < timezone.localdate(at)

    def clean(self) -> None:
        super().clean()
        self.text = " ".join(self.text.split())
        if self.due_on and not plausible(self.due_on):
            raise ValidationError({"due_on": _("Choose a date within the next ten years.")})
