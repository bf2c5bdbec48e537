"""JSON as it comes in, bounded and without what no database or answer can hold; and JSON as it goes out."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class TooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE


class JsonParser(BaseParser):
    """Takes an object in UTF-8. Nesting past the interpreter's depth, NaN and half surrogate pairs are refused."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise TooLarge(_("This is too large. Send at most %(limit)s bytes.") % {"limit": limit})
        try:
            data = json.loads(raw.decode(), parse_constant=_refuse)
            json.dumps(data, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            raise ParseError(_("This is not JSON that can be read.")) from None
        if not isinstance(data, dict):
            raise ParseError(_("Send a JSON object."))
        return data


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


class JsonWhateverIsAccepted(DefaultContentNegotiation):
    """Answers are JSON where a resource has nothing else to offer; files are asked for by `?format=`."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        first, *others = renderers
        if others:
            return super().select_renderer(request, [first, *others], format_suffix)
        return first, first.media_type or ""
