"""The led talk: prepare it, plan it, hold it with the preparation beside the notes, take the sheet along."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import FormView, UpdateView
from django_htmx.http import reswap, trigger_client_event

from accounts.access import is_member
from accounts.actions.record import StaleRecord
from accounts.forms.record import add_errors
from accounts.models import Team
from accounts.views.record import ActionFormMixin
from relationships.access import may_work_on_issue
from relationships.actions.clearing_talk import cancel_talk, change_talk, restore_talk
from relationships.actions.guiding_question import set_questions
from relationships.forms.clearing_talk import HoldForm, QuestionsForm, TalkForm
from relationships.models import ClearingTalk, GuidingQuestion, Issue
from relationships.queries.calendar import talk_item
from relationships.queries.guiding_question import built_in, preparation_of, questions_of
from relationships.reports.calendar import as_ics
from relationships.reports.clearing_talk import talk_sheet
from relationships.views.report import send


class _TalkPage(ActionFormMixin):
    """Where one works on a talk; back to its issue when it is saved."""

    template_name = "relationships/talk_form.html"
    form_class: Any = TalkForm
    request: HttpRequest
    object: Any
    issue: Issue

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"issue": self.issue}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(issue=self.issue, back=self.get_success_url(), **kwargs)  # type: ignore[misc]

    def get_success_url(self) -> str:
        return reverse("relationships:issue_detail", args=[self.issue.pk])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "search" in request.POST:  # looking for a partner without JavaScript
            self.object = self.get_object() if hasattr(self, "get_object") else None
            return self.render_to_response(self.get_context_data(form=self.get_form()))  # type: ignore[attr-defined]
        return super().post(request, *args, **kwargs)  # type: ignore[misc]

    def form_valid(self, form: Any) -> HttpResponseBase:
        response = super().form_valid(form)
        if response.status_code == 302:
            messages.success(self.request, _("Saved."))
        return response


class TalkPrepare(_TalkPage, FormView):
    """Begins a talk; leads on to the one that is being prepared where there is one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.issue = get_object_or_404(
            Issue.objects.visible_to(request.user).with_partners(request.user), pk=kwargs["pk"]
        )
        if not may_work_on_issue(request.user, self.issue):
            raise PermissionDenied
        ahead = self.issue.talks.kept().ahead().first()  # type: ignore[attr-defined]
        if ahead and request.method == "GET":
            return redirect("relationships:talk_update", ahead.pk)
        return super().dispatch(request, *args, **kwargs)


class TalkUpdate(_TalkPage, UpdateView):
    def get_object(self, queryset: Any = None) -> ClearingTalk:
        talk = _talk_ahead(self.request, self.kwargs["pk"])
        self.issue = talk.issue
        return talk


class TalkHold(ActionFormMixin, UpdateView):
    form_class = HoldForm
    template_name = "relationships/talk_hold.html"

    def get_object(self, queryset: Any = None) -> ClearingTalk:
        return _talk_ahead(self.request, self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        talk = self.object
        partners = list(talk.partners.all())
        with_colleague = any(partner.is_colleague for partner in partners)
        return super().get_context_data(
            talk=talk,
            issue=talk.issue,
            preparation=preparation_of(talk),
            notes_mood=talk.issue.team.mood_for_colleagues or not with_colleague,
            back=reverse("relationships:issue_detail", args=[talk.issue_id]),
            **kwargs,
        )

    def get_success_url(self) -> str:
        return reverse("relationships:issue_detail", args=[self.object.issue_id])

    def form_valid(self, form: Any) -> HttpResponseBase:
        response = super().form_valid(form)
        if response.status_code == 302:
            messages.success(self.request, _("The talk is noted, and so is what came of it."))
        return response


@require_POST
def talk_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the notes while one writes; answers with the version to send next, or says that somebody else wrote, too."""
    talk = _talk_ahead(request, pk)
    sent = request.POST.get("version", "")
    version = int(sent) if sent.isdecimal() and len(sent) < 10 else 0
    try:
        change_talk(by=request.user, talk=talk, version=version, notes=request.POST.get("notes", ""))
    except StaleRecord as stale:
        response = reswap(HttpResponse(str(stale), status=409), "none")
        return trigger_client_event(response, "toast", {"text": str(stale), "kind": "error"})
    return render(request, "relationships/talk_hold.html#kept", {"version": talk.version, "now": timezone.now()})


@require_POST
def talk_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    talk = _talk_ahead(request, pk)
    cancel_talk(by=request.user, talk=talk)
    undo = reverse("relationships:talk_restore", args=[pk])
    messages.success(request, _("The talk is called off."), extra_tags=f"undo {undo}")
    return HttpResponseRedirect(reverse("relationships:issue_detail", args=[talk.issue_id]))


@require_POST
def talk_restore(request: HttpRequest, pk: int) -> HttpResponseBase:
    issues = Issue.objects.visible_to(request.user).values("pk")
    talk = get_object_or_404(ClearingTalk.objects.discarded().select_related("issue__team"), pk=pk, issue__in=issues)
    restore_talk(by=request.user, talk=talk)
    messages.success(request, _("It is back."))
    return HttpResponseRedirect(reverse("relationships:issue_detail", args=[talk.issue_id]))


def talk_sheet_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The sheet to take along, as PDF."""
    return send(request, talk_sheet(_talk(request, pk), user=request.user, at=timezone.now()), "pdf")


def talk_calendar(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The planned talk as an entry for one's calendar; where there is no date yet, the page to set one."""
    talk = _talk(request, pk)
    if talk.planned_at is None:
        return redirect("relationships:talk_update", pk)
    headers = {"Content-Disposition": f'attachment; filename="rapport-{pk}.ics"'}
    content = as_ics([talk_item(talk)], name=_("Rapport"))
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@require_http_methods(["GET", "POST"])
def team_questions(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The team's guiding questions, one a line."""
    team = get_object_or_404(Team.objects.visible_to(request.user), pk=pk)
    if not is_member(request.user, team):
        raise PermissionDenied
    own = GuidingQuestion.objects.kept().filter(team=team).exists()
    texts = "\n".join(questions_of(team))
    form = QuestionsForm(request.POST if request.method == "POST" else None, initial={"texts": texts})
    if request.method == "POST" and form.is_valid():
        lines = form.cleaned_data["texts"].splitlines()
        # Saved as they were shown, the built-in ones stay built in and go on speaking each reader's language.
        lines = [] if not own and lines == built_in() else lines
        try:
            set_questions(by=request.user, team=team, texts=lines)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:team_detail", pk)
    context = {"form": form, "team": team}
    return render(request, "relationships/team_questions.html", context, status=422 if form.errors else 200)


def _talk(request: HttpRequest, pk: int) -> ClearingTalk:
    rows = ClearingTalk.objects.visible_to(request.user).select_related("issue__team", "issue__owner", "interaction")
    return get_object_or_404(rows, pk=pk)


def _talk_ahead(request: HttpRequest, pk: int) -> ClearingTalk:
    talk = _talk(request, pk)
    if not may_work_on_issue(request.user, talk.issue):
        raise PermissionDenied
    return talk
