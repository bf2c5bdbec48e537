"""One's private calendar address: made, renewed, ended."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actions.feed_key import end_feed_key, make_feed_key


@require_POST
def feed_make(request: HttpRequest) -> HttpResponse:
    """Answer with the address itself: it can be read this once."""
    secret = make_feed_key(by=request.user)
    address = settings.RAPPORT_URL + reverse("relationships:feed", args=[secret])
    return render(request, "accounts/feed_made.html", {"address": address})


@require_POST
def feed_end(request: HttpRequest) -> HttpResponse:
    if end_feed_key(by=request.user):
        messages.success(request, _("The calendar address is ended."))
    return redirect("accounts:delivery")
