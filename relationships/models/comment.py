"""The thread of an issue: comments, and each step of its life."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Record, RecordQuerySet, User, Visible
from relationships.choices import Step
from relationships.models.issue import Issue


class CommentQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """Comments inherit who sees them from the issue, as it is now."""
        return self.kept().filter(Visible(Issue, user, "issue"))


class Comment(Record):
    issue = models.ForeignKey(Issue, models.CASCADE, related_name="comments", verbose_name=_("issue"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))
    step = models.CharField(_("step"), max_length=8, choices=Step, default=Step.COMMENT, editable=False)
    text = models.TextField(_("comment"), blank=True, max_length=10_000)

    objects = CommentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(step=Step.COMMENT) | ~Q(text=""), name="comment_says_something")
        ]

    def __str__(self) -> str:
        return self.text[:80] or str(self.get_step_display())
