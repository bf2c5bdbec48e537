"""The trash: what one discarded oneself, with the days left to take it out again."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from accounts.models import Record
from partners.actions.partner import restore_partner
from partners.models import Partner
from relationships.actions.comment import restore_comment
from relationships.actions.entry import restore_entry
from relationships.actions.reminder import restore_reminder
from relationships.models import Comment, Entry, Reminder
from relationships.queries.trash import NOUNS, guests, may_restore, trash, trash_of


class Trash(TemplateView):
    template_name = "relationships/trash.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, now = self.request.user, timezone.now()
        lines = [in_line(noun, record, user) for noun, record in trash(user, at=now)]
        return super().get_context_data(lines=lines, days=settings.TRASH_DAYS, **kwargs)


def in_line(noun: str, record: Any, user: Any) -> dict[str, Any]:
    """What one line of the trash says about a record."""
    gone_on = record.discarded_at + timedelta(days=settings.TRASH_DAYS)
    has_history = isinstance(record, (Partner, Entry)) or type(record) in guests
    return {
        "noun": noun,
        "record": record,
        "kind": record._meta.verbose_name,
        "partners": list(record.partners_for(user)) if isinstance(record, Entry) else [],
        "days_left": max((timezone.localdate(gone_on) - timezone.localdate()).days, 0),
        "history_url": reverse(f"{record._meta.app_label}:{noun}_history", args=[record.pk]) if has_history else "",
    }


@require_POST
def trash_restore(request: HttpRequest, noun: str, pk: int) -> HttpResponse:
    """Take something out of the trash; what is not in one's own trash is not there (404)."""
    if noun not in NOUNS:
        raise Http404
    record = get_object_or_404(trash_of(request.user, noun), pk=pk)
    if not may_restore(request.user, record):
        raise PermissionDenied
    take_out(record, by=request.user)
    messages.success(request, _("It is back."))
    return HttpResponseRedirect(reverse("relationships:trash"))


def take_out(record: Record, *, by: Any) -> None:
    if guest := guests.get(type(record)):
        guest.restore(record, by=by)
    elif isinstance(record, Partner):
        restore_partner(by=by, partner=record)
    elif isinstance(record, Reminder):
        restore_reminder(by=by, reminder=record)
    elif isinstance(record, Comment):
        restore_comment(by=by, comment=record)
    elif isinstance(record, Entry):
        restore_entry(record, by=by)
