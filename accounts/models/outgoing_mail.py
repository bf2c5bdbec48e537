"""The outbox: mails to be sent, each a row that is claimed with a lease, sent, and marked.

What a mail says is made when it is sent, from the notifications it takes along; no text waits here.
"""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Longer than SMTP may take (EMAIL_TIMEOUT for each of its few steps), so that nobody else takes a mail under way.
LEASE = timedelta(minutes=5)
MOST_TRIES = 6


class OutgoingMailQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        return self.filter(sent_at=None, dead_at=None)

    def dead(self) -> Self:
        """Given up after the last try; an administrator may send them again."""
        return self.exclude(dead_at=None)

    def due(self, *, at: datetime, take_over: bool = True) -> Self:
        """To be sent now, and in nobody's hands; without `take_over` every lease counts, run out or not.

        A lease that ends much later than one taken now would is from before the clock was set back, and counts no
        longer. Not any later one: of two workers the second may have looked at its clock a moment before the first.
        """
        free = Q(leased_until=None)
        if take_over:
            free |= Q(leased_until__lt=at) | Q(leased_until__gt=at + 2 * LEASE)
        return self.waiting().filter(free, due_at__lte=at)


class OutgoingMail(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("to or from"))
    message_id = models.CharField(max_length=200, unique=True)  # the same at every try
    # A document that somebody has looked at and sends, such as minutes: a mail of its own, not a digest.
    is_document = models.BooleanField(default=False)
    # One to somebody outside, which `user` sends: a key of accounts.queries.letter. Its address stands with its cause.
    letter = models.CharField(max_length=30, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    due_at = models.DateTimeField(_("to be sent"))
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    lease = models.CharField(max_length=32, blank=True)  # who holds it; marks as sent only what it still holds
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    dead_at = models.DateTimeField(_("given up"), null=True)
    last_error = models.CharField(
        _("what went wrong"), max_length=200, blank=True
    )  # a kind of fault, no text or address

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(sent_at=None) | Q(dead_at=None), name="outgoing_mail_sent_or_given_up")
        ]
        indexes = [
            # What the worker looks for at every turn, and what an administrator is shown.
            models.Index(
                fields=["due_at", "id"], condition=Q(sent_at=None, dead_at=None), name="outgoing_mail_waiting"
            ),
            models.Index(fields=["dead_at"], condition=Q(dead_at__isnull=False), name="outgoing_mail_dead"),
            # The mail under preparation that a further notification joins.
            models.Index(fields=["user"], condition=Q(sent_at=None, dead_at=None), name="outgoing_mail_of_user"),
        ]

    def __str__(self) -> str:
        return self.message_id
