"""`manage.py first_account` asks for the first account, and does nothing where there is one."""

import getpass
import os
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.actions.user import set_up_first_account
from accounts.choices import language_of
from accounts.models import User

LINE = "RAPPORT_ADMIN_EMAIL=… RAPPORT_ADMIN_PASSWORD=… RAPPORT_ADMIN_NAME=… make start"


class Command(BaseCommand):
    help = (
        "Make the first account: asks on a terminal, and without one takes RAPPORT_ADMIN_EMAIL, "
        "RAPPORT_ADMIN_PASSWORD and RAPPORT_ADMIN_NAME. Does nothing where there is an account."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            return
        self.language = language_of(os.environ)
        with translation.override(self.language):
            if os.environ.get("RAPPORT_ADMIN_EMAIL"):
                self.make_from_environment()
            elif sys.stdin.isatty():
                self.make_by_asking()
            else:
                self.stdout.write(_("There is no account yet. Make the first one with this line:") + f"\n  {LINE}")

    def make_from_environment(self) -> None:
        email = os.environ["RAPPORT_ADMIN_EMAIL"]
        name = os.environ.get("RAPPORT_ADMIN_NAME") or email.partition("@")[0]
        password = os.environ.get("RAPPORT_ADMIN_PASSWORD", "")
        try:
            _check_password(password, name=name, email=email)
            self.make(name=name, email=email, password=password)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None

    def make_by_asking(self) -> None:
        try:
            self.stdout.write(_("Welcome. Nobody has an account here yet: let us make yours."))
            name = self.ask(_("Your name: "), _check_name)
            email = self.ask(_("Your e-mail address: "), validate_email)
            password = self.ask_password(name=name, email=email)
            self.make(name=name, email=email, password=password)
        except (KeyboardInterrupt, EOFError):
            self.stdout.write("")
            raise CommandError(_("No account was made.")) from None

    def make(self, *, name: str, email: str, password: str) -> None:
        user = set_up_first_account(email=email, name=name, password=password, language=self.language)
        self.stdout.write(_("Done. You sign in as %(email)s.") % {"email": user.email})

    def ask(self, question: str, check: Any) -> str:
        while True:
            answer = input(question).strip()
            try:
                check(answer)
            except ValidationError as error:
                self.complain(error)
            else:
                return answer

    def ask_password(self, **about: str) -> str:
        while True:
            password = getpass.getpass(_("A password: "))
            try:
                _check_password(password, **about)
            except ValidationError as error:
                self.complain(error)
                continue
            if getpass.getpass(_("The same once more: ")) == password:
                return password
            self.complain(ValidationError(_("The two are not the same.")))

    def complain(self, error: ValidationError) -> None:
        for message in error.messages:
            self.stdout.write(f"  {message}")


def _check_name(name: str) -> None:
    if not 1 <= len(name) <= 150:
        raise ValidationError(_("A name has 1 to 150 characters."))


def _check_password(password: str, *, name: str, email: str) -> None:
    validate_password(password, User(name=name, email=email))
