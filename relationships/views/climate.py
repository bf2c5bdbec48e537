"""Why a climate is as it is: the reasons of one partner, its course, and how the score is counted."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from partners.models import Partner
from relationships.queries import climate as formula
from relationships.queries.climate_words import HEIGHT, WIDTH, climate_of, course_of


def partner_climate(request: HttpRequest, pk: int) -> HttpResponseBase:
    partner = get_object_or_404(Partner.objects.visible_to(request.user), pk=pk)
    context = {
        "partner": partner,
        "climate": climate_of(request.user, partner),
        "course": course_of(request.user, partner),
        "formula": formula,
        "width": WIDTH,
        "height": HEIGHT,
    }
    return render(request, "relationships/climate.html", context)
