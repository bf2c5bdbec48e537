"""When to come back to what: a user's own reminder, or one that a rule of the team has made for them."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import ReadBy, Record, RecordQuerySet, User, Visible
from partners.models import Partner
from relationships.choices import Cause
from relationships.models.action_item import ActionItem
from relationships.models.clearing_talk import ClearingTalk
from relationships.models.entry import EARLIEST
from relationships.models.issue import Issue

TARGETS = ("partner", "issue", "action_item", "talk")


class ReminderQuerySet(RecordQuerySet):
    def read_by(self, user: User) -> Q:
        """One's own, while one may see what they point at."""
        return Q(
            Q(partner=None) | Visible(Partner, user, "partner"),
            Q(issue=None) | Visible(Issue, user, "issue"),
            Q(action_item=None) | Visible(ActionItem, user, "action_item"),
            Q(talk=None) | Visible(ClearingTalk, user, "talk"),
            user=user.pk,
        )

    def seen_by(self, user: User) -> Self:
        """Reminders of `user`, in the trash or not."""
        return self.filter(ReadBy(self.model, user)) if user.is_active else self.none()

    def visible_to(self, user: User) -> Self:
        return self.kept().seen_by(user)

    def waiting(self) -> Self:
        return self.filter(done_at=None)

    def due(self, *, at: datetime) -> Self:
        return self.waiting().filter(due_at__lte=at)

    def with_targets(self) -> Self:
        return self.select_related("partner", "issue", "action_item", "talk__issue")

    def untold(self, *, at: datetime) -> Self:
        """Due, and not yet passed on to bell and mail."""
        return self.kept().due(at=at).filter(notified_at=None)


def _once(target: str) -> models.UniqueConstraint:
    """A rule has one waiting reminder for a user and a target, however often and by whom it is followed."""
    return models.UniqueConstraint(
        fields=["user", "cause", target],
        condition=Q(done_at=None, discarded_at=None, **{f"{target}__isnull": False}) & ~Q(cause=Cause.OWN),
        name=f"reminder_of_a_rule_once_per_{target}",
    )


def _only_one_target() -> Q:
    """At most one of the targets is set."""
    allowed = Q(**dict.fromkeys(TARGETS))
    for name in TARGETS:
        allowed |= Q(**{other: None for other in TARGETS if other != name})
    return allowed


class Reminder(Record):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders", verbose_name=_("user"))
    text = models.CharField(_("remind me of"), max_length=300, blank=True)
    due_at = models.DateTimeField(_("when"))
    partner = models.ForeignKey(
        Partner, models.CASCADE, null=True, blank=True, related_name="reminders", verbose_name=_("partner")
    )
    issue = models.ForeignKey(
        Issue, models.CASCADE, null=True, blank=True, related_name="reminders", verbose_name=_("issue")
    )
    action_item = models.ForeignKey(
        ActionItem, models.CASCADE, null=True, blank=True, editable=False, related_name="reminders",
        verbose_name=_("measure"),
    )  # fmt: skip
    talk = models.ForeignKey(
        ClearingTalk, models.CASCADE, null=True, blank=True, editable=False, related_name="reminders",
        verbose_name=_("clearing talk"),
    )  # fmt: skip
    cause = models.CharField(_("why"), max_length=10, choices=Cause, default=Cause.OWN, editable=False)
    # An RFC 5545 rule, repeated by the wall clock of `time_zone` from `first_at` on.
    recurrence = models.CharField(_("repeats"), max_length=200, blank=True)
    first_at = models.DateTimeField(null=True, blank=True, editable=False)
    time_zone = models.CharField(max_length=64, blank=True, editable=False)
    notified_at = models.DateTimeField(null=True, blank=True, editable=False)
    handed_on_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("handed on by"),
    )  # fmt: skip
    done_at = models.DateTimeField(_("done"), null=True, blank=True, editable=False)

    objects = ReminderQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["notified_at"])

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") | ~Q(cause=Cause.OWN), name="reminder_says_of_what"),
            models.CheckConstraint(condition=_only_one_target(), name="reminder_points_at_one_thing"),
            *(_once(target) for target in TARGETS),
        ]
        indexes = [
            models.Index(
                fields=["user", "due_at"], condition=Q(done_at=None, discarded_at=None), name="reminder_waiting"
            ),
            # What the worker passes on next.
            models.Index(
                fields=["due_at", "id"],
                condition=Q(done_at=None, discarded_at=None, notified_at=None),
                name="reminder_untold",
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.get_cause_display())

    @property
    def title(self) -> str:
        """One's own words; of a rule's reminder why it came and about what. Read it only after `visible_to`."""
        why = capfirst(self.get_cause_display())
        return self.text or f"{why}{'' if why.endswith('?') else ':'} {self.target}"

    @property
    def asks_whether_it_holds(self) -> bool:
        """Whether it waits for the answer that a check date asks for."""
        return self.cause == Cause.CHECK and self.issue is not None and not self.done_at and self.issue.awaits_check

    @property
    def is_own(self) -> bool:
        return self.cause == Cause.OWN

    @property
    def target(self) -> Partner | Issue | ActionItem | ClearingTalk | None:
        return next((getattr(self, name) for name in TARGETS if getattr(self, f"{name}_id")), None)

    def clean(self) -> None:
        super().clean()
        if self.is_own and not self.text.strip():
            raise ValidationError({"text": _("Write down what you want to be reminded of.")})
        if self.due_at and not EARLIEST <= self.due_at <= timezone.now() + timedelta(days=3660):
            raise ValidationError({"due_at": _("Choose a date within the next ten years.")})
