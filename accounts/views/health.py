"""For a monitor: is everything there? Anonymously it tells yes or no, to administrators what is missing."""

from dataclasses import asdict

from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import may_change_users
from accounts.queries.health import look
from accounts.queries.outbox import look_at_outbox


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 when database, worker and disk are well, else 503."""
    seen = look(at=timezone.now())
    answer = {"well": seen.is_well}
    if seen.database and _administrates(request):
        answer |= asdict(seen) | {"mails": asdict(look_at_outbox(at=timezone.now()))}
    return JsonResponse(answer, status=200 if seen.is_well else 503)


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all."""
    return JsonResponse({"live": True})


def _administrates(request: HttpRequest) -> bool:
    try:
        return request.user.is_authenticated and may_change_users(request.user)
    except Error:
        return False
