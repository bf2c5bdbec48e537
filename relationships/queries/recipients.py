"""Whom a rule reminds: the one it is about, their deputy while they are away, the team's leads where they have left."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings

from accounts.choices import TeamRole
from accounts.models import DeliverySettings, Membership, User
from accounts.queries.working_time import at_morning, local_day


class Recipients:
    """Asked for a batch of rows of one model, so that it takes a query per person and not per row."""

    def __init__(self, model: Any, rows: Iterable[Any], users: Iterable[User], *, at: datetime) -> None:
        self.model, self.at = model, at
        self.ids = [row.pk for row in rows]
        self.teams = {row.team_id for row in rows if hasattr(row, "team_id")}
        self.wishes: dict[int, DeliverySettings] = {}
        self._load_wishes([*users, *(lead for leads in self.leads.values() for lead in leads)])
        self._seen: dict[int, set[int]] = {}

    @cached_property
    def leads(self) -> dict[int, list[User]]:
        leads: dict[int, list[User]] = defaultdict(list)
        rows = Membership.objects.filter(team__in=self.teams, role=TeamRole.LEAD, user__is_active=True)
        for row in rows.select_related("user").order_by("pk"):
            leads[row.team_id].append(row.user)
        return leads

    def wishes_of(self, user: User) -> DeliverySettings:
        if user.pk not in self.wishes:
            self.wishes[user.pk] = DeliverySettings(user=user, country=settings.COUNTRY, region=settings.REGION)
        return self.wishes[user.pk]

    def sees(self, user: User, row: Any) -> bool:
        if user.pk not in self._seen:
            seen = self.model._default_manager.visible_to(user).filter(pk__in=self.ids)
            self._seen[user.pk] = set(seen.values_list("pk", flat=True))
        return row.pk in self._seen[user.pk]

    def of(self, user: User, row: Any, team: int) -> list[User]:
        """Who is reminded of `row` in the place of `user`."""
        if one := self._in_place_of(user, row):
            return [one] if self.sees(one, row) else []
        return [lead for lead in self.leads[team] if self.sees(lead, row)]

    def leads_of(self, team: int, row: Any) -> list[User]:
        found = [self._in_place_of(lead, row) for lead in self.leads[team]]
        return list(dict.fromkeys(one for one in found if one and self.sees(one, row)))

    def back_at(self, user: User) -> datetime | None:
        """When somebody who is away is back, and is to be reminded themselves again."""
        wishes = self.wishes_of(user)
        if not self._is_away(user) or wishes.away_until is None:
            return None
        return at_morning(wishes.away_until + timedelta(days=1), wishes)

    def _in_place_of(self, user: User, row: Any) -> User | None:
        if user.is_active and not self._is_away(user):
            return user
        deputy = self.wishes_of(user).deputy
        if deputy and deputy.is_active and not self._is_away(deputy) and self.sees(deputy, row):
            return deputy
        return user if user.is_active else None

    def _is_away(self, user: User) -> bool:
        wishes = self.wishes_of(user)
        return wishes.is_away(local_day(self.at, wishes))

    def _load_wishes(self, users: list[User]) -> None:
        """Of these users and of their deputies."""
        wanted = {user.pk for user in users}
        for _round in range(2):
            rows = DeliverySettings.objects.filter(user__in=wanted).select_related("user", "deputy")
            self.wishes |= {row.user_id: row for row in rows}
            wanted = {row.deputy_id for row in self.wishes.values() if row.deputy_id} - set(self.wishes)
            if not wanted:
                return
