"""A partner: an organisation, a person or a group that we deal with, whatever its role."""

from functools import cache
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import ExistsForEach, InTeamOf, ReadBy, Record, RecordQuerySet, User
from partners.choices import NaturalPerson, PartnerKind, PartnerRole, partner_languages
from partners.names import fold

# Up to ten years; far beyond, the calendar ends.
CADENCE = [MinValueValidator(1), MaxValueValidator(3650)]


class PartnerQuerySet(RecordQuerySet):
    def read_by(self, user: User) -> Q:
        """Partners of one's teams, open to everyone, or looked after by oneself."""
        mine = Partner.teams.through.objects.filter(InTeamOf(user, "team"), partner=OuterRef("pk"))
        return Q(open_to_everyone=True) | Q(caretaker=user.pk) | Q(ExistsForEach(mine))

    def seen_by(self, user: User) -> Self:
        """Partners that `user` may read, in the trash or not."""
        return self.filter(ReadBy(self.model, user)) if user.is_active else self.none()

    def visible_to(self, user: User) -> Self:
        return self.kept().seen_by(user)

    def seen_by_whole_team(self, team_id: int) -> Self:
        """Partners whose name every member of the team may read."""
        ours = Partner.teams.through.objects.filter(partner=OuterRef("pk"), team=team_id)
        return self.kept().filter(Q(open_to_everyone=True) | Exists(ours))


# What a line reads of a partner whose name it shows; in the model's own order, as Model.from_db wants them.
OF_A_NAME = ("id", "kind", "name", "sort_key", "is_colleague", "natural_person")


class Partner(Record):
    kind = models.CharField(_("kind"), max_length=12, choices=PartnerKind, default=PartnerKind.ORGANISATION)
    name = models.CharField(_("name"), max_length=200)
    sort_key = models.CharField(max_length=400, editable=False)
    is_customer = models.BooleanField(_("customer"), default=False)
    is_supplier = models.BooleanField(_("supplier"), default=False)
    is_colleague = models.BooleanField(_("colleague"), default=False)
    natural_person = models.CharField(
        _("natural person"),
        max_length=7,
        choices=NaturalPerson,
        default=NaturalPerson.UNKNOWN,
        help_text=_("A one-person business is one, too. People are never graded, so not known counts as yes."),
    )
    organisation = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="people", verbose_name=_("organisation")
    )
    position = models.CharField(_("position"), max_length=120, blank=True)
    members = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="groups", verbose_name=_("members")
    )
    language = models.CharField(_("language"), max_length=10, blank=True, choices=partner_languages)
    teams = models.ManyToManyField("accounts.Team", blank=True, related_name="partners", verbose_name=_("teams"))
    open_to_everyone = models.BooleanField(_("open to everyone"), default=False)
    caretaker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="cares_for",
        db_index=False,  # partner_of_caretaker begins with it
        verbose_name=_("caretaker"),
    )
    cadence_ideal = models.PositiveSmallIntegerField(
        _("in touch ideally every (days)"), null=True, blank=True, validators=CADENCE
    )
    cadence_at_most = models.PositiveSmallIntegerField(
        _("in touch at the latest after (days)"), null=True, blank=True, validators=CADENCE
    )
    tags = models.ManyToManyField("partners.Tag", blank=True, related_name="partners", verbose_name=_("tags"))
    notes = models.TextField(_("notes"), blank=True, max_length=20_000)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="partner",
        verbose_name=_("account of this colleague"),
    )

    objects = PartnerQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[teams, tags, members], excluded_fields=["sort_key"])

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="partner_has_a_name"),
            models.CheckConstraint(
                condition=~Q(kind=PartnerKind.PERSON) | Q(natural_person=NaturalPerson.YES),
                name="partner_person_is_a_natural_person",
            ),
            models.CheckConstraint(
                condition=Q(kind=PartnerKind.PERSON) | Q(organisation=None, position=""),
                name="partner_only_a_person_belongs_to_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(cadence_ideal=None) | Q(cadence_at_most=None) | Q(cadence_at_most__gte=F("cadence_ideal")),
                name="partner_cadence_ideal_before_at_most",
            ),
            models.CheckConstraint(
                condition=Q(user=None) | Q(is_colleague=True), name="partner_with_an_account_is_a_colleague"
            ),
        ]
        indexes = [
            # The list's sorts "name" and "created", by row value.
            # By name with what says who sees it: a common word is sought here, among many that the reader does not see.
            models.Index(
                fields=["sort_key", "id", "open_to_everyone", "caretaker"],
                condition=Q(discarded_at=None),
                name="partner_by_name",
            ),
            models.Index(fields=["created_at", "id"], condition=Q(discarded_at=None), name="partner_by_created"),
            models.Index(fields=["caretaker", "sort_key", "id"], name="partner_of_caretaker"),
            # Kinds and roles of which there are few.
            models.Index(fields=["kind", "id"], condition=Q(discarded_at=None), name="partner_of_kind"),
            models.Index(fields=["id"], condition=Q(discarded_at=None, is_colleague=True), name="partner_colleague"),
            # Those of whom it is still to be said.
            models.Index(
                fields=["id"],
                condition=Q(discarded_at=None, natural_person=NaturalPerson.UNKNOWN),
                name="partner_unknown_if_natural",
            ),
            # Its search, from the first letter on; PostgreSQL wants to be told that it is by the letters as they are.
            models.Index(fields=["sort_key"], opclasses=["text_pattern_ops"], name="partner_name_begins"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def roles(self) -> list[str]:
        return [role.value for role in PartnerRole if getattr(self, f"is_{role.value}")]

    @roles.setter
    def roles(self, roles: list[str]) -> None:
        for role in PartnerRole:
            setattr(self, f"is_{role.value}", role.value in roles)

    @property
    def role_labels(self) -> list[str]:
        return list(_role_labels(tuple(self.roles), get_language()))

    @property
    def counts_as_person(self) -> bool:
        return self.natural_person != NaturalPerson.NO

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(self.name.split())
        self.sort_key = fold(self.name)[:400]
        wrong: dict[str, Any] = {}
        if self.organisation_id and self.organisation_id == self.pk:
            wrong["organisation"] = _("A partner cannot belong to itself.")
        elif self.organisation and self.organisation.kind != PartnerKind.ORGANISATION:
            wrong["organisation"] = _("Choose an organisation.")
        if self.kind != PartnerKind.PERSON and (self.organisation_id or self.position):
            wrong["organisation"] = _("Only a person belongs to an organisation.")
        if self.kind == PartnerKind.PERSON and self.natural_person != NaturalPerson.YES:
            wrong["natural_person"] = _("A person is a natural person.")
        if self.cadence_ideal and self.cadence_at_most and self.cadence_at_most < self.cadence_ideal:
            wrong["cadence_at_most"] = _("Must not be shorter than the ideal.")
        if self.user_id and not self.is_colleague:
            wrong["user"] = _("Only a colleague has an account here.")
        if wrong:
            raise ValidationError(dict(wrong))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = fold(self.name)[:400]
        super().save(*args, **kwargs)


@cache
def _role_labels(roles: tuple[str, ...], _language: str | None) -> tuple[str, ...]:
    return tuple(str(PartnerRole(role).label) for role in roles)
