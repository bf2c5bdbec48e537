"""Tokens with which programs ask in a user's name."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from knox.models import AuthToken

from accounts.models import User


def make_token(user: User) -> str:
    """Return a new token, which is kept as a hash alone: nobody can read it again."""
    if not user.is_active:
        raise ValidationError(_("%(user)s may not sign in any more, and gets no token.") % {"user": user})
    _row, token = AuthToken.objects.create(user)
    return token


def end_token(*, by: User, digest: str) -> bool:
    """Take one's own token back; False where there is none of that digest."""
    deleted, _rows = AuthToken.objects.filter(user=by, digest=digest).delete()
    return bool(deleted)
