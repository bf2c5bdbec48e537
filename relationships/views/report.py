"""Reports on their way to the reader: the file, or a page that says why there is none."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation

from accounts.models import User
from partners.models import Partner
from relationships.actions.report_job import ask_for_file
from relationships.exports.source import Asked, Source, sources
from relationships.forms.report import ReportForm
from relationships.reports import partner as content
from relationships.reports.as_pdf import how_to_get_it, is_available
from relationships.reports.clearing_talk import TalkSheet
from relationships.reports.download import answer
from relationships.reports.errors import ReportRefused
from relationships.reports.mood_chart import may_have_chart
from relationships.reports.partner import PartnerReport
from relationships.reports.review import ReviewMinutes
from relationships.reports.table import Table

NOT_KEPT = ("format", "choose", "cursor")


def send(
    request: HttpRequest, report: Table | PartnerReport | TalkSheet | ReviewMinutes, file_format: str
) -> HttpResponseBase:
    """The file to be saved, or why it cannot be had and what to do instead (413, 429, 503)."""
    try:
        return answer(report, file_format)
    except ReportRefused as refused:
        return refusal(request, refused)


def take(request: HttpRequest, source: Source, asked: Asked, file_format: str) -> HttpResponseBase:
    """The file; what takes long is made by the worker, and the page that shows how far it is comes instead."""
    if not source.is_long(asked, file_format):
        try:
            content = source.content(asked)
        except ReportRefused as refused:
            return refusal(request, refused)
        return send(request, content, file_format)
    kept = asked.params.copy()
    for name in NOT_KEPT:
        kept.pop(name, None)
    job = ask_for_file(
        by=asked.user, source=source.noun, query=kept.urlencode(), file_format=file_format, from_page=True,
        language=translation.get_language(), at=asked.at,
    )  # fmt: skip
    return redirect("relationships:report_job_detail", pk=job.pk)


def refusal(request: HttpRequest, refused: ReportRefused) -> HttpResponse:
    template = "413.html" if refused.status == 413 else "503.html"
    return render(request, template, {"text": str(refused)}, status=refused.status)


def partner_report(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page that asks for the period and shows what will go in; with ?format=pdf the report itself."""
    user = cast("User", request.user)
    partner = get_object_or_404(Partner.objects.visible_to(user).select_related("caretaker"), pk=pk)
    form, now = ReportForm(request.GET), timezone.now()
    if not form.is_valid():
        return render(request, "relationships/partner_report.html", {"form": form, "partner": partner}, status=422)
    asked = {
        "user": user,
        "period": form.chosen_period(at=now),
        "at": now,
        "shared_only": form.cleaned_data["shared_only"],
    }
    if request.GET.get("format") == "pdf":
        params = request.GET.copy()
        params["partner"] = str(pk)
        return take(request, sources["relationship-report"], Asked(user, now, params, file_format="pdf"), "pdf")
    return render(
        request,
        "relationships/partner_report.html",
        {
            "form": form,
            "partner": partner,
            "period": asked["period"].in_words(now),
            "preview": content.preview(partner, **asked),
            "may_have_chart": may_have_chart(partner),
            "missing": "" if is_available() else how_to_get_it(),
        },
    )
