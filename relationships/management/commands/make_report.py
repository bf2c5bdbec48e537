"""`manage.py make_report ID LEASE` makes the file of a job, and then those that wait behind it.

The worker starts it, so that a long one holds up nothing else.
"""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from relationships.actions.report_job import claim, wake
from relationships.exports.make import make
from relationships.models import ReportJob

MOST_IN_A_ROW = 50  # then another process goes on, with a memory of its own


class Command(BaseCommand):
    help = "Make the file of a job that the worker has claimed. Started by the worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("job", type=int)
        parser.add_argument("lease")

    def handle(self, *args: Any, **options: Any) -> None:
        os.nice(5)  # pages come first
        job = (
            ReportJob.objects.waiting().filter(pk=options["job"], lease=options["lease"]).select_related("user").first()
        )
        made = 0
        while job and made < MOST_IN_A_ROW:
            make(job)
            made += 1
            job = claim(at=timezone.now()) if made < MOST_IN_A_ROW else None
        if made == MOST_IN_A_ROW:
            wake()
