"""What one does with the points of an agenda: put one on it, vote, and in the meeting what comes of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.record import StaleRecord
from accounts.forms.record import add_errors
from relationships.actions.agenda import (
    add_measure,
    add_point,
    change_point,
    discard_point,
    finish_point,
    reopen_point,
    take_vote_back,
    vote,
    vote_for_issue,
)
from relationships.actions.smaller_circle import hand_to_smaller_circle
from relationships.forms.review import MeasureForm, PointForm, SaidForm, SmallerCircleForm
from relationships.models import AgendaItem, AgendaVote, Issue
from relationships.queries.circle import invited_to, members_of
from relationships.views.entry import dialog_or_page, done, where_from
from relationships.views.review import must_take_part, review_of

TEMPLATE = "relationships/agenda_dialog.html"


def item_of(request: HttpRequest, pk: int) -> AgendaItem:
    rows = AgendaItem.objects.visible_to(request.user).select_related("series__team", "review__series__team", "issue")
    return get_object_or_404(rows, pk=pk)


def home_of(item: AgendaItem) -> str:
    """The meeting a point belongs to, else the series it waits in."""
    if item.review_id:
        return reverse("relationships:review_detail", args=[item.review_id])
    return reverse("relationships:review_series_detail", args=[item.series_id])


@require_http_methods(["GET", "POST"])
def point_create(request: HttpRequest, pk: int) -> HttpResponseBase:
    """For the next meeting, or for the one that runs."""
    review = review_of(request, pk)
    must_take_part(request, review)
    form = PointForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            add_point(
                by=request.user, series=review.series, text=form.cleaned_data["text"],
                review=review if review.is_running else None,
            )  # fmt: skip
        except ValidationError as error:
            add_errors(form, error)
        else:
            return done(request, reverse("relationships:review_detail", args=[pk]), _("It is on the agenda."))
    return _dialog(request, form, title=_("Put a point on the agenda"), save=_("Put it on the agenda"))


@require_POST
def issue_vote(request: HttpRequest, pk: int, issue: int) -> HttpResponseBase:
    """Want an issue on the next agenda, or no longer."""
    review = review_of(request, pk)
    wanted = get_object_or_404(Issue.objects.visible_to(request.user), pk=issue)
    waiting = review.series.agenda_items.kept().waiting().filter(issue=wanted).first()
    if waiting and AgendaVote.objects.filter(item=waiting, user=request.user.pk).exists():
        take_vote_back(by=request.user, item=waiting)
        return done(request, reverse("relationships:review_detail", args=[pk]), _("Your vote is taken back."))
    vote_for_issue(by=request.user, series=review.series, issue=wanted)
    return done(request, reverse("relationships:review_detail", args=[pk]), _("Your vote counts."))


@require_POST
def point_vote(request: HttpRequest, pk: int) -> HttpResponseBase:
    item = item_of(request, pk)
    if AgendaVote.objects.filter(item=item, user=request.user.pk).exists():
        take_vote_back(by=request.user, item=item)
        return done(request, home_of(item), _("Your vote is taken back."))
    vote(by=request.user, item=item)
    return done(request, home_of(item), _("Your vote counts."))


@require_http_methods(["GET", "POST"])
def point_said(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down what was said; what somebody else has written meanwhile stands beside it."""
    item = item_of(request, pk)
    form = SaidForm(
        request.POST if request.method == "POST" else None, initial={"version": item.version, "said": item.said}
    )
    conflict: list[dict[str, str]] = []
    if form.is_valid():
        try:
            change_point(
                by=request.user, item=item, version=form.cleaned_data["version"], said=form.cleaned_data["said"]
            )
        except StaleRecord as stale:
            conflict = [
                {
                    "name": "said",
                    "label": _("What was said"),
                    "theirs": stale.current.said,
                    "yours": form.cleaned_data["said"],
                }
            ]  # type: ignore[attr-defined]
            form = SaidForm(initial={"version": stale.current.version, "said": form.cleaned_data["said"]})
        except ValidationError as error:
            add_errors(form, error)
        else:
            return done(request, home_of(item), _("Saved."))
    return _dialog(request, form, title=str(item), save=_("Save"), conflict=conflict)


@require_http_methods(["GET", "POST"])
def point_measure(request: HttpRequest, pk: int) -> HttpResponseBase:
    item = item_of(request, pk)
    people = invited_to(item.review) if item.review else members_of(item.series)
    form = MeasureForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        try:
            add_measure(by=request.user, item=item, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return done(request, home_of(item), _("Noted."))
    return _dialog(request, form, title=_("Note a measure"), save=_("Save"), about=str(item))


@require_http_methods(["GET", "POST"])
def point_circle(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand the issue to a few who clear it among themselves."""
    item = item_of(request, pk)
    issue = get_object_or_404(Issue.objects.visible_to(request.user).with_partners(request.user), pk=item.issue_id)
    people = invited_to(item.review) if item.review else members_of(item.series)
    form = SmallerCircleForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        chosen = {"people": list(form.cleaned_data["people"]), "due_on": form.cleaned_data["due_on"]}
        try:
            hand_to_smaller_circle(by=request.user, issue=issue, **chosen)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return done(request, home_of(item), _("They clear it among themselves."))
    return _dialog(request, form, title=_("Hand to a smaller circle"), save=_("Hand over"), about=str(item))


@require_POST
def point_done(request: HttpRequest, pk: int) -> HttpResponseBase:
    item = finish_point(by=request.user, item=item_of(request, pk))
    return done(request, home_of(item), _("Dealt with."), undo=reverse("relationships:point_reopen", args=[pk]))


@require_POST
def point_reopen(request: HttpRequest, pk: int) -> HttpResponseBase:
    item = reopen_point(by=request.user, item=item_of(request, pk))
    return done(request, home_of(item), _("It is open again."))


@require_POST
def point_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    item = item_of(request, pk)
    discard_point(by=request.user, item=item)
    undo = reverse("relationships:trash_restore", args=["agenda_item", pk])
    return done(request, home_of(item), _("Moved to the trash."), undo=undo)


def _dialog(request: HttpRequest, form: Any, **context: Any) -> HttpResponseBase:
    status = 409 if context.get("conflict") else 422 if form.errors else 200
    context |= {"form": form, "next": where_from(request)}
    return render(request, dialog_or_page(request, TEMPLATE), context, status=status)
