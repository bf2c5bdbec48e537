"""Today: what waits for whoever looks at it."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from accounts.views.ahead import drawn
from relationships.context import announce_counts
from relationships.queries import today


class Today(TemplateView):
    template_name = "relationships/today.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return drawn(lambda: super(Today, self).get(request, *args, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, now = self.request.user, timezone.now()
        shown = today.load_sections(user, now, meanwhile=lambda: announce_counts(self.request))
        waiting = sum(found.waiting for _section, found in shown)
        busy = waiting or any(found.is_news for _section, found in shown)
        columns = {
            column: [
                {"name": section.name, "template": section.template, "data": found.data}
                for section, found in shown
                if section.column == column
            ]
            for column in ("main", "side")
        }
        return super().get_context_data(
            now=now,
            greeting=greeting(),
            waiting=waiting_in_words(waiting),
            first_steps=not busy and not today.anything_at_all(user),
            **columns,
            **kwargs,
        )


def greeting() -> str:
    """By the user's own clock."""
    hour = timezone.localtime().hour
    if hour < 5 or hour >= 18:
        return _("Good evening.")
    return _("Good morning.") if hour < 11 else _("Good day.")


def waiting_in_words(count: int) -> str:
    if not count:
        return _("Nothing is waiting for you.")
    number = spelled(count)
    return ngettext("%(number)s thing is waiting for you.", "%(number)s things are waiting for you.", count) % {
        "number": number
    }


def spelled(count: int) -> str:
    """Small numbers as words, as one would say them at the beginning of a sentence."""
    words = [
        _("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine"), _("Ten"),
    ]  # fmt: skip
    return words[count - 1] if count <= len(words) else str(count)
