"""Link a contact to the issue that it was about."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms.record import add_errors
from relationships.access import may_write
from relationships.actions.issue import link_contact
from relationships.forms.issue import LinkForm
from relationships.models import Interaction, Issue
from relationships.queries.issue_link import SHOWN, link_candidates
from relationships.views.entry import dialog_or_page, done


@require_http_methods(["GET", "POST"])
def interaction_link(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Choose among the issues that fit, found by what one types."""
    contact = get_object_or_404(Interaction.objects.visible_to(request.user), pk=pk)
    if not may_write(request.user):
        raise PermissionDenied
    sent = request.POST or request.GET
    found = list(link_candidates(request.user, contact, sent.get("q", "")[:100]).with_partners(request.user)[:SHOWN])
    form = LinkForm(
        request.POST if request.method == "POST" else None,
        found=found,
        candidates=Issue.objects.visible_to(request.user),
        initial={"q": request.GET.get("q", "")[:100]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            link_contact(by=request.user, issue=form.cleaned_data["into"], interaction=contact)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return done(request, reverse("relationships:interaction_detail", args=[pk]), _("Linked."))
    lines = [{"issue": row, "partners": list(row.partners_for(request.user))} for row in found]
    context = {"form": form, "contact": contact, "lines": lines, "chosen": form.data.get("into", "")}
    template = dialog_or_page(request, "relationships/interaction_link.html")
    return render(request, template, context, status=422 if form.errors else 200)
