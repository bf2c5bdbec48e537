"""What a partner sees behind a feedback link: one small page without a script, a cookie or anything of others."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.actions.record import WrongState
from climate.actions.feedback import take_answer, was_used
from climate.forms.impression import FeedbackForm
from climate.models import FeedbackLink, Unreadable
from climate.models.impression import FEWEST, digest_of
from climate.queries.feedback import secret_of

# No cookie, so no token of one either: whoever has the address may answer, and nobody else's sign-in is used for it.
OPEN = "open"
MOST_A_MINUTE = 20  # times that one link may be asked


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, token: str) -> HttpResponseBase:
    """Every address that opens nothing gets the same answer, whether it was altered, guessed or never there."""
    secret = secret_of(token)
    if secret is None:
        return _says(request, "unknown", 404)
    if _too_often(secret):
        return _says(request, "too_often", 429)
    rows = FeedbackLink.objects.opened_by(secret).select_related("impression__team", "partner")
    link = rows.first()
    if link is None:
        return _says(request, "unknown", 404)
    with translation.override(_language(request, link)):
        state = _state(link, secret)
        if state != OPEN:
            return _says(request, state, _status(state, request.method == "POST"), link=link)
        return _answer(request, link, secret)


def _answer(request: HttpRequest, link: FeedbackLink, secret: str) -> HttpResponseBase:
    form = FeedbackForm(request.POST if request.method == "POST" else None, impression=link.impression)
    show = partial(_page, request, link=link, form=form)
    if request.method != "POST":
        return show()
    if not form.is_valid():
        return show(status=422)
    try:
        take_answer(link=link, secret=secret, at=timezone.now(), **form.cleaned_data)
    except WrongState as refused:  # what was typed stays on the page
        return show(status=409, refused=str(refused))
    except ValidationError as refused:
        return show(status=422, refused=" ".join(refused.messages))
    return _says(request, "thanks", 200, link=link)


def _state(link: FeedbackLink, secret: str) -> str:
    if link.revoked_at:
        return "taken_back"
    if link.impression.is_over():
        return "over"
    try:
        return "used" if was_used(link, secret) else OPEN
    except Unreadable:
        return "no_key"


def _status(state: str, is_sent: bool) -> int:
    """A used link that is looked at again says thank you; what is sent a second time is refused."""
    if state == "used":
        return 409 if is_sent else 200
    return {"taken_back": 410, "over": 410, "no_key": 503}[state]


def _page(request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponseBase:
    context |= {"languages": settings.LANGUAGES, "fewest": FEWEST, "LANGUAGE_CODE": translation.get_language()}
    response = render(request, "climate/feedback.html", context, status=status)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Content-Language"] = translation.get_language()
    return response


def _says(request: HttpRequest, what: str, status: int, *, link: FeedbackLink | None = None) -> HttpResponseBase:
    """A few words instead of the questions."""
    titles = {
        "unknown": _("This link opens nothing"),
        "too_often": _("A little slower, please"),
        "taken_back": _("This link was taken back"),
        "over": _("The questions are over"),
        "used": _("Your answer is here"),
        "thanks": _("Thank you"),
        "no_key": _("Not possible just now"),
    }
    words = {
        "unknown": _(
            "Perhaps a part of it got lost on the way. Open it once more from the mail, or ask whoever sent it."
        ),
        "too_often": _("That was more tries than we let through in a short time. Wait a minute, then try again."),
        "taken_back": _("Whoever sent it has taken it back. It takes no answer any more."),
        "over": _("Answers are no longer taken. Thank you for wanting to give one."),
        "used": _("Each link takes one answer, and yours has arrived. Thank you for it."),
        "thanks": _("Your answer has arrived. You can close this page."),
        "no_key": _("Your answer could not be kept safely at the moment, so none is taken. Please try again tomorrow."),
    }
    response = _page(request, status=status, link=link, title=titles[what], words=words[what])
    if what == "too_often":
        response.headers["Retry-After"] = "60"
    return response


def _language(request: HttpRequest, link: FeedbackLink) -> str:
    """The one chosen on the page, else the partner's, else the browser's."""
    known = dict(settings.LANGUAGES)
    asked = request.GET.get("language", "")
    if asked in known:
        return asked
    return link.partner.language if link.partner.language in known else translation.get_language()


def _too_often(secret: str) -> bool:
    """Counted by link, under a hash of it: no address of whoever asks is kept. A guess does not get as far as here."""
    name = f"feedback:{digest_of(secret)}:{int(timezone.now().timestamp() // 60)}"
    cache.add(name, 0, 120)
    try:
        return cache.incr(name) > MOST_A_MINUTE
    except ValueError:  # pushed out of a full cache between the two
        return False
