"""When and how something reaches a user: their working days, their quiet hours, their mail, and who stands in."""

from datetime import date, time
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.choices import MailMode
from accounts.models.user import User

MONDAY_TO_FRIDAY = "12345"


class DeliverySettingsQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """One's own alone: when somebody is away or rests is nobody else's to read."""
        return self.filter(user=user.pk) if user.is_active else self.none()


class DeliverySettings(models.Model):
    """One row a user, made when they first change something; until then the defaults hold."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="delivery_settings")
    mail = models.CharField(_("mails"), max_length=7, choices=MailMode, default=MailMode.DAILY)
    digest_at = models.TimeField(_("the daily mail comes at"), default=time(7, 30))
    works_on = models.CharField(
        _("working days"), max_length=7, default=MONDAY_TO_FRIDAY, validators=[RegexValidator(r"^[1-7]+$")],
        help_text="ISO weekdays, Monday is 1",
    )  # fmt: skip
    quiet_from = models.TimeField(_("quiet from"), default=time(19))
    quiet_until = models.TimeField(_("quiet until"), default=time(7))
    country = models.CharField(_("public holidays of"), max_length=2, blank=True, default="")
    region = models.CharField(_("region"), max_length=10, blank=True, default="")
    deputy = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("deputy")
    )  # fmt: skip
    away_from = models.DateField(_("away from"), null=True, blank=True)
    away_until = models.DateField(_("away until"), null=True, blank=True)

    objects = DeliverySettingsQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("delivery settings")
        verbose_name_plural = _("delivery settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(away_from=None, away_until=None) | Q(away_until__gte=F("away_from")),
                name="delivery_settings_away_from_before_until",
            ),
            models.CheckConstraint(condition=~Q(deputy=F("user")), name="delivery_settings_deputy_is_another"),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @classmethod
    def of(cls, user: User) -> "DeliverySettings":
        """The user's own, or the defaults, not saved."""
        return cls.objects.filter(user=user.pk).select_related("user", "deputy").first() or cls(
            user=user, country=settings.COUNTRY, region=settings.REGION
        )

    def is_away(self, day: date) -> bool:
        return bool(self.away_from and self.away_until and self.away_from <= day <= self.away_until)

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, Any] = {}
        if self.deputy_id and self.deputy_id == self.user_id:
            wrong["deputy"] = _("Choose somebody else than yourself.")
        if bool(self.away_from) != bool(self.away_until):
            wrong["away_until" if self.away_from else "away_from"] = _("Give both days, the first and the last.")
        elif self.away_from and self.away_until and self.away_until < self.away_from:
            wrong["away_until"] = _("The last day lies before the first.")
        if wrong:
            raise ValidationError(wrong)
