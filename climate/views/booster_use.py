"""Something for a low day, and whether it helped. Nothing of it stands in an address."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from climate.actions.booster_use import note_use, take_back_use
from climate.forms.booster_use import BoosterUseForm
from climate.queries.booster import offers
from relationships.views.entry import done

OFFER = "offer"  # the id of the offer within the card on Today


@require_POST
def booster_tried(request: HttpRequest) -> HttpResponseBase:
    """It helped, it did not, or neither."""
    form = BoosterUseForm(request.POST, user=request.user)
    if not form.is_valid():
        raise Http404
    booster, answer = form.cleaned_data["booster"], form.cleaned_data["answer"]
    if answer == "back":
        take_back_use(by=request.user, booster=booster)
    else:
        note_use(by=request.user, booster=booster, helped=answer == "helped", at=timezone.now())
    if _from_card(request):
        return render(request, "climate/offer.html", {"thanked": True})
    return done(request, reverse("climate:booster_list"), _("Noted, for you alone."))


@require_POST
def booster_another(request: HttpRequest) -> HttpResponseBase:
    """The next three, without those that were passed over: in the card, or on a small page of its own."""
    skipped = [
        int(pk) for pk in request.POST.getlist("skipped")[-50:] if pk.isascii() and pk.isdecimal() and len(pk) < 19
    ]
    context: dict[str, Any] = {
        "offers": offers(request.user, at=timezone.now(), skipped=skipped),
        "skipped": skipped,
    }
    return render(request, "climate/offer.html" if _from_card(request) else "climate/another.html", context)


def _from_card(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False)) and request.htmx.target == OFFER
