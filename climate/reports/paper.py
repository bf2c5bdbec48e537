"""A page of paper from a template of its own, as an answer to be saved."""

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from relationships.reports.as_pdf import pdf_of
from relationships.reports.reading import Reading


def pdf_answer(name: str, template: str, context: dict[str, Any], *, reading: Reading) -> HttpResponse:
    """In the language of `reading`; raises ReportRefused."""
    with reading.applied():
        content = pdf_of(render_to_string(template, context | {"reading": reading}))
    stem = slugify(name, allow_unicode=True)[:80].strip("-") or "rapport"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=f"{stem}.pdf"),
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
