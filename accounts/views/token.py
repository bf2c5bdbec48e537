"""One's own API tokens: listed, made, taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from knox.models import AuthToken

from accounts.actions import token

SHOWN = 100


class TokenList(TemplateView):
    template_name = "accounts/token_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tokens = AuthToken.objects.filter(user=self.request.user.pk).order_by("-created")[:SHOWN]
        return super().get_context_data(tokens=tokens, **kwargs)


@require_POST
def create_token(request: HttpRequest) -> HttpResponse:
    """Answer with the token itself: it can be read this once, so nothing keeps it for a page after a redirect."""
    made = token.make_token(request.user)
    return render(request, "accounts/token_made.html", {"token": made})


@require_POST
def end_token(request: HttpRequest, digest: str) -> HttpResponse:
    if not token.end_token(by=request.user, digest=digest):
        raise Http404
    messages.success(request, _("The token is taken back; programs that used it are signed out."))
    return redirect("accounts:token_list")
