"""Before the contact: from a partner, a planned talk or the log dialog."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from climate.queries.before_contact import before_contact
from partners.models import Partner
from relationships.queries.partner_page import partner_for_page
from relationships.views.entry import dialog_or_page


def before(request: HttpRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    try:
        partner = partner_for_page(request.user, pk, at=now)
    except Partner.DoesNotExist as error:
        raise Http404 from error
    found = before_contact(request.user, partner, at=now)
    context = {"partner": partner, "briefing": found.briefing, "measures": found.measures, "booster": found.booster}
    return render(request, dialog_or_page(request, "climate/before_contact.html"), context)
