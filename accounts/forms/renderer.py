"""How forms draw their widgets: like Django, but a select of many options is drawn once for what it holds."""

from functools import lru_cache
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString

SELECT = "django/forms/widgets/select.html"


class KeepingSelects(TemplatesSetting):
    """A template with a for loop over a hundred people takes longer than all that a page asks of the database.

    A select is kept by all that it shows, chosen option and words included, so whoever may be offered the same gets the
    same. What people type (text fields) is not kept.
    """

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if template_name != SELECT or request is not None or list(context) != ["widget"]:
            return super().render(template_name, context, request)
        return _drawn(_Select(context))


class _Select:
    """The context of a select, equal to another that would be drawn the same."""

    __slots__ = ("context", "key")

    def __init__(self, context: dict[str, Any]) -> None:
        self.context = context
        self.key = _plain(context["widget"])

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Select) and self.key == other.key


@lru_cache(maxsize=512)
def _drawn(select: _Select) -> str:
    drawn = TemplatesSetting().render(SELECT, select.context)
    select.context = {}  # what was drawn is kept, and not the rows that it was drawn of
    return drawn


def _plain(value: Any) -> Any:
    """`value` as nested tuples of texts, in which whatever is drawn differently differs."""
    if isinstance(value, SafeString):
        return ("safe", str(value))
    if isinstance(value, str | Promise):
        return str(value)
    if isinstance(value, dict):
        return tuple((name, _plain(inner)) for name, inner in value.items())
    if isinstance(value, list | tuple | set):
        return tuple(map(_plain, value))
    return (type(value).__name__, str(value))
