"""The pulse of the team one is working in."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from accounts.access import is_lead, working_team
from climate.actions.pulse import answer_pulse, set_pulse
from climate.forms.pulse import PulseAnswerForm, PulseForm
from climate.models.pulse import FEWEST
from climate.queries.pulse import closed_periods, day_of, has_answered, members_of, pulse_of_team, ticket_names
from relationships.views.entry import done

HOME = "climate:pulse"


class PulsePage(TemplateView):
    template_name = "climate/pulse.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, now = self.request.user, timezone.now()
        team, pulse = working_team(user), pulse_of_team(user)
        initial = {"period": pulse.period, "is_on": pulse.is_on} if pulse else {}
        return super().get_context_data(
            team=team,
            pulse=pulse,
            is_enough=bool(team) and members_of(team) >= FEWEST,
            answered=has_answered(partial(ticket_names, user, pulse, now)) if pulse and pulse.is_on else False,
            closed=closed_periods(pulse, today=day_of(now)) if pulse else [],
            form=PulseForm(initial=initial) if team and is_lead(user, team) else None,
            fewest=FEWEST,
            **kwargs,
        )


@require_POST
def pulse_answer(request: HttpRequest) -> HttpResponseBase:
    """No address and no log names the mood: it comes in the body."""
    pulse, form = pulse_of_team(request.user), PulseAnswerForm(request.POST)
    if pulse is None:
        raise Http404
    if not form.is_valid():
        raise ValidationError([str(error) for errors in form.errors.values() for error in errors])
    answer_pulse(by=request.user, pulse=pulse, mood=form.cleaned_data["mood"], at=timezone.now())
    return done(request, reverse(HOME), _("Counted. Nobody can tell any more which answer was yours."))


@require_POST
def pulse_set(request: HttpRequest) -> HttpResponseBase:
    team, form = working_team(request.user), PulseForm(request.POST)
    if team is None:
        raise PermissionDenied(_("You do not belong to a team yet. Ask an administrator to add you to one."))
    if not form.is_valid():
        raise ValidationError([str(error) for errors in form.errors.values() for error in errors])
    set_pulse(by=request.user, team=team, **form.cleaned_data)
    return done(request, reverse(HOME), _("Saved."))
