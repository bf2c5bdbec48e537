"""How a user is found by email and password, and again by their session at every request."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend

from accounts.kept import kept
from accounts.models import User
from accounts.models.user import UserQuerySet


class AuthenticationBackend(AllauthBackend):
    def get_user(self, user_id: Any) -> User | None:
        user = next(iter(_user(pk=user_id)), None)
        return user if user and self.user_can_authenticate(user) else None


@kept
def _user(*, pk: int) -> UserQuerySet:
    return User.objects.filter(pk=pk)
