"""The one door to a file: content in, response out.

    from relationships.reports.download import answer
    from relationships.reports.errors import ReportRefused
    from relationships.exports.source import Asked, sources

    content = sources["issues"].content(Asked(request.user, at=now, params=request.GET))
    return answer(content, request.GET["format"])  # csv, xlsx, json, pdf

`answer` raises ReportRefused; its `.status` (413, 429, 503) and `str(error)` are what to tell. Pages call `relationships.views.report.send(request, content, format)`, which
tells it on a page.
"""

from collections.abc import Callable, Iterator
from io import IOBase
from shutil import copyfileobj
from typing import IO

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from relationships.reports import as_csv, as_json, as_pdf, as_xlsx
from relationships.reports.clearing_talk import TalkSheet
from relationships.reports.partner import PartnerReport
from relationships.reports.report import Report
from relationships.reports.review import ReviewMinutes, minutes_html
from relationships.reports.table import Table

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
    "pdf": "application/pdf",
}
FORMATS = tuple(CONTENT_TYPES)


Content = Table | Report | PartnerReport | TalkSheet | ReviewMinutes
Made = bytes | Iterator[bytes] | IO[bytes]  # whole, in pieces, or a file that is gone when it is closed


def answer(content: Content, file_format: str) -> HttpResponseBase:
    """The file as a response to be saved; raises ReportRefused, and KeyError for a format in which there is none."""
    return saved_as(_response(_made(content, file_format)), file_name(content, file_format), file_format)


def write(content: Content, file_format: str, out: IO[bytes]) -> None:
    """The same file, written to `out`, which takes it in as fast as it comes."""
    if isinstance(content, Table) and file_format == "csv" and as_csv.is_one_statement(content):
        out.writelines(as_csv.by_one_statement(content))
        return
    made = _made(content, file_format)
    if isinstance(made, bytes):
        out.write(made)
    elif isinstance(made, IOBase):
        with made:
            copyfileobj(made, out)
    else:
        out.writelines(made)


def file_name(content: Content, file_format: str) -> str:
    day = timezone.localdate(content.reading.at, content.reading.zone)
    stem = slugify(content.name, allow_unicode=True)[:80].strip("-") or "rapport"
    return f"{stem}-{day:%Y-%m-%d}.{file_format}"


def saved_as(response: HttpResponseBase, name: str, file_format: str) -> HttpResponseBase:
    response.headers["Content-Type"] = CONTENT_TYPES[file_format]
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _made(content: Content, file_format: str) -> Made:
    return MAKERS[type(content), file_format](content)


def _response(made: Made) -> HttpResponseBase:
    if isinstance(made, bytes):
        return HttpResponse(made)
    return FileResponse(made) if isinstance(made, IOBase) else StreamingHttpResponse(made)


def _minutes(minutes: ReviewMinutes) -> bytes:
    with minutes.reading.applied():
        return as_pdf.pdf_of(minutes_html(minutes))


MAKERS: dict[tuple[type, str], Callable[..., Made]] = {
    (Table, "csv"): as_csv.pieces,
    (Table, "json"): as_json.chunks,
    (Table, "xlsx"): as_xlsx.workbook,
    (Table, "pdf"): as_pdf.table_document,
    (Report, "pdf"): as_pdf.report_document,
    (Report, "xlsx"): as_xlsx.workbook,
    (PartnerReport, "pdf"): as_pdf.partner_document,
    (ReviewMinutes, "pdf"): _minutes,
    (TalkSheet, "pdf"): as_pdf.talk_document,
}
