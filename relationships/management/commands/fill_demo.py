"""`manage.py fill_demo` fills a demo team into an empty database, once."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.actions.demo import DEMO_EMAIL, demo_password
from accounts.models import User
from relationships.demo.fill import fill


class Command(BaseCommand):
    help = "Fill a believable demo team into an empty database; where anybody has an account, change nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", choices=["de", "en"], help="of the texts; by default as LANG says")

    def handle(self, *args: Any, language: str | None = None, **options: Any) -> None:
        if User.objects.exists():
            self.stdout.write(self._how_to_sign_in_again())
            return
        password = demo_password()
        fill(language=language or _language(), now=timezone.now(), email=DEMO_EMAIL, password=password)
        self.stdout.write(f"Sign in at {settings.RAPPORT_URL} as {DEMO_EMAIL} with the password {password}")

    def _how_to_sign_in_again(self) -> str:
        if User.objects.active().filter(email=DEMO_EMAIL).exists():
            return f"Sign in at {settings.RAPPORT_URL} as {DEMO_EMAIL}; `make demo-password` gives a new password."
        return f"Sign in at {settings.RAPPORT_URL} with your account; the demo team fills an empty database alone."


def _language() -> str:
    return "de" if os.environ.get("LANG", "").startswith("de") else "en"
