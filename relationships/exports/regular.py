"""Which reports can come by themselves, and what bell and mail say of them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries.notice import Notice
from relationships.exports.report import ReportSource, report_sources
from relationships.exports.source import Asked, sources
from relationships.forms.report import OWN
from relationships.models import RegularReport, ReportJob
from relationships.reports.in_words import filters_in_words

OF_PERIOD = ("period", "since", "until")


def regular_sources() -> list[ReportSource]:
    """Those that can be made for anybody, without choosing by hand what goes in."""
    return [source for source in report_sources() if not source.more_parameters]


def check_asked(report: RegularReport, by: User) -> None:
    """Refuse a report that does not exist, filters that it does not have or that are wrong, and days that stand still."""
    nouns = {source.noun: source for source in regular_sources()}
    if report.source not in nouns:
        raise ValidationError({"source": _("Choose one of: %(choices)s.") % {"choices": ", ".join(nouns)}})
    source, params = nouns[report.source], QueryDict(report.filters)
    known = [*(OF_PERIOD if source.has_period else ()), *source.offered]
    if unknown := [name for name in params if name not in known]:
        words = _("There is no filter “%(name)s” here. There are: %(known)s.")
        raise ValidationError({"filters": words % {"name": unknown[0][:40], "known": ", ".join(known)}})
    if params.get("period") == OWN or params.get("since") or params.get("until"):
        raise ValidationError({"filters": _("Choose a period that goes along with the calendar: no single days.")})
    if params.get("team") not in (None, "", str(report.team_id)):
        raise ValidationError({"filters": _("Choose the team that gets it as the filter, or all teams.")})
    form, filterset = source.forms(Asked(by, timezone.now(), params))
    errors = [*form.errors.values(), *(filterset.errors.values() if filterset else ())]
    if errors:
        raise ValidationError({"filters": [message for found in errors for message in found]})


def filters_of(report: RegularReport, user: User) -> list[str]:
    """What it is filtered by, in words, as far as `user` may ask for it."""
    source = sources.get(report.source)
    if not isinstance(source, ReportSource):
        return []
    form, filterset = source.forms(Asked(user, timezone.now(), QueryDict(report.filters)))
    period = dict(form.fields["period"].choices)[form["period"].value()] if _has_period(source, form) else ""  # type: ignore[attr-defined]
    return [words for words in (str(period), *(filters_in_words(filterset) if filterset else ())) if words]


def _has_period(source: ReportSource, form: Any) -> bool:
    return source.has_period and form.is_valid()


def _title(job: ReportJob) -> str:
    return _("Here it is: %(report)s") % {"report": job.regular}


def _neutral(job: ReportJob) -> str:
    """Its name is somebody's own words, which may name a person."""
    source = sources.get(job.source)
    return _("Here it is: %(report)s") % {"report": source.title()} if source else _("A regular report is here")


def _failed(job: ReportJob) -> str:
    return _("A regular report could not be made")


def _never(job: ReportJob) -> bool:
    return False


def _page(job: ReportJob) -> str:
    return reverse("relationships:report_job_detail", args=[job.pk])


NOTICES = (
    Notice("regular_report", ReportJob, _title, _neutral, _never, _page, related=("regular",)),
    Notice("regular_failed", ReportJob, _failed, _failed, _never, _page),
)
