"""What every request gets: a small answer; and of a signed-in user: their language, their time zone, and pages that nothing keeps."""

import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django_htmx.http import reswap, trigger_client_event
from isal.igzip import IGzipFile

from accounts.actions.record import StaleRecord, WrongState
from accounts.clock import zone_named

Responder = Callable[[HttpRequest], HttpResponseBase]

ACCEPTS_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
MOST_PADDING = 100  # bytes


class Compressed:
    """Pages, answers of the API and texts; not files that are compressed already, whose length the browser wants to know.

    Each answer is a few random bytes longer than it need be, so that its length tells nothing of what it holds (BREACH).
    Django's own middleware does the same by zlib, which takes ten times as long: more than the database does for a list.
    """

    KINDS = ("text/html", "application/json", "text/csv", "text/calendar", "text/plain")
    SHORT = 200  # bytes, of which nothing can be saved

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if kind not in self.KINDS or isinstance(response, FileResponse) or "Content-Encoding" in response.headers:
            return response
        if isinstance(response, HttpResponse) and len(response.content) < self.SHORT:
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if not ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")):
            return response
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = compressed_parts(response.streaming_content)  # type: ignore[arg-type]
            del response.headers["Content-Length"]
        elif isinstance(response, HttpResponse):
            response.content = b"".join(compressed_parts([response.content]))
            response.headers["Content-Length"] = str(len(response.content))
        if response.headers.get("ETag", "").startswith('"'):
            response.headers["ETag"] = f"W/{response.headers['ETag']}"  # the same words in other bytes
        response.headers["Content-Encoding"] = "gzip"
        return response


def compressed_parts(parts: Iterable[bytes]) -> Iterator[bytes]:
    """What gzip makes of each part, as soon as there is something of it; padded by a file's name of random length."""
    sent = BytesIO()
    padding = "a" * secrets.randbelow(MOST_PADDING)
    with IGzipFile(filename=padding, mode="wb", fileobj=sent, mtime=0) as compressing:
        for part in parts:
            compressing.write(part)
            if sent.tell():
                yield sent.getvalue()
                sent.seek(0)
                sent.truncate()
    yield sent.getvalue()


class UserPreferences:
    """Speak the user's language and tell the user's time; before signing in it is the browser's language."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(zone_named(request.user.time_zone)):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        response.headers["Content-Language"] = request.LANGUAGE_CODE
        return response


class NothingStored:
    """What a signed-in user reads stays in no cache, not even the browser's own."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
        return response


class Refusals:
    """What an action refuses because of the record's state becomes a page that says why, or a toast, instead of an error."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if isinstance(exception, StaleRecord | WrongState):
            status, text = 409, str(exception)
        elif isinstance(exception, ValidationError):
            status, text = 400, " ".join(exception.messages)
        else:
            return None
        if getattr(request, "htmx", False):
            response = reswap(HttpResponse(status=status), "none")  # what was typed stays
            return trigger_client_event(response, "toast", {"text": text, "kind": "error"})
        return render(request, "errors/refused.html", {"text": text}, status=status)
