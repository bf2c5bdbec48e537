"""Where the demo plays: its language, its today, and who is on stage so far."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from accounts.access import teams_of
from accounts.models import Team, User
from partners.models import Partner

Say = tuple[str, str]  # the same in German and in English
NOTHING: Say = ("", "")
BEGINNING = 290  # days ago; nobody wrote anything down before


@dataclass
class Scene:
    language: str
    now: datetime
    random: Random = field(default_factory=lambda: Random(20))  # noqa: S311 - minutes of the day, not secrets
    users: dict[str, User] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    partners: dict[str, Partner] = field(default_factory=dict)

    def say(self, text: Say) -> str:
        return text[0] if self.language == "de" else text[1]

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def day(self, days: int) -> date:
        """So many days from today; before today if negative."""
        return self.today + timedelta(days=days)

    def moment(self, days_ago: int, hour: int = 0) -> datetime:
        """In working hours of that day, or of the Friday before it: the firm is closed at weekends."""
        day = self.day(-days_ago)
        day -= timedelta(days=max(day.weekday() - 4, 0))
        return self.at(day, hour or self.random.randrange(8, 17), self.random.randrange(0, 60, 5))

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(hour, minute)), timezone.get_default_timezone())

    def cast(self, names: str) -> list[Partner]:
        """The partners of these names, as in "lindner meike"."""
        return [self.partners[name] for name in names.split()]

    def team_for(self, user: User, partner: Partner) -> Team:
        """The team in which `user` writes about `partner`: one of its own, if they share one."""
        own = teams_of(user)
        shared = set(partner.teams.values_list("pk", flat=True))
        return next((team for team in own if team.pk in shared), own[0])
