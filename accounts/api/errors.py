"""Every refusal of the API: `{"field": ["what to do"]}` for what was sent, `{"detail": "…"}` for the rest."""

from typing import Any

import structlog
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import IntegrityError
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import api_view
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from accounts.actions.record import StaleRecord, WrongState
from relationships.reports.errors import ReportRefused

log = structlog.get_logger("rapport.api")


class Conflict(APIException):
    status_code = status.HTTP_409_CONFLICT


def answer(exc: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler, told about the refusals of actions."""
    if isinstance(exc, StaleRecord):
        return _stale(exc, context)
    if isinstance(exc, WrongState):
        exc = Conflict(str(exc))
    elif isinstance(exc, ModelValidationError):
        exc = ValidationError(_by_field(exc))
    elif isinstance(exc, ReportRefused):
        return _no_file(exc)
    elif isinstance(exc, IntegrityError):
        # Actions check before they save, so this is a race lost to somebody who saved the same thing.
        log.warning("integrity_race", error=type(exc).__name__)
        exc = Conflict(_("Somebody else saved the same at this moment. Read it again and repeat what is still needed."))
    return exception_handler(exc, context)


def _by_field(error: ModelValidationError) -> dict[str, list[str]]:
    if not hasattr(error, "error_dict"):
        return {api_settings.NON_FIELD_ERRORS_KEY: error.messages}
    return {
        api_settings.NON_FIELD_ERRORS_KEY if name == NON_FIELD_ERRORS else name: messages
        for name, messages in error.message_dict.items()
    }


def _no_file(refused: ReportRefused) -> Response:
    """413, 429 or 503 with what to do instead."""
    headers = {"Retry-After": "60"} if refused.status == status.HTTP_429_TOO_MANY_REQUESTS else None
    return Response({"detail": str(refused)}, status=refused.status, headers=headers)


def _stale(stale: StaleRecord, context: dict[str, Any]) -> Response | None:
    """409 with the record as it stands, if the user still sees it."""
    view = context["view"]
    current = view.read(stale.current.pk)
    if current is None:
        return exception_handler(Http404(), context)
    data = {"detail": str(stale), "current": view.get_serializer(current).data}
    return Response(data, status=status.HTTP_409_CONFLICT)


@extend_schema(exclude=True)
@api_view(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
def no_such_address(request: Request) -> Response:
    """What no resource answers is said in JSON, too."""
    raise NotFound(_("There is no such address. They are listed in /api/v1/ and end in a slash."))
