"""The pages of a team's regular meetings: all of them, one series with its dates, setting one up."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, FormView, TemplateView, UpdateView

from accounts.views.record import ActionFormMixin
from relationships.access import may_change_series, may_write
from relationships.actions.review_series import discard_series
from relationships.choices import ReviewState, SeriesKind
from relationships.forms.review import ReviewForm, ReviewSeriesForm
from relationships.models import Review, ReviewSeries
from relationships.queries.agenda import sections
from relationships.queries.review_course import course_of
from relationships.views.entry import done

AHEAD, PAST = 8, 20


class ReviewList(TemplateView):
    """Each series with its next meeting, and what is running now."""

    template_name = "relationships/review_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, now = self.request.user, timezone.now()
        rows = list(ReviewSeries.objects.visible_to(user).select_related("team", "facilitator").order_by("name", "pk"))
        ahead = Review.objects.visible_to(user).filter(series__in=rows).select_related("series")
        running = list(ahead.running().order_by("started_at"))
        coming: dict[int, Review] = {}
        for review in (
            ahead.ahead().filter(starts_at__gt=now - timezone.timedelta(days=1)).order_by("starts_at", "pk")[:400]
        ):
            coming.setdefault(review.series_id, review)
        lines = [{"series": series, "next": coming.get(series.pk)} for series in rows]
        return super().get_context_data(lines=lines, running=running, may_add=may_write(user), now=now, **kwargs)


class ReviewSeriesDetail(DetailView):
    model = ReviewSeries
    template_name = "relationships/review_series_detail.html"
    context_object_name = "series"

    def get_queryset(self) -> Any:
        return ReviewSeries.objects.visible_to(self.request.user).select_related("team", "facilitator")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        series, now = self.object, timezone.now()
        reviews = Review.objects.visible_to(self.request.user).filter(series=series)
        coming = reviews.exclude(state=ReviewState.CLOSED).filter(starts_at__gt=now - timezone.timedelta(days=1))
        return super().get_context_data(
            coming=list(coming.order_by("starts_at", "pk")[:AHEAD]),
            past=list(reviews.closed().order_by("-closed_at", "-pk")[:PAST]),
            sections=[(sections[name].label, minutes) for name, minutes in series.sections if name in sections],
            may_change=may_change_series(self.request.user, series),
            course=course_of(series, at=now),
            **kwargs,
        )


class _SeriesPage(ActionFormMixin):
    form_class = ReviewSeriesForm
    template_name = "relationships/review_series_form.html"
    request: HttpRequest
    object: Any

    def get_success_url(self) -> str:
        return reverse("relationships:review_series_detail", args=[self.object.pk])

    def form_valid(self, form: Any) -> HttpResponseBase:
        response = super().form_valid(form)
        return done(self.request, self.get_success_url(), _("Saved.")) if response.status_code == 302 else response


class ReviewSeriesCreate(_SeriesPage, FormView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_write(request.user):
            raise PermissionDenied(_("You do not belong to a team yet. Ask an administrator to add you to one."))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("kind", "")
        kind = asked if asked in SeriesKind.values else SeriesKind.CLEARING
        tomorrow = timezone.localtime() + timezone.timedelta(days=1)
        return {"kind": kind, "first_at": tomorrow.replace(hour=9, minute=0, second=0, microsecond=0)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        kind = str(context["form"]["kind"].value())
        tabs = [(label, f"?kind={value}", value == kind) for value, label in SeriesKind.choices]
        return context | {"tabs": tabs, "back": reverse("relationships:review_list")}


class ReviewSeriesUpdate(_SeriesPage, UpdateView):
    def get_object(self, queryset: Any = None) -> ReviewSeries:
        return _changeable(self.request, self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(back=self.get_success_url(), series=self.object, **kwargs)


class ReviewCreate(ActionFormMixin, FormView):
    """An extra meeting of a series."""

    form_class = ReviewForm
    template_name = "relationships/review_form.html"
    object: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.series = _changeable(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"series": self.series}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = reverse("relationships:review_series_detail", args=[self.series.pk])
        return super().get_context_data(series=self.series, back=back, **kwargs)

    def get_success_url(self) -> str:
        return reverse("relationships:review_detail", args=[self.object.pk])

    def form_valid(self, form: Any) -> HttpResponseBase:
        response = super().form_valid(form)
        return done(self.request, self.get_success_url(), _("Saved.")) if response.status_code == 302 else response


@require_POST
def review_series_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    series = _changeable(request, pk)
    discard_series(by=request.user, series=series)
    undo = reverse("relationships:trash_restore", args=["review_series", pk])
    return done(request, reverse("relationships:review_list"), _("Moved to the trash."), undo=undo)


def _changeable(request: HttpRequest, pk: int) -> ReviewSeries:
    rows = ReviewSeries.objects.visible_to(request.user).select_related("team", "facilitator")
    series = get_object_or_404(rows, pk=pk)
    if not may_change_series(request.user, series):
        raise PermissionDenied
    return series
