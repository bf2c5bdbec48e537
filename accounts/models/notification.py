"""What the bell tells a user. It points at its target and is seen only while the user may see that."""

from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.outgoing_mail import OutgoingMail
from accounts.models.user import User
from accounts.models.visible import Visible

# The models that notifications may point at; each has `objects.visible_to(user)`. Filled by
# `accounts.queries.notice.register` as the apps start.
targets: set[type[models.Model]] = set()


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """One's own, while one may see what they point at."""
        if not user.is_active or not targets:
            return self.none()
        seen = Q(pk__in=[])
        for model in sorted(targets, key=lambda model: model._meta.label):
            of_model = Q(target_type__app_label=model._meta.app_label, target_type__model=model._meta.model_name)
            seen |= of_model & Q(Visible(model, user, "target_id"))
        return self.filter(seen, user=user.pk)

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notification(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=30)  # a key of accounts.queries.notice
    key = models.CharField(max_length=120)  # what must be told once has the same key, however often it comes up
    target_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    target_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    created_at = models.DateTimeField(_("when"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True)
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="notifications")

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notification_told_once")]
        indexes = [
            models.Index(fields=["user", "created_at", "id"], name="notification_by_date"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notification_unread"),
            models.Index(fields=["target_type", "target_id"], name="notification_by_target"),
        ]

    def __str__(self) -> str:
        return self.kind
