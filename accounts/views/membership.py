"""Who belongs to a team, and as what."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST

from accounts.access import may_change_team
from accounts.actions.team import end_membership, set_membership
from accounts.choices import TeamRole
from accounts.forms.team import MembershipForm
from accounts.models import Membership, Team, User


class MembershipCreate(View):
    """Add somebody to a team; a page of its own shows what was wrong."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        team = self.get_team(pk)
        return self.show(MembershipForm(user=request.user, team=team), team)

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        team = self.get_team(pk)
        form = MembershipForm(request.POST, user=request.user, team=team)
        if not form.is_valid():
            return self.show(form, team, status=422)
        try:
            membership = form.save()
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form, team, status=422)
        messages.success(request, _("%(name)s belongs to the team.") % {"name": membership.user})
        return redirect("accounts:team_detail", pk)

    def get_team(self, pk: int) -> Team:
        team = get_object_or_404(Team.objects.visible_to(self.request.user), pk=pk)
        if not may_change_team(self.request.user, team):
            raise PermissionDenied
        return team

    def show(self, form: Any, team: Team, status: int = 200) -> HttpResponse:
        return render(self.request, "accounts/membership_form.html", {"form": form, "team": team}, status=status)


@require_POST
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    membership = _visible_membership(request.user, pk)
    role = request.POST.get("role", "")
    if role not in TeamRole.values:
        raise ValidationError(_("Choose a role."))
    set_membership(by=request.user, team=membership.team, user=membership.user, role=TeamRole(role))
    messages.success(request, _("Saved."))
    return redirect("accounts:team_detail", membership.team_id)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody out of the team, or leave it."""
    membership = _visible_membership(request.user, pk)
    end_membership(by=request.user, membership=membership)
    if membership.user_id == request.user.pk:
        messages.success(request, _("You have left %(team)s.") % {"team": membership.team})
        return redirect("accounts:team_list")
    messages.success(request, _("%(name)s no longer belongs to the team.") % {"name": membership.user})
    return redirect("accounts:team_detail", membership.team_id)


def _visible_membership(user: User, pk: int) -> Membership:
    memberships = Membership.objects.filter(team__in=Team.objects.visible_to(user)).select_related("team", "user")
    return get_object_or_404(memberships, pk=pk)
