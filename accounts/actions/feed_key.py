"""Make, renew and end one's private calendar address."""

import secrets

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import FeedKey, User
from accounts.models.feed_key import digest_of


def make_feed_key(*, by: User) -> str:
    """Return a new secret, which is kept as a hash alone; one that was there before opens nothing any longer."""
    if not by.is_active:
        raise PermissionDenied
    secret = secrets.token_urlsafe(32)
    FeedKey.objects.update_or_create(user_id=by.pk, defaults={"digest": digest_of(secret), "made_at": timezone.now()})
    return secret


def end_feed_key(*, by: User) -> bool:
    deleted, _rows = FeedKey.objects.filter(user=by.pk).delete()
    return bool(deleted)
