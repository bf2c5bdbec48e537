"""One contact with one or more partners."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import ExistsForEach, History, User
from partners.models import Partner
from relationships.choices import Channel, Energy, Mood
from relationships.models.entry import Entry, EntryQuerySet


class InteractionQuerySet(EntryQuerySet):
    def involving(self, user: User) -> Q:
        people = Interaction.people_involved.through.objects.filter(interaction=OuterRef("pk"), user=user.pk)
        return Q(Exists(people))

    def concerning(self, partner: Partner) -> Self:
        """Contacts with the partner, and with people who belonged to it when the contact was.

        By the union of the two link tables, not by an OR, for which PostgreSQL would read every contact there is.
        """
        direct = Interaction.partners.through.objects.filter(partner=partner.pk).values("interaction")
        through_people = Interaction.organisations.through.objects.filter(partner=partner.pk).values("interaction")
        return self.filter(pk__in=direct.union(through_people))

    def concerning_busy(self, partner: Partner) -> Self:
        """The same, asked of each contact: for the newest few of a partner with thousands, read off in order."""
        link = {"interaction": OuterRef("pk"), "partner": partner.pk}
        links = (Interaction.partners.through, Interaction.organisations.through)
        direct, of_people = (ExistsForEach(through.objects.filter(**link)) for through in links)
        return self.filter(direct | of_people)


class Interaction(Entry):
    DATE_FIELD = "happened_at"

    partners = models.ManyToManyField(Partner, related_name="interactions", verbose_name=_("partners"))
    organisations = models.ManyToManyField(
        Partner, related_name="interactions_through_people", editable=False, blank=True,
        help_text="the organisations that the people among the partners belonged to then",
    )  # fmt: skip
    people_involved = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="interactions_involved_in",
        verbose_name=_("who else was there from us"),
    )  # fmt: skip
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.CALL)
    happened_at = models.DateTimeField(_("when"), default=timezone.now)
    text = models.TextField(_("what happened"), blank=True, max_length=20_000)
    mood_before = models.PositiveSmallIntegerField(_("mood before"), choices=Mood, null=True, blank=True)
    mood_after = models.PositiveSmallIntegerField(_("mood after"), choices=Mood, null=True, blank=True)
    value_given = models.CharField(_("value given"), max_length=1000, blank=True)
    value_received = models.CharField(_("value received"), max_length=1000, blank=True)
    energy = models.CharField(_("energy"), max_length=7, choices=Energy, blank=True)
    external_source = models.CharField(max_length=60, blank=True, editable=False)
    external_number = models.CharField(max_length=200, blank=True, editable=False)

    objects = InteractionQuerySet.as_manager()
    history = History(m2m_fields=[partners, people_involved])

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-happened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(mood_before=None) | Q(mood_before__range=(1, 5)))
                & (Q(mood_after=None) | Q(mood_after__range=(1, 5))),
                name="interaction_mood_on_five_steps",
            ),
            models.UniqueConstraint(
                fields=["external_source", "external_number"],
                condition=~Q(external_number=""),
                name="interaction_external_number_unique_by_source",
            ),
        ]
        indexes = [
            models.Index(fields=["happened_at", "id"], condition=Q(discarded_at=None), name="interaction_by_date"),
        ]

    def __str__(self) -> str:
        return str(self.get_channel_display())

    @property
    def lift(self) -> int | None:
        """Mood after minus mood before; None unless both were noted."""
        if self.mood_before is None or self.mood_after is None:
            return None
        return self.mood_after - self.mood_before
