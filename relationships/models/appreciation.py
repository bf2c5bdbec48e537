"""A note of thanks, ours to partners or theirs to us."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import History, User
from partners.models import Partner
from relationships.choices import Direction
from relationships.models.entry import Entry, EntryQuerySet


class AppreciationQuerySet(EntryQuerySet):
    def read_by_address(self, user: User) -> Q:
        """Thanks to a colleague are theirs to read."""
        to_me = Partner.objects.filter(appreciations=OuterRef("pk"), user=user.pk)
        return Q(Q(direction=Direction.GIVEN), Exists(to_me))


class Appreciation(Entry):
    DATE_FIELD = "thanked_at"

    partners = models.ManyToManyField(Partner, related_name="appreciations", verbose_name=_("partners"))
    direction = models.CharField(_("whose thanks"), max_length=8, choices=Direction, default=Direction.GIVEN)
    text = models.TextField(_("thanks for"), max_length=5_000)
    thanked_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = AppreciationQuerySet.as_manager()
    history = History(m2m_fields=[partners])

    class Meta:
        verbose_name = _("note of thanks")
        verbose_name_plural = _("notes of thanks")
        ordering = ["-thanked_at", "-pk"]
        indexes = [
            models.Index(fields=["thanked_at", "id"], condition=Q(discarded_at=None), name="appreciation_by_date"),
            # Of a partner whom one thanks often, what one was thanked for.
            models.Index(
                fields=["id"],
                condition=Q(discarded_at=None, direction=Direction.RECEIVED),
                name="appreciation_received",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
