"""The link by which somebody sets their password: the first one, or after losing it."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_q.tasks import async_task

from accounts.access import may_change_users
from accounts.models import User

TASK = "accounts.tasks.send_password_link"


def make_password_link(*, by: User, user: User) -> str:
    """A link for an administrator to hand on; it works once, and for as long as PASSWORD_RESET_TIMEOUT says."""
    if not (may_change_users(by) and user.is_active):
        raise PermissionDenied
    return _link(user)


def ask_for_password_link(*, email: str) -> None:
    """Have the link sent to whoever signs in with `email`.

    The mail is the worker's work, and an address that nobody has makes the same work: neither the answer nor the time
    it takes tells whether an account exists. The job bears no address and no key.
    """
    user = User.objects.active().filter(email=email.strip().lower()).first()
    transaction.on_commit(lambda: async_task(TASK, user.pk if user else 0))


def send_password_link(*, user: User) -> None:
    with override(user.language):
        text = render_to_string("email/password_link.txt", {"user": user, "link": _link(user)})
        send_mail(_("Your password for Rapport"), text, None, [user.email])


def _link(user: User) -> str:
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    path = reverse("account_reset_password_from_key", kwargs=key)
    return f"{settings.RAPPORT_URL}{path}"
