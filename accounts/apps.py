from datetime import time

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """US: users, teams, sign-in, preferences, what reaches a user."""

    name = "accounts"

    def ready(self) -> None:
        from accounts import personal_data  # noqa: F401
        from accounts.actions.schedule import every_minute, nightly, set_schedules_after_migrating

        every_minute("Heartbeat", "accounts.tasks.beat")
        every_minute("Send mails", "accounts.tasks.send_mails")
        nightly("Tidy up", "accounts.tasks.tidy", at=time(2, 40))
        # Every start migrates first, so what the worker has to do is known before it starts.
        post_migrate.connect(set_schedules_after_migrating, sender=self)
