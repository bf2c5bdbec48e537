"""The palette: going anywhere and doing anything by typing. Without JavaScript it is a small search page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.models import User
from partners.access import may_add_partner
from partners.names import fold
from relationships.access import may_write
from relationships.queries.palette import LONGEST, find


@dataclass(frozen=True)
class Command:
    """Something to do or a place to go that every page's own short list leaves out."""

    name: str
    icon: str
    words: Any
    in_dialog: bool = False

    @property
    def url(self) -> str:
        return reverse(self.name)


WRITING = (
    Command("relationships:issue_create", "flag", _("Flag an issue"), in_dialog=True),
    Command("relationships:appreciation_create", "heart", _("Write thanks"), in_dialog=True),
    Command("relationships:idea_create", "light-bulb", _("Note an idea"), in_dialog=True),
    Command("climate:booster_create", "sparkles", _("Add a mood booster"), in_dialog=True),
)
ADDING = (Command("partners:partner_create", "user-plus", _("Add a partner")),)
ANYBODY = (
    Command("relationships:reminder_create", "bell-alert", _("Set a reminder"), in_dialog=True),
    Command("climate:check_in_list", "face-smile", _("My check-ins")),
    Command("relationships:review_list", "user-group", _("Clearing rounds")),
    Command("relationships:trash", "trash", _("Trash")),
    Command("accounts:team_list", "user-group", _("Teams")),
)


@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "")[:LONGEST]
    context = {"found": find(request.user, typed), "commands": commands(request.user, typed), "typed": typed}
    template = "relationships/palette.html"
    return render(request, f"{template}#options" if getattr(request, "htmx", False) else template, context)


def commands(user: User, typed: str) -> list[Command]:
    """The commands open to `user` whose words hold every word typed."""
    words = fold(typed).split()
    offered = [*(WRITING if may_write(user) else ()), *(ADDING if may_add_partner(user) else ()), *ANYBODY]
    return [
        command for command in offered if all(word in fold(str(command.words)) for word in words) and _exists(command)
    ]


def _exists(command: Command) -> bool:
    try:
        return bool(command.url)
    except NoReverseMatch:
        return False
