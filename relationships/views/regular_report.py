"""The pages of reports that come by themselves: setting one up from a report's page, changing, pausing, discarding it."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import FormView, UpdateView

from accounts.clock import zone_named
from accounts.views.record import ActionFormMixin
from relationships.access import may_change_regular_report, may_write
from relationships.actions.regular_report import (
    discard_regular_report,
    pause_regular_report,
    resume_regular_report,
)
from relationships.choices import Repeat
from relationships.exports.regular import filters_of, regular_sources
from relationships.exports.source import sources
from relationships.forms.regular_report import RegularReportForm
from relationships.models import RegularReport
from relationships.queries.regular_report import readers_of
from relationships.views.entry import done


def shown(report: RegularReport) -> dict[str, Any]:
    """A line of the list."""
    repeat = Repeat.of(report.recurrence)
    often = report.recurrence if repeat == Repeat.OWN else repeat.label
    zone = zone_named(report.time_zone)
    return {"report": report, "look": look_at(report), "often": often, "time": report.first_at.astimezone(zone).time()}


def look_at(report: RegularReport) -> str:
    """The page of the report with its filters on."""
    address = reverse("relationships:report_page", args=[report.source])
    return f"{address}?{report.filters}" if report.filters else address


class _Page(ActionFormMixin):
    form_class = RegularReportForm
    template_name = "relationships/regular_report_form.html"
    request: HttpRequest
    object: Any

    def get_success_url(self) -> str:
        return reverse("relationships:report_list")

    def context_of(self, report: RegularReport) -> dict[str, Any]:
        """What the page says of the report beside its form."""
        filters = filters_of(report, self.request.user)  # type: ignore[arg-type]
        return {"title": sources[report.source].title(), "filters": filters, "look": look_at(report)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        response = super().form_valid(form)
        return done(self.request, self.get_success_url(), _("Saved.")) if response.status_code == 302 else response


class RegularReportCreate(_Page, FormView):
    """`source` says which, everything else in the address is its filters."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_write(request.user):  # type: ignore[arg-type]
            raise PermissionDenied(_("You do not belong to a team yet. Ask an administrator to add you to one."))
        self.drafted = self.draft(request)
        return super().dispatch(request, *args, **kwargs)

    @staticmethod
    def draft(request: HttpRequest) -> RegularReport:
        params = request.GET.copy()
        noun = params.pop("source", [""])[-1]
        params.pop("next", None)
        if request.method == "POST":
            noun, params = request.POST.get("source", noun), QueryDict(request.POST.get("filters", ""), mutable=True)
        if noun not in {source.noun for source in regular_sources()}:
            raise Http404
        kept = QueryDict(mutable=True)
        kept.update({name: value for name, value in params.items() if value})
        return RegularReport(source=noun, filters=kept.urlencode())

    def get_initial(self) -> dict[str, Any]:
        day = timezone.localtime() + timedelta(days=1)
        day += timedelta(days=-day.weekday() % 7)
        team = QueryDict(self.drafted.filters).get("team", "")
        return {
            "source": self.drafted.source,
            "filters": self.drafted.filters,
            "name": sources[self.drafted.source].title(),
            "first_at": day.replace(hour=7, minute=0, second=0, microsecond=0),
        } | ({"team": team} if team.isdecimal() else {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**self.context_of(self.drafted), **kwargs)


class RegularReportUpdate(_Page, UpdateView):
    def get_object(self, queryset: Any = None) -> RegularReport:
        return _changeable(self.request, self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.object
        more = {"report": report, "readers": readers_of(report)}
        return super().get_context_data(**self.context_of(report), **more, **kwargs)


@require_POST
def regular_report_pause(request: HttpRequest, pk: int) -> HttpResponseBase:
    pause_regular_report(by=request.user, report=_changeable(request, pk))  # type: ignore[arg-type]
    undo = reverse("relationships:regular_report_resume", args=[pk])
    return done(request, reverse("relationships:report_list"), _("Paused."), undo=undo)


@require_POST
def regular_report_resume(request: HttpRequest, pk: int) -> HttpResponseBase:
    resume_regular_report(by=request.user, report=_changeable(request, pk))  # type: ignore[arg-type]
    return done(request, reverse("relationships:report_list"), _("It comes again."))


@require_POST
def regular_report_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    discard_regular_report(by=request.user, report=_changeable(request, pk))  # type: ignore[arg-type]
    undo = reverse("relationships:trash_restore", args=["regular_report", pk])
    return done(request, reverse("relationships:report_list"), _("Moved to the trash."), undo=undo)


def _changeable(request: HttpRequest, pk: int) -> RegularReport:
    rows = RegularReport.objects.visible_to(request.user).select_related("team")  # type: ignore[arg-type]
    report = get_object_or_404(rows, pk=pk)
    if not may_change_regular_report(request.user, report):  # type: ignore[arg-type]
        raise PermissionDenied
    return report
