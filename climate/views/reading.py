"""The reading path for newcomers, and how far one is."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import working_team
from climate.actions.reading import mark_station, take_mark_back
from climate.queries.reading import reading_path as stops_of


def reading_path(request: HttpRequest) -> HttpResponseBase:
    stops = stops_of(request.user)
    context = {"stops": stops, "read": sum(stop.is_read for stop in stops), "team": working_team(request.user)}
    return render(request, "climate/reading_path.html", context)


@require_POST
def reading_mark(request: HttpRequest) -> HttpResponseBase:
    team, station = working_team(request.user), request.POST.get("station", "")
    if team is None:
        raise PermissionDenied(_("You do not belong to a team yet. Ask an administrator to add you to one."))
    if "back" in request.POST:
        take_mark_back(by=request.user, team=team, station=station)
    else:
        mark_station(by=request.user, team=team, station=station)
    return redirect("climate:reading_path")
