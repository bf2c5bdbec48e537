"""The conversation that clears an issue: how we prepare it, when it is, and the contact it became."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import InTeamOf, Record, RecordQuerySet, User, Visible
from partners.models import Partner
from relationships.choices import Channel
from relationships.models.interaction import Interaction
from relationships.models.issue import Issue


class ClearingTalkQuerySet(RecordQuerySet):
    def seen_by(self, user: User) -> Self:
        """Whoever sees the issue, as it is now; in the trash or not."""
        return self.filter(Visible(Issue, user, "issue"))

    def visible_to(self, user: User) -> Self:
        return self.kept().seen_by(user)

    def ahead(self) -> Self:
        """Not held yet, planned or not."""
        return self.filter(interaction=None)

    def planned(self) -> Self:
        return self.ahead().exclude(planned_at=None)


class ClearingTalk(Record):
    """Preparation and plan stand here. Once held, the linked contact alone carries date, mood and text."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="talks", verbose_name=_("issue"))
    observed = models.TextField(_("what I observed"), blank=True, max_length=5_000)
    effect = models.TextField(_("what it does to us"), blank=True, max_length=5_000)
    need = models.TextField(_("what we need"), blank=True, max_length=5_000)
    partner_view = models.TextField(_("how they may see it"), blank=True, max_length=5_000)
    wish = models.TextField(_("my wish"), blank=True, max_length=5_000)
    # [["question", "answer"], …]: the team's questions as they were when they were answered.
    answers = models.JSONField(_("guiding questions"), default=list, blank=True)
    planned_at = models.DateTimeField(_("when"), null=True, blank=True)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.MEETING)
    place = models.CharField(_("where"), max_length=200, blank=True)
    partners = models.ManyToManyField(Partner, blank=True, related_name="+", verbose_name=_("with whom"))
    people_involved = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("who else from us")
    )
    notes = models.TextField(_("notes during the talk"), blank=True, max_length=20_000)
    interaction = models.OneToOneField(
        Interaction, models.SET_NULL, null=True, blank=True, editable=False, related_name="talk",
        verbose_name=_("the contact it became"),
    )  # fmt: skip

    objects = ClearingTalkQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[partners, people_involved])

    class Meta:
        verbose_name = _("clearing talk")
        verbose_name_plural = _("clearing talks")
        ordering = ["pk"]
        constraints = [
            # One at a time: what is being prepared is found again instead of begun twice.
            models.UniqueConstraint(
                fields=["issue"], condition=Q(interaction=None, discarded_at=None), name="clearing_talk_one_ahead"
            )
        ]
        indexes = [
            models.Index(
                fields=["planned_at"],
                condition=Q(planned_at__isnull=False, interaction=None, discarded_at=None),
                name="clearing_talk_planned",
            )
        ]

    def __str__(self) -> str:
        return str(self.issue)

    @property
    def prepared_parts(self) -> list[tuple[str, str]]:
        """Heading and text of what is asked of every talk."""
        named = [self._meta.get_field(name) for name in ("observed", "effect", "need", "partner_view", "wish")]
        return [(str(field.verbose_name), getattr(self, field.name)) for field in named]  # type: ignore[union-attr]

    @property
    def is_held(self) -> bool:
        return self.interaction_id is not None


class GuidingQuestionQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        return self.kept().filter(InTeamOf(user, "team")) if user.is_active else self.none()


class GuidingQuestion(Record):
    """A question that a team asks itself before a clearing talk; a team without any is shown the built-in ones."""

    team = models.ForeignKey("accounts.Team", models.CASCADE, related_name="guiding_questions", verbose_name=_("team"))
    text = models.CharField(_("question"), max_length=300)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = GuidingQuestionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("guiding question")
        verbose_name_plural = _("guiding questions")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text
