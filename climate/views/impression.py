"""How a team wants to be seen, whom it asks, and what they say."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import TemplateView

from accounts.access import is_lead, working_team
from accounts.forms.record import add_errors
from accounts.models import Team
from climate.access import may_discard_record
from climate.actions.impression import close_impression, look_again, renew_link, revoke_link
from climate.forms.impression import AskForm, ImpressionForm, MeasureForm
from climate.models import FeedbackLink, Impression
from climate.models.impression import FEWEST
from climate.queries.impression import impressions_of_team, links_of, named_answers, results_of
from climate.reports.letter import letters
from climate.views.team_record import TeamRecordCreate, TeamRecordHistory, TeamRecordUpdate, discarded, restored
from relationships.access import may_write
from relationships.models import ActionItem
from relationships.views.entry import dialog_or_page, done

HOME = "climate:impression_list"
SHOWN = 100


def page_of(pk: int) -> str:
    return reverse("climate:impression_detail", args=[pk])


class ImpressionList(TemplateView):
    template_name = "climate/impression_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, team = self.request.user, working_team(self.request.user)
        rows = list(impressions_of_team(user).select_related("author").order_by("-pk")[:SHOWN])
        leads = bool(team) and is_lead(user, team)
        for row in rows:
            row.may_discard = leads or row.author_id == user.pk
            row.over = row.is_over()
        return super().get_context_data(rows=rows, team=team, may_add=may_write(user), **kwargs)


def impression_detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    user = request.user
    impression = get_object_or_404(Impression.objects.visible_to(user).select_related("team", "author"), pk=pk)
    context = {
        "impression": impression,
        "over": impression.is_over(),
        "results": results_of(impression),
        "links": links_of(impression, user),
        "named": named_answers(impression, user),
        "measures": ActionItem.objects.visible_to(user).filter(pk__in=impression.measures.values("pk")).select_related("owner"),
        "may_discard": may_discard_record(user, impression),
        "fewest": FEWEST,
    }  # fmt: skip
    return render(request, "climate/impression_detail.html", context)


class ImpressionCreate(TeamRecordCreate):
    form_class = ImpressionForm
    template_name = "climate/impression_form.html"
    home = HOME


class ImpressionUpdate(TeamRecordUpdate):
    model = Impression
    form_class = ImpressionForm
    template_name = "climate/impression_form.html"
    home = HOME

    def get_success_url(self) -> str:
        return page_of(self.kwargs["pk"])


class ImpressionHistory(TeamRecordHistory):
    guarded = {Team: gettext_lazy("another team"), ActionItem: gettext_lazy("another measure")}
    model = Impression
    home = HOME


@require_POST
def impression_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    return discarded(request, Impression, pk, home=HOME, undo="climate:impression_restore")


@require_POST
def impression_restore(request: HttpRequest, pk: int) -> HttpResponseBase:
    return restored(request, Impression, pk, home=HOME)


@never_cache
@require_http_methods(["GET", "POST"])
def impression_ask(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Choose whom to ask; the answer holds the addresses, this once."""
    impression = get_object_or_404(Impression.objects.visible_to(request.user).select_related("team"), pk=pk)
    typed = request.POST.get("partners_search", "") if "search" in request.POST else ""
    form = AskForm(request.POST or None, user=request.user, impression=impression, typed=typed)
    if request.method == "POST" and "search" not in request.POST and form.is_valid():
        try:
            asked = form.save()
        except ValidationError as error:
            add_errors(form, error)
        else:
            impression.refresh_from_db()
            context = {"impression": impression, "letters": letters(impression, asked, by=request.user)}
            return render(request, "climate/impression_links.html", context)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "impression": impression, "fewest": FEWEST}
    return render(request, "climate/impression_ask.html", context, status=status)


@require_POST
def impression_close(request: HttpRequest, pk: int) -> HttpResponseBase:
    impression = get_object_or_404(Impression.objects.visible_to(request.user).select_related("team"), pk=pk)
    close_impression(by=request.user, impression=impression, at=timezone.now())
    return done(request, page_of(pk), _("The asking is over. Thank you for looking at it together."))


@require_POST
def impression_again(request: HttpRequest, pk: int) -> HttpResponseBase:
    impression = get_object_or_404(Impression.objects.visible_to(request.user).select_related("team"), pk=pk)
    return redirect(page_of(look_again(by=request.user, impression=impression).pk))


@require_http_methods(["GET", "POST"])
def impression_measure(request: HttpRequest, pk: int) -> HttpResponseBase:
    impression = get_object_or_404(Impression.objects.visible_to(request.user).select_related("team"), pk=pk)
    form = MeasureForm(request.POST or None, user=request.user, impression=impression)
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except ValidationError as error:
            add_errors(form, error)
        else:
            return done(request, page_of(pk), _("Saved."))
    context = {"form": form, "impression": impression}
    status = 422 if request.method == "POST" else 200
    return render(request, dialog_or_page(request, "climate/impression_measure.html"), context, status=status)


@require_POST
def feedback_link_revoke(request: HttpRequest, pk: int) -> HttpResponseBase:
    link = get_object_or_404(FeedbackLink.objects.visible_to(request.user).select_related("impression__team"), pk=pk)
    revoke_link(by=request.user, link=link, at=timezone.now())
    return done(request, page_of(link.impression_id), _("This link opens nothing any more."))


@never_cache
@require_POST
def feedback_link_renew(request: HttpRequest, pk: int) -> HttpResponseBase:
    rows = FeedbackLink.objects.visible_to(request.user).select_related("impression__team", "partner", "answer")
    link = get_object_or_404(rows, pk=pk)
    asked = renew_link(by=request.user, link=link, at=timezone.now())
    context = {"impression": link.impression, "letters": letters(link.impression, [asked], by=request.user)}
    return render(request, "climate/impression_links.html", context)
