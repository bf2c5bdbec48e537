"""What is said on an issue's thread."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.record import StaleRecord
from relationships.access import may_change_comment, may_comment
from relationships.actions.comment import change_comment, comment_on_issue, discard_comment
from relationships.forms.issue import CommentForm
from relationships.models import Comment, Issue
from relationships.views.entry import dialog_or_page, done, where_from


@require_http_methods(["GET", "POST"])
def issue_comment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Comment from the list (dialog), from the issue's own page, or on a small page without script."""
    issue = get_object_or_404(Issue.objects.visible_to(request.user), pk=pk)
    if not may_comment(request.user, issue):
        raise PermissionDenied
    form = CommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        comment_on_issue(by=request.user, issue=issue, text=form.cleaned_data["text"])
        return done(request, reverse("relationships:issue_detail", args=[pk]) + "#thread", _("Said."))
    context = {"form": form, "issue": issue, "title": _("Comment"), "next": where_from(request)}
    return render(
        request, dialog_or_page(request, "relationships/issue_step.html"), context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
def comment_update(request: HttpRequest, pk: int) -> HttpResponseBase:
    comment = get_object_or_404(Comment.objects.visible_to(request.user).select_related("issue"), pk=pk)
    if not may_change_comment(request.user, comment):
        raise PermissionDenied
    form = CommentForm(request.POST if request.method == "POST" else None, initial={"text": comment.text})
    context = {"form": form, "issue": comment.issue, "title": _("Change the comment"), "version": comment.version}
    if request.method == "POST" and form.is_valid():
        sent = request.POST.get("version", "")
        version = int(sent) if sent.isdecimal() and len(sent) < 10 else 0
        try:
            change_comment(by=request.user, comment=comment, version=version, text=form.cleaned_data["text"])
        except StaleRecord as stale:
            theirs = {"label": _("Comment"), "theirs": stale.current.text, "yours": form.cleaned_data["text"]}
            context |= {"conflict": [theirs], "version": stale.current.version}
            return render(request, dialog_or_page(request, "relationships/issue_step.html"), context, status=409)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return done(request, reverse("relationships:issue_detail", args=[comment.issue_id]), _("Saved."))
    return render(
        request, dialog_or_page(request, "relationships/issue_step.html"), context, status=422 if form.errors else 200
    )


@require_POST
def comment_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    comment = get_object_or_404(Comment.objects.visible_to(request.user), pk=pk)
    discard_comment(by=request.user, comment=comment)
    undo = reverse("relationships:trash_restore", args=["comment", pk])
    address = reverse("relationships:issue_detail", args=[comment.issue_id])
    return done(request, address, _("Moved to the trash."), undo=undo)
