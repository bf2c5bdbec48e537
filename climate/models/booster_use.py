"""Who tried which mood booster, and whether it helped them: as private as a check-in.

The row names its booster, but nobody: `who` is a keyed hash of user and booster, which keeps it to one row for each and
tells nothing without the keys. A random id and a text without a time keep the order of rows from telling it either.
"""

import hmac
import uuid
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from climate.models.booster import MoodBooster
from climate.models.sealed import SealedModel, Unreadable, blind


class BoosterUse(SealedModel):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    booster = models.ForeignKey(MoodBooster, models.CASCADE, related_name="uses", verbose_name=_("mood booster"))
    who = models.CharField(max_length=64, unique=True, editable=False)

    objects = models.Manager()

    class Meta:
        verbose_name = _("use of a mood booster")
        verbose_name_plural = _("uses of mood boosters")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def about(self) -> str:
        return about_use(self.booster_id)

    def note(self, *, user_id: int, helped: bool, since: date, on: date) -> None:
        """`since` is the first day of this answer, `on` the last one it was given."""
        self.close({"user": user_id, "helped": helped, "since": since.isoformat(), "on": on.isoformat()})
        self.who = self.name_of(user_id)

    def name_of(self, user_id: int) -> str:
        """How a new row names its user."""
        return blind(user_id, self.booster_id)[0]


def about_use(booster_id: int) -> str:
    return f"use of booster {booster_id}"


def is_of(who: str, user_id: int, booster_id: int) -> bool:
    """Whether the hash of a row is that of the user named in its text: a text moved to another row is nobody's."""
    try:
        names = blind(user_id, booster_id)
    except Unreadable:
        return False
    return any(hmac.compare_digest(name, who) for name in names)
