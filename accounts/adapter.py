"""How django-allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest
from django.utils import translation


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by administrators."""
        return False

    def add_message(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """In the language of whoever has just signed in, no longer in that of their browser."""
        with translation.override(getattr(request.user, "language", "") or translation.get_language()):
            super().add_message(request, *args, **kwargs)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failed tries by account and address together: whoever guesses must not lock the account's owner out."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{get_ip(request)}:{key}"
