"""What weighs on a partner and what they need from us, kept by whoever looks after them."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Record, RecordQuerySet, User, Visible
from partners.models import Partner


class CareNoteQuerySet(RecordQuerySet):
    def seen_by(self, user: User) -> Self:
        """The caretaker's, and where it is shared whoever sees the partner."""
        if not user.is_active:
            return self.none()
        seen = Visible(Partner, user, "partner")
        return self.filter(Q(partner__caretaker=user.pk) | Q(is_shared=True), seen)

    def visible_to(self, user: User) -> Self:
        return self.kept().seen_by(user)


class CareNote(Record):
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="care_notes", verbose_name=_("partner"))
    weighs = models.TextField(_("what weighs on them"), blank=True, max_length=5_000)
    needs = models.TextField(_("what they need from us"), blank=True, max_length=5_000)
    is_shared = models.BooleanField(_("also read by those who see the partner"), default=False)

    objects = CareNoteQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("care note")
        verbose_name_plural = _("care notes")
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner"], condition=Q(discarded_at=None), name="care_note_once_for_a_partner"
            )
        ]

    def __str__(self) -> str:
        return (self.needs or self.weighs)[:80]

    def clean(self) -> None:
        super().clean()
        if not self.weighs.strip() and not self.needs.strip():
            raise ValidationError({"weighs": _("Write what weighs on them, or what they need.")})
