"""The demo team's own account, with which one looks around."""

import secrets

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist

from accounts.actions.user import end_sessions
from accounts.models import User

DEMO_EMAIL = "demo@example.org"
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are taken for each other


def fresh_password() -> str:
    """Twelve random signs in three groups, good to read aloud and to type."""
    return "-".join("".join(secrets.choice(_SIGNS) for _sign in range(4)) for _group in range(3))


def demo_password() -> str:
    """The one that the environment names, or a fresh one."""
    return settings.DEMO_PASSWORD or fresh_password()


def set_demo_password() -> str:
    """Set a new password for the demo account and return it; raises ObjectDoesNotExist where there is no demo."""
    user = User.objects.active().filter(email=DEMO_EMAIL).first()
    if user is None:
        raise ObjectDoesNotExist
    password = demo_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user)
    return password
