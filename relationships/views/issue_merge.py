"""Two issues that are one."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms.record import add_errors
from relationships.access import may_work_on_issue
from relationships.actions.issue_merge import merge_issue
from relationships.forms.issue import MergeForm
from relationships.models import Issue
from relationships.queries.issue_merge import SHOWN, merge_candidates
from relationships.views.entry import dialog_or_page, done


@require_http_methods(["GET", "POST"])
def issue_merge(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Choose among the issues that fit, found by what one types, and go on in that one."""
    issue = get_object_or_404(Issue.objects.visible_to(request.user), pk=pk)
    if not may_work_on_issue(request.user, issue):
        raise PermissionDenied
    sent = request.POST or request.GET
    found = list(merge_candidates(request.user, issue, sent.get("q", "")[:100]).with_partners(request.user)[:SHOWN])
    form = MergeForm(
        request.POST if request.method == "POST" else None,
        found=found,
        candidates=Issue.objects.visible_to(request.user),
        initial={"q": request.GET.get("q", "")[:100]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            into = merge_issue(by=request.user, issue=issue, into=form.cleaned_data["into"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            return done(request, reverse("relationships:issue_detail", args=[into.pk]), _("Now they are one."))
    lines = [{"issue": row, "partners": list(row.partners_for(request.user))} for row in found]
    context = {"form": form, "issue": issue, "lines": lines, "chosen": form.data.get("into", "")}
    template = dialog_or_page(request, "relationships/issue_merge.html")
    return render(request, template, context, status=422 if form.errors else 200)
