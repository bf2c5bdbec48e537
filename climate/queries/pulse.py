"""What a team's pulse shows: closed periods with five answers and more, and nothing else."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.access import working_team
from accounts.models import User
from climate.choices import Period
from climate.models import Pulse, PulseCount, PulseTicket, Unreadable
from climate.models.check_in import MOODS
from climate.models.pulse import FEWEST

SHOWN = 26  # periods


@dataclass(frozen=True)
class Closed:
    """A period that is over; without counts where fewer than five answered."""

    period: str
    begins: date
    counts: tuple[int, ...] = ()

    @property
    def answers(self) -> int:
        return sum(self.counts)

    @property
    def bars(self) -> list[dict[str, int]]:
        return [{"mood": mood, "count": count} for mood, count in zip(MOODS, self.counts, strict=True)]

    @property
    def is_month(self) -> bool:
        return self.period == Period.MONTH


def pulse_of_team(user: User) -> Pulse | None:
    team = working_team(user)
    return Pulse.objects.visible_to(user).select_related("team").filter(team=team.pk).first() if team else None


def members_of(pulse_team: Any) -> int:
    return User.objects.active().filter(memberships__team=pulse_team).count()


def closed_periods(pulse: Pulse, *, today: date) -> list[Closed]:
    """The newest first; of one that is still running not even its being answered is told. One query."""
    rows: dict[tuple[date, str], dict[int, int]] = {}
    counts = PulseCount.objects.filter(pulse=pulse).order_by("-begins", "period", "mood")[: SHOWN * len(MOODS)]
    for row in counts:
        rows.setdefault((row.begins, row.period), {})[row.mood] = row.count
    found = []
    for (begins, period), by_mood in rows.items():
        if Pulse(period=period).begins(today) <= begins:
            continue
        told = tuple(by_mood.get(mood, 0) for mood in MOODS)
        found.append(Closed(period, begins, told if sum(told) >= FEWEST else ()))
    return found


def has_answered(names: Any) -> bool | None:
    """Whether one of these tickets is there; None where no key can tell."""
    try:
        return bool(PulseTicket.objects.filter(who__in=names()).exists())
    except Unreadable:
        return None
