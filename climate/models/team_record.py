"""What boosters, questions and practice examples have in common: they belong to a team, which reads and keeps them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import InTeamOf, Record, RecordQuerySet, User


class TeamRecordQuerySet(RecordQuerySet):
    def seen_by(self, user: User) -> Self:
        """Those of one's own teams, in the trash or not."""
        if not user.is_active:
            return self.none()
        return self.filter(InTeamOf(user, "team"))

    def visible_to(self, user: User) -> Self:
        return self.kept().seen_by(user)


class TeamRecord(Record):
    team = models.ForeignKey("accounts.Team", models.PROTECT, related_name="+", verbose_name=_("team"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))

    class Meta:
        abstract = True
