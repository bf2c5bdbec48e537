"""`manage.py rebuild_standings` recounts how every team stands with every partner."""

from typing import Any

from django.core.management.base import BaseCommand

from relationships.actions.standing import rebuild_standings


class Command(BaseCommand):
    help = "Recount all standings, as the worker does every night, and say how many were wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = rebuild_standings()
        if wrong:
            self.stdout.write(f"{len(wrong)} standings were wrong and are right now; that is a bug, please report it.")
        else:
            self.stdout.write("All standings were right.")
