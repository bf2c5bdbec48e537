"""Something open between us and partners: unclear, in conflict or inconsistent."""

from datetime import date, datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.lookups import LessThan, LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import History, User
from partners.models import Partner
from relationships.choices import Horizon, IssueKind, IssueState, Severity, Visibility
from relationships.models.entry import Entry, EntryQuerySet

ACTIVE = (IssueState.OPEN, IssueState.TALKING, IssueState.AGREED)
UNRESOLVED = Q(discarded_at=None) & ~Q(state=IssueState.RESOLVED)
# Sorting by a due date puts what has none last, so that a page is a seek (design: sentinels instead of NULL).
NO_DUE_DATE = date(9999, 12, 31)
BY_DUE_DATE = models.functions.Coalesce(F("due_on"), models.Value(NO_DUE_DATE))
# What lists filter and sort by. An index that holds it says of each whether it is wanted, without reading the row.
ASKED_OF_EACH = [
    "raised_at", "last_activity_at", "id", "visibility", "kind", "state", "severity", "horizon", "due_on", "parked_until",
]  # fmt: skip


class IssueQuerySet(EntryQuerySet):
    def involving(self, user: User) -> Q:
        people = Issue.people_involved.through.objects.filter(issue=OuterRef("pk"), user=user.pk)
        action_item: Any = Issue.action_items.rel.related_model
        measures = action_item.objects.kept().filter(issue=OuterRef("pk"), owner=user.pk)
        return Q(Q(owner=user.pk) | Exists(people) | Exists(measures))

    def open(self, *, at: datetime) -> Self:
        """Neither resolved nor parked; a parked one is open again from its day on."""
        parked = Q(state=IssueState.PARKED, parked_until__lte=timezone.localdate(at))
        # Said twice, so that the index of what is unresolved is known to hold them all.
        return self.unresolved().filter(Q(state__in=ACTIVE) | parked)

    def unresolved(self) -> Self:
        """Open, or parked for now."""
        return self.exclude(state=IssueState.RESOLVED)

    def to_check(self, *, at: datetime) -> Self:
        """Resolved, and the day has come to ask whether it holds."""
        return self.filter(state=IssueState.RESOLVED, held_on=None, check_on__lte=timezone.localdate(at))

    def overdue(self, *, at: datetime) -> Self:
        return self.open(at=at).filter(LessThan(BY_DUE_DATE, timezone.localdate(at)))

    def due(self, *, at: datetime) -> Self:
        """Due today or before."""
        return self.open(at=at).filter(LessThanOrEqual(BY_DUE_DATE, timezone.localdate(at)))


class Issue(Entry):
    DATE_FIELD = "raised_at"

    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=13, choices=IssueKind, default=IssueKind.UNCLEAR)
    partners = models.ManyToManyField(Partner, related_name="issues", verbose_name=_("partners"))
    text = models.TextField(_("what happened"), blank=True, max_length=20_000)
    effect = models.TextField(_("what it does to us"), blank=True, max_length=5_000)
    need = models.TextField(_("what we need"), blank=True, max_length=5_000)
    partner_view = models.TextField(_("how the partner may see it"), blank=True, max_length=5_000)
    wish = models.TextField(_("my wish for the talk"), blank=True, max_length=5_000)
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity, default=Severity.MEDIUM)
    horizon = models.CharField(_("horizon"), max_length=5, choices=Horizon, default=Horizon.SHORT)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="owned_issues", verbose_name=_("owner")
    )
    people_involved = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="issues_involved_in", verbose_name=_("people involved")
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    interactions = models.ManyToManyField(
        "relationships.Interaction", blank=True, related_name="issues", verbose_name=_("linked contacts")
    )
    # Written by the verbs alone.
    state = models.CharField(_("state"), max_length=8, choices=IssueState, default=IssueState.OPEN, editable=False)
    state_before_parking = models.CharField(max_length=8, choices=IssueState, blank=True, editable=False)
    raised_at = models.DateTimeField(_("raised"), default=timezone.now)
    last_activity_at = models.DateTimeField(_("last activity"), default=timezone.now, editable=False)
    parked_until = models.DateField(_("parked until"), null=True, blank=True, editable=False)
    agreement = models.TextField(_("agreement"), blank=True, max_length=5_000, editable=False)
    result = models.TextField(_("result"), blank=True, max_length=5_000, editable=False)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True, editable=False)
    check_on = models.DateField(_("does it hold, asked on"), null=True, blank=True, editable=False)
    times_reopened = models.PositiveSmallIntegerField(_("times reopened"), default=0, editable=False)
    held_on = models.DateField(_("holds, said on"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="merged_issues",
        verbose_name=_("merged into"),
    )  # fmt: skip
    # When the rules for reminders have something to see to here next; derived, written outside version and history.
    look_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = IssueQuerySet.as_manager()
    history = History(m2m_fields=[partners, people_involved, interactions], excluded_fields=["look_at"])

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=IssueState.RESOLVED) | (~Q(result="") & Q(resolved_at__isnull=False)),
                name="issue_resolved_with_a_result",
            ),
            models.CheckConstraint(
                condition=Q(state=IssueState.PARKED, parked_until__isnull=False)
                | (~Q(state=IssueState.PARKED) & Q(parked_until=None)),
                name="issue_parked_until_a_date",
            ),
            models.CheckConstraint(condition=Q(severity__range=(1, 3)), name="issue_severity_low_to_high"),
        ]
        indexes = [
            # The list of all, and of what is resolved.
            models.Index(fields=["raised_at", "id"], condition=Q(discarded_at=None), name="issue_by_date"),
            # The list of what is not resolved, oldest first and quietest first.
            models.Index(
                fields=["raised_at", "id"],
                condition=UNRESOLVED,
                name="issue_unresolved_by_age",
            ),
            models.Index(
                fields=["last_activity_at", "id"],
                condition=UNRESOLVED,
                name="issue_unresolved_by_quiet",
            ),
            # Of one kind, or in one state.
            models.Index(
                fields=["kind", "id"],
                condition=UNRESOLVED,
                name="issue_unresolved_of_kind",
            ),
            models.Index(
                fields=["state", "id"],
                condition=UNRESOLVED,
                name="issue_unresolved_in_state",
            ),
            # Severest first, and due first.
            models.Index(
                fields=["severity", "id"],
                condition=UNRESOLVED,
                name="issue_unresolved_severity",
            ),
            models.Index(
                BY_DUE_DATE,
                "id",
                condition=UNRESOLVED,
                name="issue_unresolved_by_due",
            ),
            # Of a partner with many the few that are open, without reading the others.
            models.Index(
                fields=["id"],
                condition=UNRESOLVED,
                name="issue_unresolved",
            ),
            # What one reads as its owner, as its author, or as everybody does (`each_way`), without the rows.
            models.Index(
                fields=["owner", *ASKED_OF_EACH],
                condition=UNRESOLVED,
                name="issue_unresolved_of_owner",
            ),
            models.Index(
                fields=["author", *ASKED_OF_EACH],
                condition=UNRESOLVED,
                name="issue_unresolved_of_author",
            ),
            models.Index(
                fields=ASKED_OF_EACH,
                condition=UNRESOLVED & Q(visibility=Visibility.EVERYONE),
                name="issue_unresolved_for_all",
            ),
            # The newest that were resolved, of a partner with many.
            models.Index(
                fields=["resolved_at", "id"],
                condition=Q(discarded_at=None, state=IssueState.RESOLVED),
                name="issue_resolved_by_date",
            ),
            # The agenda of a team's meeting, before votes; and what one reads as one of the team.
            models.Index(
                fields=["team", "-severity", *(name for name in ASKED_OF_EACH if name != "severity")],
                condition=UNRESOLVED,
                name="issue_unresolved_of_team",
            ),
            # What is asked whether it holds.
            models.Index(
                fields=["check_on"],
                condition=Q(state=IssueState.RESOLVED, check_on__isnull=False, held_on=None),
                name="issue_to_check",
            ),
            # The sweep for reminders reads what is due and nothing else.
            models.Index(fields=["look_at"], condition=Q(look_at__isnull=False), name="issue_to_look_at"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_resolved(self) -> bool:
        return self.state == IssueState.RESOLVED

    @property
    def awaits_check(self) -> bool:
        """Whether it is still to be said if the resolution holds."""
        return self.is_resolved and self.check_on is not None and self.held_on is None

    def age_days(self, *, at: datetime) -> int:
        """Days from the day it was raised to the day `at`, or to the day it was resolved."""
        return _days_between(self.raised_at, self.resolved_at or at)

    def quiet_days(self, *, at: datetime) -> int:
        """Days since anything was last done about it."""
        return _days_between(self.last_activity_at, at)

    def is_open(self, *, at: datetime) -> bool:
        if self.state == IssueState.PARKED:
            return self.parked_until is not None and self.parked_until <= timezone.localdate(at)
        return self.state in ACTIVE

    def is_overdue(self, *, at: datetime) -> bool:
        return self.due_on is not None and self.is_open(at=at) and self.due_on < timezone.localdate(at)

    def clean(self) -> None:
        super().clean()
        self.title = " ".join(self.title.split())
        if self.due_on and not plausible(self.due_on):
            raise ValidationError({"due_on": _("Choose a date within the next ten years.")})


def plausible(day: date) -> bool:
    return date(1970, 1, 1) <= day <= timezone.localdate() + timedelta(days=3660)


def _days_between(start: datetime, end: datetime) -> int:
    """Of the calendar where one is; never less than none."""
    zone = timezone.get_current_timezone()
    return max((end.astimezone(zone).date() - start.astimezone(zone).date()).days, 0)
