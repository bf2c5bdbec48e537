"""The numbers under which other systems know a partner; an import finds the partner by them again."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import User, Visible
from partners.models.partner import Partner


class ExternalNumberQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(Visible(Partner, user, "partner"))

    def shown(self) -> Self:
        """Without the fingerprints by which an import knows rows that bear no number of their own."""
        return self.exclude(number__startswith=ExternalNumber.FINGERPRINT)


class ExternalNumber(models.Model):
    FINGERPRINT = "sha256:"

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="external_numbers", verbose_name=_("partner"))
    source = models.CharField(_("source"), max_length=60)
    number = models.CharField(_("number"), max_length=200)

    objects = ExternalNumberQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("external number")
        verbose_name_plural = _("external numbers")
        ordering = ["source", "number"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="external_number_unique_by_source"),
            models.CheckConstraint(
                condition=~models.Q(source="") & ~models.Q(number=""), name="external_number_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.number}"
