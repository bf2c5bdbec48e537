"""The bell: what is new for whoever looks."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actions.notification import mark_all_read, mark_read
from accounts.filters.notification import NotificationFilter
from accounts.models import Notification
from accounts.queries import notice
from accounts.queries.keyset import Page, Sort
from accounts.views.listing import ListPage


class NotificationList(ListPage):
    template_name = "accounts/notification_list.html"
    filterset_class = NotificationFilter
    sorts = {"newest": Sort("created_at", descending=True)}
    default_sort = "newest"

    def get_rows(self) -> QuerySet[Notification]:
        return Notification.objects.visible_to(self.request.user)

    def get_later_context(self, page: Page, count: int) -> dict[str, Any]:
        lines = notice.inside(page.rows)
        any_unread = any(line.notification.read_at is None for line in lines)
        return super().get_later_context(page, count) | {"lines": lines, "any_unread": any_unread}


@require_POST
def notification_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a line as read and go where it points."""
    line = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    mark_read(by=request.user, line=line)
    found = notice.inside([line])
    return redirect(found[0].address if found else "accounts:notification_list")


@require_POST
def notification_read_all(request: HttpRequest) -> HttpResponse:
    mark_all_read(by=request.user)
    messages.success(request, _("All read."))
    return redirect("accounts:notification_list")
