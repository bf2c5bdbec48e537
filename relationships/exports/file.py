"""The file of a job on its way to its owner, from the page or over the API."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from relationships.actions.report_job import may_fetch, take_away
from relationships.models import ReportJob
from relationships.reports.download import saved_as


def file_of(user: Any, job: ReportJob) -> HttpResponseBase:
    """The file, for its owner alone, while they may read what it was made of; else 404, or 403 with the file deleted."""
    if not job.is_ready or (job.expires_at and job.expires_at < timezone.now()):
        raise Http404
    if not may_fetch(user, job):
        take_away(job)
        raise PermissionDenied(_("You have left a team since this file was made. Ask for it anew."))
    try:
        file = job.path.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return saved_as(FileResponse(file), job.file_name, job.format)
