"""`manage.py demo_password` sets a new password for demo@example.org and prints it."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError

from accounts.actions.demo import DEMO_EMAIL, set_demo_password


class Command(BaseCommand):
    help = "Set a new password for the demo account (RAPPORT_DEMO_PASSWORD, or a fresh one) and print it."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            password = set_demo_password()
        except ObjectDoesNotExist:
            raise CommandError(
                f"There is no {DEMO_EMAIL} here. `make run` fills the demo team into an empty database."
            ) from None
        self.stdout.write(f"Sign in at {settings.RAPPORT_URL} as {DEMO_EMAIL} with the password {password}")
