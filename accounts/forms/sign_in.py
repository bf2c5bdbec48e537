"""What allauth's forms do differently here."""

from typing import Any

from allauth.account.forms import ResetPasswordForm
from django.http import HttpRequest

from accounts.actions.password_link import ask_for_password_link


class LostPasswordForm(ResetPasswordForm):
    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Leave the mail to the worker, which keeps it from telling by its time whether there is an account."""
        email: str = self.cleaned_data["email"]
        ask_for_password_link(email=email)
        return email
