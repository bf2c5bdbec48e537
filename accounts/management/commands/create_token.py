"""`manage.py create_token EMAIL` prints a token for the API."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.actions.token import make_token
from accounts.models import User


class Command(BaseCommand):
    help = "Print a new token with which programs may use the API in this user's name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help="the e-mail address the user signs in with")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {email}.")
        try:
            self.stdout.write(make_token(user))
        except ValidationError as error:
            raise CommandError(error.messages[0]) from None
