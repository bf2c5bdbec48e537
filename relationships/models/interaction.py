"""One contact with one or more partners."""

from functools import reduce
from operator import or_
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AmongThose, History, User, Visible
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
        direct, through_people = (rows.values("interaction") for rows in links_with(partner))
        return self.filter(pk__in=direct.union(through_people))

    def newest(self, count: int, user: User, *links: models.QuerySet[Any]) -> Self:
        """The newest that `user` may read of the contacts that rows of links name, read off these in their order."""
        links_in_order = (rows.order_by("-happened_at", "-interaction") for rows in links)
        seen = Visible(Interaction, user, "interaction")
        ids = (AmongThose("pk", rows.filter(seen).values("interaction")[:count]) for rows in links_in_order)
        return self.visible_to(user).filter(reduce(or_, map(Q, ids))).order_by("-happened_at", "-pk")[:count]


class ContactLink(models.Model):
    """A contact with a partner. It repeats when that was: the newest of thousands with one partner are read off an index."""

    REPEATED = ("happened_at",)

    interaction = models.ForeignKey("relationships.Interaction", models.CASCADE, related_name="+")
    happened_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True


class Interaction_partners(ContactLink):  # noqa: N801 - named as Django names a table of links, and its history after it
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        unique_together = [("interaction", "partner")]
        indexes = [models.Index(fields=["partner", "happened_at", "interaction"], name="contact_of_partner")]


class Interaction_organisations(ContactLink):  # noqa: N801
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        unique_together = [("interaction", "partner")]
        indexes = [models.Index(fields=["partner", "happened_at", "interaction"], name="contact_of_organisation")]


class Interaction(Entry):
    DATE_FIELD = "happened_at"

    partners = models.ManyToManyField(
        Partner, through=Interaction_partners, related_name="interactions", verbose_name=_("partners")
    )
    organisations = models.ManyToManyField(
        Partner, through=Interaction_organisations, related_name="interactions_through_people", editable=False, blank=True,
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


def links_with(partner: Partner) -> list[models.QuerySet[Any]]:
    """The links of its own contacts, and of those with people who belonged to it when the contact was."""
    return [
        through._default_manager.filter(partner=partner.pk)
        for through in (Interaction_partners, Interaction_organisations)
    ]
