"""The pages of files that the worker makes: one's own, how far each is, and the file itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from relationships.actions.report_job import cancel_job
from relationships.exports.file import file_of
from relationships.exports.source import sources
from relationships.models import ReportJob

SHOWN = 50


@require_GET
def report_job_list(request: HttpRequest) -> HttpResponse:
    jobs = [shown(job) for job in ReportJob.objects.visible_to(request.user)[:SHOWN]]  # type: ignore[arg-type]
    return render(request, "relationships/report_job_list.html", {"jobs": jobs})


@require_GET
def report_job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page, or while it is being made its inner part, which asks again every second."""
    template = "relationships/report_job.html"
    htmx = getattr(request, "htmx", False)
    context = shown(own_job(request.user, pk))
    return render(request, f"{template}#state" if htmx and not htmx.boosted else template, context)


@require_GET
def report_job_download(request: HttpRequest, pk: int) -> HttpResponseBase:
    return file_of(request.user, own_job(request.user, pk))


@require_POST
def report_job_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    cancel_job(by=request.user, job=own_job(request.user, pk))  # type: ignore[arg-type]
    messages.success(request, _("Cancelled."))
    return redirect("relationships:report_job_list")


def own_job(user: Any, pk: int) -> ReportJob:
    return get_object_or_404(ReportJob.objects.visible_to(user), pk=pk)


def shown(job: ReportJob) -> dict[str, Any]:
    source = sources.get(job.source)
    return {"job": job, "title": source.title() if source else "", "format": job.format.upper()}
