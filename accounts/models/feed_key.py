"""The key of somebody's private calendar address, kept as a hash alone."""

import hashlib
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class FeedKeyQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(user=user.pk) if user.is_active else self.none()

    def opened_by(self, secret: str) -> Self:
        """The key of an address; none where it is unknown or its user may not sign in."""
        return self.filter(digest=digest_of(secret), user__is_active=True)


class FeedKey(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="feed_key")
    # Of a random secret of 256 bits, for which one round is enough.
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = FeedKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return str(self.user)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
