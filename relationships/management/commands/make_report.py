"""`manage.py make_report ID LEASE` makes the file of one job; the worker starts it, so that a long one holds up nothing else."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from relationships.exports.make import make
from relationships.models import ReportJob


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
        if job:
            make(job)
