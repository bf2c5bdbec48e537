"""The reasons of a climate score in words, and its course."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import working_team
from accounts.kept import kept
from accounts.models import User
from partners.models import Partner
from partners.queries.cadence import cadence_of, load_cadences
from relationships.choices import Severity
from relationships.models import Standing
from relationships.models.standing import NO_CLIMATE
from relationships.queries.climate import (
    Reason,
    day_of,
    days_of_contacts,
    gather_ingredients,
    is_scored,
    score,
    scored_rows,
)

MONTHS = 12
WIDTH, HEIGHT = 560, 140


@dataclass(frozen=True)
class Climate:
    score: int
    on: date
    reasons: list[dict[str, Any]]  # points, with their sign, and text


def climate_of(user: User, partner: Partner) -> Climate | None:
    """In the team one is working in; None where there is none. One query."""
    team = working_team(user)
    rows = _standing(partner=partner.pk, team=team.pk) if team else []
    if not rows or rows[0].climate == NO_CLIMATE:
        return None
    return Climate(rows[0].climate, rows[0].climate_on, [in_words(reason) for reason in rows[0].climate_reasons])


def announce_climate(user: User, partner: Partner) -> None:
    if team := working_team(user):
        _standing.announce(partner=partner.pk, team=team.pk)


@kept
def _standing(*, partner: int, team: int) -> QuerySet[Standing]:
    return Standing.objects.filter(partner=partner, team=team)


def in_words(reason: Reason) -> dict[str, Any]:
    points, kind, told = reason
    return {
        "points": f"+{points}" if points > 0 else f"−{-points}",
        "good": points > 0,
        "text": _text(points, kind, told),
    }


def _text(points: int, kind: str, told: dict[str, Any]) -> str:
    count, days = told.get("count", 0), told.get("days", 0)
    match kind:
        case "issue":
            words = {"severity": Severity(told["severity"]).label, "days": days}
            return (
                ngettext(
                    "an open issue (%(severity)s), for %(days)s day",
                    "an open issue (%(severity)s), for %(days)s days",
                    days,
                )
                % words
            )
        case "mood":
            return _("they left in a good mood lately") if points > 0 else _("they left in a low mood lately")
        case "lift":
            return _("contacts lifted their mood") if points > 0 else _("contacts lowered their mood")
        case "energy":
            return _("contacts gave us energy") if points > 0 else _("contacts cost us energy")
        case "past":
            return _("no contact for %(days)s days, at most %(wanted)s were wanted") % told
        case "in_touch":
            return _("in touch as we want to be")
        case "thanks_given":
            return ngettext("we thanked them once", "we thanked them %(count)s times", count) % {"count": count}
        case "thanks_received":
            return ngettext("they thanked us once", "they thanked us %(count)s times", count) % {"count": count}
        case "ideas":
            return ngettext("they gave us an idea", "they gave us %(count)s ideas", count) % {"count": count}
    return ngettext(
        "an idea of theirs waits for our answer", "%(count)s ideas of theirs wait for our answer", count
    ) % {"count": count}


@dataclass(frozen=True)
class Course:
    """What the chart draws: a dot for each month."""

    dots: list[dict[str, Any]]
    summary: str

    @property
    def line(self) -> str:
        return " ".join(f"{dot['x']},{dot['y']}" for dot in self.dots)


def course_of(user: User, partner: Partner) -> Course | None:
    """The score as it would have been on the same day of the last twelve months, counted anew from what is there."""
    team = working_team(user)
    if team is None or not any(is_scored(kind, n) for *_rest, n, _no, kind in scored_rows([partner.pk])):
        return None
    today = day_of(timezone.now())
    of = gather_ingredients(team.pk, [partner.pk], today=today, whole_course=True)[partner.pk]
    load_cadences([partner])
    cadence = cadence_of(partner)
    of.ideal, of.at_most = cadence.ideal, cadence.at_most
    touches = days_of_contacts(team.pk, partner.pk)
    days = [today - timedelta(days=30 * back) for back in reversed(range(MONTHS))]
    points: list[dict[str, Any]] = []
    for place, day in enumerate(days):
        of.last_contact = max((touch for touch in touches if touch <= day), default=None)
        value, _reasons = score(of, on=day)
        if value != NO_CLIMATE:
            x = 30 + place * (WIDTH - 50) // (MONTHS - 1)
            title = f"{date_format(day)}: {value}"
            points.append(
                {"x": x, "y": HEIGHT - 24 - value * (HEIGHT - 40) // 100, "value": value, "day": day, "title": title}
            )
    if len(points) < 2:
        return None
    said = {"first": points[0]["value"], "day": date_format(points[0]["day"]), "last": points[-1]["value"]}
    return Course(points, _("From %(first)s on %(day)s to %(last)s today.") % said)
