"""One meeting: its agenda before, its table while it runs, its minutes after."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import UpdateView
from django_htmx.http import HttpResponseClientRefresh

from accounts.ahead import asking_ahead
from accounts.choices import TeamRole
from accounts.views.record import ActionFormMixin
from relationships.access import may_change_review, may_take_part
from relationships.actions.review import close_review, rate_review, skip_review, start_review, unskip_review
from relationships.actions.review_turn import go_to
from relationships.context import announce_counts
from relationships.forms.review import RatingForm, ReviewForm
from relationships.models import Review, ReviewRating
from relationships.queries.agenda import Table, load, looks_back_to, only_for, parts_of, visible_review
from relationships.queries.circle import circle_of, invited_to
from relationships.queries.review_screen import Screen, screen_of
from relationships.views.entry import done

SCORES = range(1, 11)


def review_of(request: HttpRequest, pk: int) -> Review:
    found = visible_review(user=request.user, pk=pk)
    if not found:
        raise Http404
    return found[0]


@require_safe
@asking_ahead()
def review_detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The agenda that has made itself, `?all=1` to its last line; a meeting that runs or has ended has pages of its own."""
    review = review_of(request, pk)
    if review.is_running and not review.runs_until:
        return redirect("relationships:review_follow", pk)
    if review.is_closed:
        return redirect("relationships:review_minutes", pk)
    user, now = request.user, timezone.now()
    people = invited_to(review)
    is_short = "all" not in request.GET
    table = Table(review, circle_of(review.series, people), user, looks_back_to(review), now, is_short)
    parts = parts_of(review)
    load(parts, table)
    me = next((one for one in people if one.pk == user.pk), None)
    of_issues = next((part.data for part in parts if "own" in part.data), None)
    leads = user.pk in (review.facilitator_id, review.series.facilitator_id, review.series.created_by_id)
    context = {
        "review": review, "series": review.series, "people": people, "parts": parts,
        "own": of_issues["own"] if of_issues else only_for(table),
        "may_change": leads or (me.role == TeamRole.LEAD if me else may_change_review(user, review)),  # type: ignore[attr-defined]
        "takes_part": me is not None,
        "minutes": sum(part.minutes for part in parts), "now": now, "today": timezone.localdate(now),
    }  # fmt: skip
    if review.is_running:
        context |= {"screen": screen_of(review, user=user, at=now)}
    announce_counts(request)
    template = "relationships/review_detail.html"
    return render(request, f"{template}#list" if request.htmx else template, context)  # type: ignore[attr-defined]


class ReviewUpdate(ActionFormMixin, UpdateView):
    """Move it, invite, give it a topic."""

    form_class = ReviewForm
    template_name = "relationships/review_form.html"

    def get_object(self, queryset: Any = None) -> Review:
        return changeable(self.request, self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = reverse("relationships:review_detail", args=[self.object.pk])
        return super().get_context_data(review=self.object, series=self.object.series, back=back, **kwargs)

    def get_success_url(self) -> str:
        return reverse("relationships:review_detail", args=[self.object.pk])

    def form_valid(self, form: Any) -> HttpResponseBase:
        response = super().form_valid(form)
        return done(self.request, self.get_success_url(), _("Saved.")) if response.status_code == 302 else response


def changeable(request: HttpRequest, pk: int) -> Review:
    review = review_of(request, pk)
    if not may_change_review(request.user, review):
        raise PermissionDenied
    return review


@require_POST
def review_skip(request: HttpRequest, pk: int) -> HttpResponseBase:
    review = skip_review(by=request.user, review=changeable(request, pk))
    undo = reverse("relationships:review_unskip", args=[pk])
    address = reverse("relationships:review_series_detail", args=[review.series_id])
    return done(request, address, _("Skipped. What is open waits for the next one."), undo=undo)


@require_POST
def review_unskip(request: HttpRequest, pk: int) -> HttpResponseBase:
    review = unskip_review(by=request.user, review=changeable(request, pk))
    address = reverse("relationships:review_series_detail", args=[review.series_id])
    return done(request, address, _("It takes place."))


@require_POST
def review_start(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Whoever starts it leads; a second click finds it running."""
    review = review_of(request, pk)
    if review.is_running:
        return redirect("relationships:review_conduct", pk)
    try:
        start_review(by=request.user, review=review)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("relationships:review_detail", pk)
    return redirect("relationships:review_detail" if review.runs_until else "relationships:review_conduct", pk)


@require_safe
def review_conduct(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The wall: what everyone invited may read, legible from the back of the room."""
    return _table(request, pk, own=False)


@require_safe
def review_follow(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same on one's own screen, with what one may see beyond it, and one's rating."""
    return _table(request, pk, own=True)


def _table(request: HttpRequest, pk: int, *, own: bool) -> HttpResponseBase:
    review = review_of(request, pk)
    is_part = getattr(request, "htmx", False)
    if not review.is_running:
        return HttpResponseClientRefresh() if is_part else redirect("relationships:review_detail", pk)
    name = "#table" if is_part else ""
    response = render(request, f"relationships/review_conduct.html{name}", table_context(request, review, own=own))
    # The screen tells by it which of two answers is the older one.
    response.headers["ETag"] = etag_of(review.state, review.revision)
    return response


def table_context(request: HttpRequest, review: Review, *, own: bool) -> dict[str, Any]:
    user, now = request.user, timezone.now()
    screen: Screen = screen_of(review, user=user, at=now, own=own)
    rating = ReviewRating.objects.filter(review=review, user=user.pk).values_list("score", flat=True).first()
    return {
        "review": review, "series": review.series, "screen": screen, "is_own": own, "scores": SCORES,
        "rating": rating if screen.step.section.name == "conclusion" else None,
        "takes_part": any(user.pk == one.pk for one in screen.people),
        "etag": etag_of(review.state, review.revision), "now": now, "today": timezone.localdate(now),
        "here": reverse("relationships:review_follow" if own else "relationships:review_conduct", args=[review.pk]),
    }  # fmt: skip


def etag_of(state: str, revision: int) -> str:
    return f'"{state}-{revision}"'


@never_cache
@require_safe
def review_state(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What screens that follow ask every second and a half: 304 while nothing has happened, at the cost of one query."""
    row = Review.objects.visible_to(request.user).filter(pk=pk).values_list("state", "revision").first()
    if row is None:
        return HttpResponse(status=404)
    etag = etag_of(*row)
    if request.headers.get("If-None-Match", "").removeprefix("W/") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    return HttpResponse(status=204, headers={"ETag": etag, "X-State": row[0]})


@require_POST
def review_turn(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Turn to another step; from where one was, so that two who turn at once do not skip one."""
    review = review_of(request, pk)
    item, seen_item = (_number(request.POST.get(name, "")) for name in ("item", "seen_item"))
    seen = (request.POST["seen_section"], seen_item) if request.POST.get("seen_section") else None
    try:
        go_to(by=request.user, review=review, section=request.POST.get("section", ""), item=item, seen=seen)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    own = request.POST.get("own") == "1"
    if getattr(request, "htmx", False):
        return _table(request, pk, own=own)
    return redirect("relationships:review_follow" if own else "relationships:review_conduct", pk)


@require_POST
def review_rate(request: HttpRequest, pk: int) -> HttpResponseBase:
    review, form = review_of(request, pk), RatingForm(request.POST)
    if form.is_valid():
        rate_review(by=request.user, review=review, score=form.cleaned_data["score"])
    else:
        messages.error(request, _("Choose from 1 to 10."))
    return done(request, reverse("relationships:review_follow", args=[pk]))


@require_POST
def review_close(request: HttpRequest, pk: int) -> HttpResponseBase:
    review = review_of(request, pk)
    if review.is_closed:
        return HttpResponseRedirect(reverse("relationships:review_minutes", args=[pk]))
    close_review(by=request.user, review=review)
    messages.success(request, gettext_lazy("Closed. What stayed open is carried over."))
    return redirect("relationships:review_minutes", pk)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def must_take_part(request: HttpRequest, review: Review) -> None:
    if not may_take_part(request.user, review):
        raise PermissionDenied
