"""From a mail or a calendar: what shall happen with a reminder? The page asks, its buttons do it; a GET changes nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from relationships.models import Reminder


@require_safe
def reminder_ask(request: HttpRequest, pk: int) -> HttpResponse:
    reminder = get_object_or_404(Reminder.objects.visible_to(request.user), pk=pk)
    return render(request, "relationships/reminder_ask.html", {"reminder": reminder, "now": timezone.now()})
