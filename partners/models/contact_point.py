"""How to reach a partner: e-mails, phones, addresses, links."""

import re
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import User, Visible
from partners.choices import ContactPointKind, ContactPointLabel
from partners.models.partner import Partner


class ContactPointQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(Visible(Partner, user, "partner"))


class ContactPoint(models.Model):
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="contact_points", verbose_name=_("partner"))
    kind = models.CharField(_("kind"), max_length=7, choices=ContactPointKind)
    label = models.CharField(_("label"), max_length=6, choices=ContactPointLabel, default=ContactPointLabel.WORK)
    value = models.CharField(_("value"), max_length=500)
    is_preferred = models.BooleanField(_("preferred"), default=False)

    objects = ContactPointQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        ordering = ["-is_preferred", "pk"]
        indexes = [models.Index(fields=["value"], name="contact_point_by_value")]  # search, likely doubles

    def __str__(self) -> str:
        return self.value

    @property
    def href(self) -> str:
        """What a click opens; empty for an address."""
        if self.kind == ContactPointKind.EMAIL:
            return f"mailto:{self.value}"
        if self.kind == ContactPointKind.PHONE:
            return "tel:" + re.sub(r"[^\d+]", "", self.value)
        return self.value if self.kind == ContactPointKind.LINK else ""

    def clean(self) -> None:
        super().clean()
        self.value = self.value.strip()
        try:
            if self.kind == ContactPointKind.EMAIL:
                validate_email(self.value)
            elif self.kind == ContactPointKind.LINK:
                URLValidator(schemes=["http", "https"])(self.value)
            elif self.kind == ContactPointKind.PHONE and not re.search(r"\d", self.value):
                raise ValidationError(_("A phone number has digits."))
        except ValidationError as error:
            raise ValidationError({"value": error.messages}) from error
