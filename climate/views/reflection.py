"""Questions to oneself and to the team, one a week, and the answers."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import TemplateView

from accounts.access import is_lead, working_team
from accounts.models import Team
from climate.access import may_discard_answer
from climate.actions.reflection import (
    add_starting_questions,
    delete_private_answer,
    discard_shared_answer,
    discard_starting_questions,
)
from climate.forms.reflection import AnswerForm, QuestionForm
from climate.models import ReflectionQuestion, SharedAnswer
from climate.queries.reflection import own_answers, question_of_the_week, questions_of_team, shared_answers
from climate.views.team_record import TeamRecordCreate, TeamRecordHistory, TeamRecordUpdate, discarded, restored
from relationships.access import may_write
from relationships.views.entry import dialog_or_page, done

HOME = "climate:reflection"
SHOWN = 50


class Reflection(TemplateView):
    template_name = "climate/reflection.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, team = self.request.user, working_team(self.request.user)
        leads = bool(team) and is_lead(user, team)
        questions = list(questions_of_team(user).select_related("author"))
        told = list(shared_answers(user)[:SHOWN])
        for row in (*questions, *told):
            row.may_discard = leads or row.author_id == user.pk
        return super().get_context_data(
            this_week=question_of_the_week(user, at=timezone.now()),
            questions=questions,
            has_starters=any(question.is_starter for question in questions),
            own=own_answers(user),
            told=told,
            may_add=may_write(user),
            team=team,
            **kwargs,
        )


class QuestionCreate(TeamRecordCreate):
    form_class = QuestionForm
    template_name = "climate/question_form.html"
    home = HOME


class QuestionUpdate(TeamRecordUpdate):
    model = ReflectionQuestion
    form_class = QuestionForm
    template_name = "climate/question_form.html"
    home = HOME


class QuestionHistory(TeamRecordHistory):
    guarded = {Team: gettext_lazy("another team")}
    model = ReflectionQuestion
    home = HOME


class SharedAnswerHistory(TeamRecordHistory):
    guarded = {ReflectionQuestion: gettext_lazy("another question")}
    home = HOME

    def get_record(self) -> Any:
        user = self.request.user
        rows = SharedAnswer.objects.seen_by(user).select_related("question__team")
        answer = rows.filter(pk=self.kwargs["pk"]).first()
        return None if answer and answer.discarded_at and not may_discard_answer(user, answer) else answer


@require_POST
def question_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    return discarded(request, ReflectionQuestion, pk, home=HOME, undo="climate:question_restore")


@require_POST
def question_restore(request: HttpRequest, pk: int) -> HttpResponseBase:
    return restored(request, ReflectionQuestion, pk, home=HOME)


@require_POST
def question_starting_set(request: HttpRequest) -> HttpResponseBase:
    team = working_team(request.user)
    if "discard" in request.POST and team:
        discard_starting_questions(by=request.user, team=team)
        return done(request, reverse(HOME), _("Moved to the trash."))
    add_starting_questions(by=request.user)
    return done(request, reverse(HOME), _("Here is something to begin with. Change what does not fit."))


@require_http_methods(["GET", "POST"])
def question_answer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write an answer, in the dialog or on a small page of its own."""
    question = get_object_or_404(ReflectionQuestion.objects.visible_to(request.user).select_related("team"), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user, question=question)
        mine = form.cleaned_data["readers"] == "me"
        return done(request, reverse(HOME), _("Noted, for you alone.") if mine else _("Your team can read it now."))
    context = {"form": form, "question": question}
    status = 422 if request.method == "POST" else 200
    return render(request, dialog_or_page(request, "climate/answer_form.html"), context, status=status)


@require_POST
def private_answer_delete(request: HttpRequest, pk: int) -> HttpResponseBase:
    if not delete_private_answer(by=request.user, pk=pk):
        raise Http404
    return done(request, reverse(HOME), _("Deleted."))


@require_POST
def shared_answer_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    rows = SharedAnswer.objects.visible_to(request.user).select_related("question__team")
    discard_shared_answer(get_object_or_404(rows, pk=pk), by=request.user)
    return done(request, reverse(HOME), _("Moved to the trash."))
