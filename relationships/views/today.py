"""Today: what waits for whoever looks at it."""

from operator import itemgetter
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template import Context
from django.template.loader import get_template
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
        self.now = timezone.now()
        announce_counts(self.request)
        today.announce_sections(self.request.user, self.now)
        return super().get_context_data(now=self.now, greeting=greeting(), later=self.later, **kwargs)

    def later(self, context: Context) -> dict[str, Any]:
        """What waits; each section is drawn while the next is on its way."""
        columns: dict[str, list[Any]] = {"first": [], "main": [], "side": []}
        waiting, is_news = 0, False
        for section, found in today.load_sections(self.request.user, self.now):
            with context.push(data=found.data):
                drawn = get_template(section.template).template.render(context)
            columns[section.column].append((section.place, section.name, found.data, drawn))
            waiting += found.waiting
            is_news |= found.is_news
        first_steps = not (waiting or is_news) and not today.anything_at_all(self.request.user)
        shown = {
            column: [
                {"name": name, "data": data, "drawn": drawn}
                for _place, name, data, drawn in sorted(cards, key=itemgetter(0))
            ]
            for column, cards in columns.items()
        }
        return {"waiting": waiting_in_words(waiting), "first_steps": first_steps, **shown}


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
