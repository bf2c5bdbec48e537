"""`manage.py seal_again`, after a new key was put in front of FIELD_KEYS: then the old one can go."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from climate.actions.sealed import seal_all_again


class Command(BaseCommand):
    help = "Encrypt check-ins and what helped whom with the first key of FIELD_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        count = seal_all_again()
        self.stdout.write(f"{count.sealed} encrypted again with the first key.")
        if count.unreadable:
            raise CommandError(
                f"{count.unreadable} could not be read and stay as they are: the key they were encrypted with is missing."
            )
