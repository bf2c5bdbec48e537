"""The team's list of what helps back into a good mood."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.generic import FormView, TemplateView, UpdateView

from accounts.access import is_lead, working_team
from accounts.views.record import ActionFormMixin
from climate.access import may_change_booster
from climate.actions.booster import (
    add_starting_set,
    comment_on_booster,
    discard_booster,
    discard_comment,
    discard_starting_set,
    restore_booster,
)
from climate.choices import Audience
from climate.filters.booster import BoosterFilter
from climate.forms.booster import BoosterCommentForm, BoosterForm
from climate.models import BoosterComment, MoodBooster
from climate.queries.booster import FEWEST, SHOWN, best_of_team, boosters_of_team, by_term, lines
from climate.reports.paper import pdf_answer
from relationships.access import may_write
from relationships.reports.errors import ReportRefused
from relationships.reports.reading import Reading
from relationships.views.entry import done
from relationships.views.report import refusal


class BoosterList(TemplateView):
    template_name = "climate/booster_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, team = self.request.user, working_team(self.request.user)
        filterset = BoosterFilter(self.request.GET, queryset=boosters_of_team(user))
        chosen = filterset.form.cleaned_data.get("audience", "") if filterset.is_valid() else ""
        found = lines(user, filterset.qs if filterset.is_valid() else boosters_of_team(user), at=timezone.now())[:SHOWN]
        leads = bool(team) and is_lead(user, team)
        for line in found:
            line.may_discard = leads or line.booster.author_id == user.pk
        return super().get_context_data(
            groups=by_term(found),
            nothing_at_all=not found and not chosen,
            has_starters=any(line.booster.is_starter for line in found),
            may_add=may_write(user),
            team=team,
            fewest=FEWEST,
            chosen=chosen,
            audiences=Audience.choices,
            **kwargs,
        )


@require_http_methods(["GET", "POST"])
def booster_detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One booster with what is said about it; POST says something."""
    booster = get_object_or_404(MoodBooster.objects.visible_to(request.user).select_related("author", "team"), pk=pk)
    form = BoosterCommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        comment_on_booster(by=request.user, booster=booster, text=form.cleaned_data["text"])
        return done(request, reverse("climate:booster_detail", args=[pk]), _("Saved."))
    leads = is_lead(request.user, booster.team)
    comments = list(booster.comments.kept().select_related("author"))
    for comment in comments:
        comment.may_discard = leads or comment.author_id == request.user.pk
    context = {"booster": booster, "comments": comments, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "climate/booster_detail.html", context, status=status)


@require_POST
def booster_comment_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    rows = BoosterComment.objects.visible_to(request.user).select_related("booster__team")
    comment = get_object_or_404(rows, pk=pk)
    discard_comment(comment, by=request.user)
    return done(request, reverse("climate:booster_detail", args=[comment.booster_id]), _("Moved to the trash."))


@require_POST
def booster_starting_set(request: HttpRequest) -> HttpResponseBase:
    """Begin with the starting set, or move what is left of it to the trash."""
    team = working_team(request.user)
    if "discard" in request.POST and team:
        discard_starting_set(by=request.user, team=team)
        return done(request, reverse("climate:booster_list"), _("Moved to the trash."))
    add_starting_set(by=request.user)
    return done(
        request, reverse("climate:booster_list"), _("Here is something to begin with. Change what does not fit.")
    )


@require_GET
def booster_poster(request: HttpRequest) -> HttpResponseBase:
    team = working_team(request.user)
    if team is None:
        raise PermissionDenied(_("You do not belong to a team yet. Ask an administrator to add you to one."))
    now = timezone.now()
    context = {"team": team, "groups": best_of_team(request.user, at=now)}
    try:
        return pdf_answer(_("mood-boosters"), "reports/poster.html", context, reading=Reading.of(request.user, at=now))
    except ReportRefused as refused:
        return refusal(request, refused)


class _BoosterPage(ActionFormMixin):
    form_class = BoosterForm
    template_name = "climate/booster_form.html"
    success_url = reverse_lazy("climate:booster_list")

    def form_valid(self, form: Any) -> HttpResponseBase:
        response = super().form_valid(form)
        return done(self.request, str(self.success_url), _("Saved.")) if response.status_code == 302 else response


class BoosterCreate(_BoosterPage, FormView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_write(request.user):
            raise PermissionDenied(_("You do not belong to a team yet. Ask an administrator to add you to one."))
        return super().dispatch(request, *args, **kwargs)


class BoosterUpdate(_BoosterPage, UpdateView):
    def get_queryset(self) -> QuerySet[MoodBooster]:
        return MoodBooster.objects.visible_to(self.request.user)

    def get_object(self, queryset: Any = None) -> MoodBooster:
        booster = super().get_object(queryset)
        if not may_change_booster(self.request.user, booster):
            raise PermissionDenied
        return booster


@require_POST
def booster_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    booster = get_object_or_404(MoodBooster.objects.visible_to(request.user), pk=pk)
    discard_booster(booster, by=request.user)
    undo = reverse("climate:booster_restore", args=[pk])
    return done(request, reverse("climate:booster_list"), _("Moved to the trash."), undo=undo)


@require_POST
def booster_restore(request: HttpRequest, pk: int) -> HttpResponseBase:
    booster = get_object_or_404(MoodBooster.objects.discarded().seen_by(request.user), pk=pk)
    restore_booster(booster, by=request.user)
    messages.success(request, _("It is back."))
    return HttpResponseRedirect(reverse("climate:booster_list"))
