"""Teams: listed, made, renamed, and the one that one works in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from accounts.access import is_member, may_add_team, may_change_team, may_change_users
from accounts.actions.user import choose_working_team
from accounts.choices import TeamRole
from accounts.forms.team import MembershipForm, TeamForm
from accounts.models import Team
from accounts.views.record import ActionFormMixin


class TeamList(ListView):
    """One's own teams, all of them for administrators; for one person alone, the way to work with others."""

    template_name = "accounts/team_list.html"
    context_object_name = "teams_seen"
    paginate_by = 100

    def get_queryset(self) -> QuerySet[Team]:
        return (
            Team.objects.visible_to(self.request.user)
            .annotate(member_count=Count("memberships"))
            .order_by("name", "pk")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(may_add=may_add_team(user), may_add_people=may_change_users(user), **kwargs)


class TeamCreate(ActionFormMixin, CreateView):
    model = Team
    form_class = TeamForm
    template_name = "accounts/team_form.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_add_team(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("accounts:team_detail", args=[self.object.pk])


class TeamDetail(DetailView):
    template_name = "accounts/team_detail.html"
    extra_context = {"roles": TeamRole.choices}

    def get_queryset(self) -> QuerySet[Team]:
        return Team.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, team = self.request.user, self.object
        may_change = may_change_team(user, team)
        context = {
            "memberships": team.memberships.select_related("user").order_by("user__name", "pk"),
            "may_change": may_change,
            "is_member": is_member(user, team),
            "form": MembershipForm(user=user, team=team) if may_change else None,
        }
        return super().get_context_data(**context | kwargs)


class TeamUpdate(ActionFormMixin, UpdateView):
    form_class = TeamForm
    template_name = "accounts/team_form.html"

    def get_queryset(self) -> QuerySet[Team]:
        return Team.objects.visible_to(self.request.user)

    def get_object(self, queryset: Any = None) -> Team:
        team = super().get_object(queryset)
        if not may_change_team(self.request.user, team):
            raise PermissionDenied
        return team

    def get_success_url(self) -> str:
        return reverse("accounts:team_detail", args=[self.object.pk])


@require_POST
def choose_team(request: HttpRequest) -> HttpResponse:
    """Work in another of one's teams, and go on where one was."""
    number = request.POST.get("team", "")
    team = get_object_or_404(Team.objects.of(request.user), pk=int(number) if number.isdecimal() else 0)
    choose_working_team(by=request.user, team=team)
    messages.success(request, _("You now work in %(team)s.") % {"team": team})
    way_on = request.POST.get("next", "")
    secure = request.is_secure()
    if url_has_allowed_host_and_scheme(way_on, allowed_hosts={request.get_host()}, require_https=secure):
        return redirect(way_on)
    return redirect("relationships:today")
