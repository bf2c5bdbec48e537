"""The private calendar feed: whoever has its address may read it, so it says little, and its address stands in no log."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.clock import zone_named
from accounts.models import FeedKey
from accounts.models.feed_key import digest_of
from relationships.queries.calendar import calendar_items
from relationships.reports.calendar import as_ics


@login_not_required
@never_cache
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The same 404 for every address that opens nothing: never made, ended, or of somebody who may not sign in."""
    if _too_often(secret):
        return HttpResponse(status=429, headers={"Retry-After": "60", "Cache-Control": "no-store"})
    key = FeedKey.objects.opened_by(secret).select_related("user").first()
    if key is None:
        raise Http404
    user = key.user
    with translation.override(user.language), timezone.override(zone_named(user.time_zone)):
        content = as_ics(calendar_items(user, at=timezone.now()), name=_("Rapport"))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Content-Disposition"] = 'inline; filename="rapport.ics"'
    return response


def _too_often(secret: str) -> bool:
    """Counted by address: calendar programs ask a few times an hour, and guessing 256 bits needs no other brake."""
    minute = int(timezone.now().timestamp() // 60)
    name = f"feed:{digest_of(secret)}:{minute}"
    cache.add(name, 0, 120)
    return cache.incr(name) > settings.FEED_RATE
