"""The page of a team's rules for reminders."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import UpdateView

from accounts.access import is_member, may_change_team
from accounts.models import Team
from accounts.views.record import ActionFormMixin
from relationships.forms.reminder_rules import ReminderRulesForm, in_words
from relationships.models import ReminderRules


class ReminderRulesPage(ActionFormMixin, UpdateView):
    """Members read what will happen; leads and administrators change it."""

    form_class = ReminderRulesForm
    template_name = "relationships/reminder_rules.html"

    def get_object(self, queryset: Any = None) -> ReminderRules:
        self.team = get_object_or_404(Team.objects.visible_to(self.request.user), pk=self.kwargs["pk"])
        if not (is_member(self.request.user, self.team) or may_change_team(self.request.user, self.team)):
            raise PermissionDenied
        return ReminderRules.of(self.team)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.get_object()
        if not may_change_team(request.user, self.team):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            team=self.team,
            sentences=in_words(ReminderRules.of(self.team)),
            may_change=may_change_team(self.request.user, self.team),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponseBase | HttpResponse:
        response = super().form_valid(form)
        if response.status_code == 302:
            messages.success(self.request, _("Saved."))
        return response

    def get_success_url(self) -> str:
        return reverse("relationships:team_reminders", args=[self.team.pk])
