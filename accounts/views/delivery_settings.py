"""The page on which one says when and how something reaches oneself."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms.delivery_settings import DeliverySettingsForm
from accounts.models import DeliverySettings, FeedKey
from accounts.queries.delivery_words import in_words

PAGE = "accounts/delivery.html"


@require_http_methods(["GET", "POST"])
def delivery(request: HttpRequest) -> HttpResponse:
    wishes = DeliverySettings.of(request.user)
    form = DeliverySettingsForm(request.POST if request.method == "POST" else None, wishes=wishes, user=request.user)
    if getattr(request, "htmx", False) and request.method == "GET":  # another country has been chosen
        form.set_regions(request.GET.get("country", ""))
        return render(request, f"{PAGE}#region", {"form": form})
    if form.is_valid():
        try:
            form.save()
        except ValidationError as error:
            form.add_errors(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:delivery")
    context = {
        "form": form,
        "sentences": in_words(DeliverySettings.of(request.user)),
        "feed": FeedKey.objects.filter(user=request.user.pk).first(),
    }
    return render(request, PAGE, context, status=422 if form.errors else 200)
