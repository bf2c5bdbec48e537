"""The moment that a filter goes by."""

from datetime import datetime
from typing import Any

from django.utils import timezone


def asked_at(filterset: Any) -> datetime:
    """When what is filtered was asked for, where that is told: a file of the worker, a question that is kept."""
    return getattr(filterset.request, "at", None) or timezone.now()
