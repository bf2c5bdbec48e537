"""Whether all that Rapport needs is there."""

import shutil
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import Error

from accounts.models import Heartbeat

DISK_NEEDED = 200 * 1024 * 1024


@dataclass(frozen=True)
class Health:
    database: bool
    worker: bool
    disk: bool

    @property
    def is_well(self) -> bool:
        return self.database and self.worker and self.disk


def look(*, at: datetime) -> Health:
    """Ask the database, look at when the worker last ran, and at the room left beside the data."""
    try:
        worker, database = Heartbeat.objects.fresh(at=at).exists(), True
    except Error:
        worker = database = False
    return Health(database, worker, shutil.disk_usage(settings.VAR_DIR).free >= DISK_NEEDED)
