"""How the company looks on paper: the page, its logo, and a paper to look at."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import UpdateView

from accounts.views.record import ActionFormMixin
from accounts.views.user import ForAdministrators
from relationships.forms.house_style import HouseStyleForm
from relationships.models import HouseStyle
from relationships.reports import as_pdf
from relationships.reports.errors import ReportRefused


class HouseStylePage(ForAdministrators, ActionFormMixin, UpdateView):
    form_class = HouseStyleForm
    template_name = "relationships/house_style.html"

    def get_object(self, queryset: Any = None) -> HouseStyle:
        return HouseStyle.current()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(style=HouseStyle.current(), **kwargs)

    def form_valid(self, form: Any) -> HttpResponseBase:
        response = super().form_valid(form)
        if response.status_code == 302:
            messages.success(self.request, _("Saved."))
        return response

    def get_success_url(self) -> str:
        return reverse("relationships:house_style")


@require_safe
def house_logo(request: HttpRequest) -> HttpResponse:
    """The logo, for whoever is signed in."""
    logo = HouseStyle.current().logo
    if not logo:
        raise Http404
    return HttpResponse(bytes(logo), content_type="image/png", headers={"X-Content-Type-Options": "nosniff"})


class HouseStyleSample(ForAdministrators, UpdateView):
    """A paper as reports are, to look at."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            pdf = as_pdf.pdf_of(render_to_string("reports/sample.html"))
        except ReportRefused as refused:
            return HttpResponse(str(refused), status=refused.status, content_type="text/plain; charset=utf-8")
        return HttpResponse(pdf, content_type="application/pdf", headers={"X-Content-Type-Options": "nosniff"})
