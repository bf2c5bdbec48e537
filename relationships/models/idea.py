"""An idea that a partner gave us, and what became of it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import History
from partners.models import Partner
from relationships.choices import IdeaState
from relationships.models.appreciation import Appreciation
from relationships.models.entry import Entry, EntryQuerySet


class Idea(Entry):
    DATE_FIELD = "received_at"

    partners = models.ManyToManyField(Partner, related_name="ideas", verbose_name=_("partners"))
    title = models.CharField(_("idea"), max_length=200)
    text = models.TextField(_("more about it"), blank=True, max_length=10_000)
    received_at = models.DateTimeField(_("when"), default=timezone.now)
    state = models.CharField(_("state"), max_length=7, choices=IdeaState, default=IdeaState.NEW)
    reason = models.TextField(_("why not now"), blank=True, max_length=2_000)
    outcome = models.TextField(_("what it brought"), blank=True, max_length=5_000)
    answer = models.TextField(_("our answer"), blank=True, max_length=5_000)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    # The note of thanks that closed the circle.
    thanks = models.ForeignKey(
        Appreciation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("thanks for it")
    )

    objects = EntryQuerySet.as_manager()
    history = History(m2m_fields=[partners])

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["received_at", "id"], condition=Q(discarded_at=None), name="idea_by_date")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        self.title = " ".join(self.title.split())
        if self.state == IdeaState.NOT_NOW and not self.reason.strip():
            raise ValidationError({"reason": _("Say why not now: whoever gave the idea will ask.")})
        if self.answered_on and self.answered_on < timezone.localdate(self.received_at):
            raise ValidationError({"answered_on": _("The answer cannot be older than the idea.")})
        if self.answered_on and self.answered_on > timezone.localdate():
            raise ValidationError({"answered_on": _("This lies in the future. Check the date.")})
