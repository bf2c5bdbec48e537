"""A user's own note of how they are, one a day; nobody else reads it, the administrator of the database included."""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from climate.models.sealed import SealedModel

MOODS = range(1, 6)
LOW = 2
LONGEST_WORD = 200
LONGEST_TEXT = 300  # what it comes from, and what one will do about it
TEXTS = {"word": LONGEST_WORD, "cause": LONGEST_TEXT, "plan": LONGEST_TEXT}


class CheckInQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """One's own, whoever one is."""
        return self.filter(user=user.pk) if user.is_active else self.none()


class CheckIn(SealedModel):
    """Without history or trash: what is changed or deleted is gone, as one expects of a private note."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"))
    day = models.DateField(_("day"))
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    FILL = 1024

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="check_in_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day}"

    @property
    def about(self) -> str:
        return f"check-in of {self.user_id} on {self.day.isoformat()}"

    def note(self, *, mood: int, **texts: str) -> None:
        """Put mood and texts into the sealed text; those that are not named are empty."""
        if mood not in MOODS:
            raise ValidationError({"mood": gettext("Choose one of the five faces.")})
        plain = {name: " ".join(texts.get(name, "").split()) for name in TEXTS}
        for name, longest in TEXTS.items():
            if len(plain[name]) > longest:
                raise ValidationError({name: gettext("At most %d signs.") % longest})
        self.close({"mood": mood} | plain)

    def read(self) -> dict[str, Any]:
        """Mood and texts; raises Unreadable."""
        return dict.fromkeys(TEXTS, "") | self.opened()
