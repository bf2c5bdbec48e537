"""Practice examples, and what becomes the topic of a training."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import TemplateView

from accounts.access import working_team
from accounts.models import Team
from climate.access import may_discard_record
from climate.actions.example import choose_topic, mark_example
from climate.filters.example import ExampleFilter
from climate.forms.example import ExampleForm, TopicForm
from climate.models import MoodBooster, PracticeExample
from climate.queries.example import draft_of_contact, draft_of_issue, examples_of_team, shown_marks, with_marks
from climate.views.team_record import TeamRecordCreate, TeamRecordHistory, TeamRecordUpdate, discarded, restored
from relationships.access import may_write
from relationships.views.entry import dialog_or_page, done

HOME = "climate:example_list"
SHOWN = 200


class ExampleList(TemplateView):
    template_name = "climate/example_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        filterset = ExampleFilter(self.request.GET, queryset=examples_of_team(user))
        rows = list(filterset.qs.select_related("author").order_by("-pk")[:SHOWN])
        for row in rows:
            row.people = shown_marks(row)
        context = {"rows": rows, "asked": self.request.GET.get("q", ""), "may_add": may_write(user)}
        return super().get_context_data(team=working_team(user), **context, **kwargs)


def example_detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    user = request.user
    rows = with_marks(PracticeExample.objects.visible_to(user), user)
    example: Any = get_object_or_404(rows.select_related("author", "team"), pk=pk)
    context = {"example": example, "people": shown_marks(example), "may_discard": may_discard_record(user, example)}
    return render(request, "climate/example_detail.html", context)


class ExampleCreate(TeamRecordCreate):
    form_class = ExampleForm
    template_name = "climate/example_form.html"
    home = HOME

    def get_initial(self) -> dict[str, Any]:
        """With ?issue= or ?contact= a draft of it, in which no partner is named."""
        user, asked = self.request.user, self.request.GET
        draft = draft_of_issue(user, asked.get("issue", "")) or draft_of_contact(user, asked.get("contact", ""))
        return super().get_initial() | draft


class ExampleUpdate(TeamRecordUpdate):
    model = PracticeExample
    form_class = ExampleForm
    template_name = "climate/example_form.html"
    home = HOME

    def get_success_url(self) -> str:
        return reverse("climate:example_detail", args=[self.kwargs["pk"]])


class ExampleHistory(TeamRecordHistory):
    guarded = {Team: gettext_lazy("another team")}
    model = PracticeExample
    home = HOME


@require_POST
def example_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    return discarded(request, PracticeExample, pk, home=HOME, undo="climate:example_restore")


@require_POST
def example_restore(request: HttpRequest, pk: int) -> HttpResponseBase:
    return restored(request, PracticeExample, pk, home=HOME)


@require_POST
def example_mark(request: HttpRequest, pk: int) -> HttpResponseBase:
    example = get_object_or_404(PracticeExample.objects.visible_to(request.user).select_related("team"), pk=pk)
    helped = "back" not in request.POST
    mark_example(by=request.user, example=example, helped=helped)
    text = _("Good to know. The others see a number from five people on.") if helped else _("Taken back.")
    return done(request, reverse("climate:example_detail", args=[pk]), text)


@require_http_methods(["GET", "POST"])
def example_topic(request: HttpRequest, pk: int) -> HttpResponseBase:
    example = get_object_or_404(PracticeExample.objects.visible_to(request.user).select_related("team"), pk=pk)
    return _topic(request, example, "climate:example_detail", example=example)


@require_http_methods(["GET", "POST"])
def booster_topic(request: HttpRequest, pk: int) -> HttpResponseBase:
    booster = get_object_or_404(MoodBooster.objects.visible_to(request.user).select_related("team"), pk=pk)
    return _topic(request, booster, "climate:booster_detail", booster=booster)


def _topic(request: HttpRequest, thing: Any, home: str, **what: Any) -> HttpResponseBase:
    form = TopicForm(request.POST or None, user=request.user, team=thing.team)
    back = reverse(home, args=[thing.pk])
    if request.method == "POST" and form.is_valid():
        choose_topic(by=request.user, review=form.cleaned_data["review"], **what)
        return done(request, back, _("It is the topic of that training now."))
    context = {"form": form, "thing": thing, "home": back, "trainings": bool(form.fields["review"].choices)}
    status = 422 if request.method == "POST" else 200
    return render(request, dialog_or_page(request, "climate/topic_form.html"), context, status=status)
