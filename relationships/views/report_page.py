"""The reports: what there is, and each with its period, its filters and a first look at what goes in."""

from itertools import islice
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from relationships.access import may_write
from relationships.exports.regular import regular_sources
from relationships.exports.report import ReportSource, report_sources
from relationships.exports.source import Asked, OutOfSight, sources
from relationships.models import ReportJob
from relationships.queries.regular_report import in_list
from relationships.reports.as_pdf import how_to_get_it, is_available
from relationships.reports.printed import in_print
from relationships.reports.report import Report
from relationships.reports.table import Table
from relationships.views.regular_report import shown as shown_regular
from relationships.views.report import take
from relationships.views.report_job import shown

FIRST_ROWS, MOST_ROWS = 8, 500


@require_GET
def report_list(request: HttpRequest) -> HttpResponseBase:
    jobs = [shown(job) for job in ReportJob.objects.visible_to(request.user)[:5]]  # type: ignore[arg-type]
    regular = [shown_regular(report) for report in in_list(request.user)]  # type: ignore[arg-type]
    context = {"reports": report_sources(), "jobs": jobs, "regular": regular}
    return render(request, "relationships/report_list.html", context)


@require_GET
def report_page(request: HttpRequest, noun: str) -> HttpResponseBase:
    """The page; with `?format=…` the file."""
    source = sources.get(noun)
    if not isinstance(source, ReportSource):
        raise Http404
    file_format = request.GET.get("format", "")
    asked = Asked(request.user, at=timezone.now(), params=request.GET, file_format=file_format)  # type: ignore[arg-type]
    form, filterset = source.forms(asked)
    try:
        more = source.more_form(asked)
    except OutOfSight:
        raise Http404 from None
    context = {"source": source, "form": form, "fields": fields_of(source, filterset), "more": more}
    if not (form.is_valid() and (filterset is None or filterset.is_valid()) and (more is None or more.is_valid())):
        errors = filterset.errors if filterset else {}
        return render(request, "relationships/report_page.html", context | {"filter_errors": errors}, status=422)
    if file_format:
        if file_format not in source.formats or not _has_part(request, source, asked):
            raise Http404
        return take(request, source, asked, file_format)
    report = source.report(asked)
    missing = "" if is_available() else how_to_get_it()
    leave = request.GET.getlist("leave")
    look = first_look(report, all_of_it=more is not None)
    context |= {"report": report, "sections": look, "address": _address(request), "missing": missing, "leave": leave}
    if source in regular_sources() and may_write(request.user):  # type: ignore[arg-type]
        context["regular"] = _regular(request, source)
    return render(request, "relationships/report_page.html", context)


def fields_of(source: ReportSource, filterset: Any) -> list[Any]:
    return [filterset.form[name] for name in source.offered] if filterset else []


def first_look(report: Report, *, all_of_it: bool = False) -> list[dict[str, Any]]:
    most = MOST_ROWS if all_of_it else FIRST_ROWS
    with report.reading.applied():
        return [
            {"section": one, "table": _beginning(one.table, most) if one.table else None} for one in report.sections
        ]


def _beginning(table: Table, most: int) -> dict[str, Any]:
    """The first rows as they are printed, each with what it can be left out by, and whether there are more."""
    printed = table.on("paper")
    rows = list(islice(printed.rows(), most + 1))
    cells = [[in_print(cell) for cell in row] for row in printed.cells(iter(rows[:most]))]
    keys = [getattr(row, "key", "") for row in rows]
    pairs = list(zip(keys, cells, strict=False))
    return {"part": table.part, "columns": printed.columns, "rows": pairs, "more": len(rows) > most}


def _has_part(request: HttpRequest, source: ReportSource, asked: Asked) -> bool:
    part = request.GET.get("part", "")
    return not part or part in {table.part for table in source.report(asked).tables}


def _regular(request: HttpRequest, source: ReportSource) -> str:
    """Where this report, with the filters it has on, is made to come by itself."""
    params = request.GET.copy()
    params["source"] = source.noun
    return f"{reverse('relationships:regular_report_create')}?{params.urlencode()}"


def _address(request: HttpRequest) -> str:
    """The page's address with what was asked, to which a format is added."""
    params = request.GET.copy()
    for name in ("format", "part"):
        params.pop(name, None)
    return f"{request.path}?{params.urlencode()}&" if params else f"{request.path}?"
