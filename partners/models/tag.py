"""Tags that partners are sorted under."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Record, RecordQuerySet, User, Visible
from partners.models.partner import Partner


class TagQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """Tags on partners that one sees, and one's own: a tag may itself say something ("insolvent")."""
        if not user.is_active:
            return self.none()
        used = Partner.tags.through.objects.filter(
            Visible(Partner, user, "partner"),
            tag=models.OuterRef("pk"),
        )
        return self.kept().filter(models.Q(created_by=user.pk) | models.Exists(used))


class Tag(Record):
    name = models.CharField(_("name"), max_length=60)
    # For the partners under it that have no cadence of their own; of several tags the closest counts.
    cadence_ideal = models.PositiveSmallIntegerField(
        _("in touch ideally every (days)"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    cadence_at_most = models.PositiveSmallIntegerField(
        _("in touch at the latest after (days)"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    objects = TagQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="tag_name_unique_whatever_case"),
            models.CheckConstraint(
                condition=Q(cadence_ideal=None) | Q(cadence_at_most=None) | Q(cadence_at_most__gte=F("cadence_ideal")),
                name="tag_cadence_ideal_before_at_most",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(self.name.split())
        if self.cadence_ideal and self.cadence_at_most and self.cadence_at_most < self.cadence_ideal:
            raise ValidationError({"cadence_at_most": _("Must not be shorter than the ideal.")})
