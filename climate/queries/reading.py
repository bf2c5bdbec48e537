"""The reading path for newcomers: mood boosters, practice examples, the impression, who looks after whom."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.access import working_team
from accounts.models import User
from climate.choices import Station
from climate.models import ReadingMark
from climate.queries.booster import boosters_of_team
from climate.queries.example import FEWEST, examples_of_team
from climate.queries.impression import impressions_of_team
from partners.models import Partner

SHOWN = 5
CARED_FOR = 12


@dataclass(frozen=True)
class Stop:
    """A station, a few lines of it, and where all of it stands."""

    station: Station
    address: str
    lines: list[tuple[str, str, str]]  # words, path, a quiet line below
    is_read: bool


def reading_path(user: User) -> list[Stop]:
    """Five queries; nothing without a team."""
    team = working_team(user)
    if team is None:
        return []
    read = set(ReadingMark.objects.visible_to(user).filter(team=team).values_list("station", flat=True))
    return [
        Stop(station, reverse(f"climate:{address}" if ":" not in address else address), lines(user), station in read)
        for station, address, lines in (
            (Station.BOOSTERS, "booster_list", _boosters),
            (Station.EXAMPLES, "example_list", _examples),
            (Station.IMPRESSION, "impression_list", _impression),
            (Station.CARETAKERS, "partners:partner_list", _caretakers),
        )
    ]


def _boosters(user: User) -> list[tuple[str, str, str]]:
    rows = boosters_of_team(user).order_by("-pk")[:SHOWN]
    return [(row.text, reverse("climate:booster_detail", args=[row.pk]), row.get_term_display()) for row in rows]


def _examples(user: User) -> list[tuple[str, str, str]]:
    """Those first that helped five and more: below, an order would tell who has marked what."""
    rows: list[Any] = list(examples_of_team(user).order_by("-pk")[:200])
    rows.sort(key=lambda row: -row.marked if row.marked >= FEWEST else 0)
    return [(row.title, reverse("climate:example_detail", args=[row.pk]), row.lesson) for row in rows[:SHOWN]]


def _impression(user: User) -> list[tuple[str, str, str]]:
    """How the team wants to be seen, in its newest words."""
    newest = impressions_of_team(user).order_by("-pk").first()
    if newest is None:
        return []
    address = reverse("climate:impression_detail", args=[newest.pk])
    return [(words, address, "") for words in newest.words]


def _caretakers(user: User) -> list[tuple[str, str, str]]:
    """Partners of the team by name, each with who looks after it."""
    rows = Partner.objects.visible_to(user).filter(teams=working_team(user), caretaker__is_active=True)
    rows = rows.select_related("caretaker").order_by("sort_key", "pk")[:CARED_FOR]
    return [(row.name, reverse("partners:partner_detail", args=[row.pk]), str(row.caretaker)) for row in rows]
