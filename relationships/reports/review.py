"""The minutes of a meeting, as one reader may read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries.notice import Document
from relationships.choices import ItemState
from relationships.models import AgendaItem, Review
from relationships.queries.gather import load_partners, visible_partners
from relationships.queries.review_screen import outcomes_of
from relationships.reports.as_pdf import pdf_of
from relationships.reports.errors import ReportRefused
from relationships.reports.reading import Reading


@dataclass(frozen=True, slots=True)
class ReviewMinutes:
    """Everything that is printed, read and put into words; a renderer only lays it out."""

    review: Review
    reading: Reading
    name: str
    title: str
    people: list[User]
    worked_on: list[dict[str, Any]]  # points with what came of them
    looked_at: list[dict[str, Any]]  # dealt with without words
    carried: list[dict[str, Any]]
    measures: int
    resolved: int


def review_minutes(review: Review, *, user: User, at: datetime, language: str | None = None) -> ReviewMinutes:
    """As `user` may read it now: a point on an issue they do not see is not in their copy."""
    reading = Reading.of(user, at=at, language=language)
    with reading.applied():
        rows = AgendaItem.objects.visible_to(user).filter(review=review).select_related("issue__owner", "created_by")
        items = list(rows.order_by("position", "pk"))
        load_partners(visible_partners, [item.issue for item in items if item.issue], user=user)
        lines = outcomes_of(review, items)
        for line in lines:
            issue = line["item"].issue
            line["partners"] = [
                partner.name if partner else _("another partner") for partner in issue.partners_for(user)
            ] if issue else []  # fmt: skip
        day = date_format(timezone.localtime(review.started_at or review.starts_at), "DATE_FORMAT")
        return ReviewMinutes(
            review=review,
            reading=reading,
            name=f"{_('minutes')}-{review.series.name}",
            title=_("%(meeting)s, %(day)s") % {"meeting": review.series.name, "day": day},
            people=list(review.participants.all()),
            worked_on=[line for line in lines if line["any"]],
            looked_at=[line for line in lines if not line["any"] and line["item"].state == ItemState.HANDLED],
            carried=[line for line in lines if not line["any"] and line["item"].state != ItemState.HANDLED],
            measures=sum(len(line["measures"]) for line in lines),
            resolved=sum(any(one.step == "resolved" for one in line["said"]) for line in lines),
        )


def minutes_document(user: User, review: Review) -> Document:
    """The mail of the minutes: in the reader's language, the PDF hanging on it where this machine makes one."""
    review = Review.objects.select_related("series__team", "facilitator").get(pk=review.pk)
    minutes = review_minutes(review, user=user, at=timezone.now(), language=user.language)
    attachments: tuple[tuple[str, bytes, str], ...] = ()
    try:
        with minutes.reading.applied():
            pdf = pdf_of(minutes_html(minutes))
        attachments = ((f"{_('minutes')}-{review.pk}.pdf", pdf, "application/pdf"),)
        words = _("Here are the minutes of “%(title)s”, as you may read them.")
    except ReportRefused:
        words = _("The minutes of “%(title)s” are ready for you in Rapport.")
    return Document(
        subject=_("Minutes: %(title)s") % {"title": minutes.title},
        words=words % {"title": minutes.title},
        address=reverse("relationships:review_minutes", args=[review.pk]),
        attachments=attachments,
    )


def minutes_html(minutes: ReviewMinutes) -> str:
    return render_to_string("reports/minutes.html", {"minutes": minutes})
