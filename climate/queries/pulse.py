"""What a team's pulse shows: closed periods with five answers and more, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.access import working_team
from accounts.models import User
from climate.choices import Period
from climate.models import Pulse, PulseCount, PulseTicket, Unreadable
from climate.models.check_in import MOODS
from climate.models.pulse import FEWEST
from climate.models.sealed import blind

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


def asks_now(user: User, team: int, tickets: Mapping[str, str]) -> QuerySet[Pulse]:
    """The pulse that asks this user now, in the team at work: of five and more, and not answered in this period."""
    if not tickets:  # nobody can be asked without a key
        return Pulse.objects.none()
    members = User.objects.active().filter(memberships__team=OuterRef("team")).order_by().values("memberships__team")
    pulses = Pulse.objects.visible_to(user).filter(team=team, is_on=True)
    pulses = pulses.alias(members=Subquery(members.annotate(count=Count("pk")).values("count")))
    waits = Q(pk__in=[])
    for period in Period.values:
        names = [name for place, name in tickets.items() if place.startswith(period)]
        waits |= Q(period=period) & ~Q(Exists(PulseTicket.objects.filter(who__in=names)))
    return pulses.filter(waits, members__gte=FEWEST)


def tickets_now(user: User, team: int, *, at: datetime) -> dict[str, str]:
    """How this user's ticket of each period may be named, as `asks_now` wants it; nothing without keys."""
    pulses = [Pulse(team_id=team, period=period) for period in Period.values]
    try:
        named = {pulse.period: ticket_names(user, pulse, at) for pulse in pulses}
    except Unreadable:
        return {}
    return {f"{period}{place}": name for period, names in named.items() for place, name in enumerate(names)}


def ticket_names(user: User, pulse: Pulse, at: datetime) -> list[str]:
    """How this user's ticket may be named; raises Unreadable without keys."""
    return blind("pulse", user.pk, pulse.team_id, pulse.period, pulse.begins(day_of(at)))


def day_of(at: datetime) -> date:
    """By the clock of the installation: a period is the same for the whole team."""
    return timezone.localdate(at, timezone.get_default_timezone())


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
