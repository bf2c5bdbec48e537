"""How a user is found by email and password, and again by their session at every request."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend

from accounts.access import user_with_teams
from accounts.models import User


class AuthenticationBackend(AllauthBackend):
    def get_user(self, user_id: Any) -> User | None:
        user = user_with_teams(user_id)
        return user if user and self.user_can_authenticate(user) else None
