"""What the worker does and what it could not send, for administrators."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from accounts.access import may_change_users
from accounts.actions.outgoing_mail import send_again
from accounts.models import OutgoingMail
from accounts.queries import outbox
from accounts.views.user import ForAdministrators


class WorkerPage(ForAdministrators, TemplateView):
    template_name = "accounts/worker.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, beaten_at = timezone.now(), outbox.last_beat()
        return super().get_context_data(
            beaten_at=beaten_at,
            silent=outbox.is_silent(beaten_at, at=now),
            outbox=outbox.look_at_outbox(at=now),
            dead=outbox.dead_letters(),
            failed=outbox.last_faults(),
            **kwargs,
        )


@require_POST
def mail_again(request: HttpRequest, pk: int) -> HttpResponse:
    rows = OutgoingMail.objects.all() if may_change_users(request.user) else OutgoingMail.objects.none()
    send_again(by=request.user, mail=get_object_or_404(rows, pk=pk))
    messages.success(request, _("It goes out again within a minute."))
    return redirect("accounts:worker")
