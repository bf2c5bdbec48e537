"""What a team asks itself before a clearing talk: its own questions, or the built-in ones.

A built-in question is read in the language that is active, whatever language it was chosen or answered in.
"""

from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Team
from relationships.models import ClearingTalk, GuidingQuestion


def questions_of(team: Team) -> list[str]:
    own = list(GuidingQuestion.objects.kept().filter(team=team).values_list("text", flat=True))
    return [_as_read(question) for question in own] or built_in()


def built_in() -> list[str]:
    """In the language that is active."""
    return [
        _("What exactly happened, as a camera would have seen it?"),
        _("What is our own share in it?"),
        _("What might be good for them in the way they see it?"),
        _("What do both of us want, underneath?"),
        _("What can we offer, and what do we ask for?"),
        _("How do we want to part, whatever comes of it?"),
    ]


def answers_of(talk: ClearingTalk) -> dict[str, str]:
    return {_as_read(question): answer for question, answer in talk.answers or []}


def preparation_of(talk: ClearingTalk) -> list[tuple[str, str]]:
    """What was prepared, each part under its heading; what is empty is left out."""
    parts = [*talk.prepared_parts, *answers_of(talk).items()]
    return [(heading, text) for heading, text in parts if text]


def _as_read(question: str) -> str:
    place = _places().get(question)
    return question if place is None else built_in()[place]


@cache
def _places() -> dict[str, int]:
    """Each built-in question in each language, and its place among them."""
    places: dict[str, int] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            places |= {question: place for place, question in enumerate(built_in())}
    return places
