"""Teams and who belongs to them; entries belong to a team, and so are seen by it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.choices import TeamRole
from accounts.models.record import Record, RecordQuerySet
from accounts.models.user import User


class InTeamOf(models.Func):
    """Whether a user belongs to the team that a row names by `team`: `filter(InTeamOf(user, "team"))`.

    Nearly every read asks this, many of them several levels deep. It is written out because building it from a queryset
    takes twenty times as long as the database takes to answer.
    """

    arity = 1
    output_field = models.BooleanField()

    def __init__(self, user: User | int, team: Any, **extra: Any) -> None:
        super().__init__(team, user=getattr(user, "pk", user), **extra)

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        team, params = compiler.compile(self.source_expressions[0])
        table = connection.ops.quote_name(Membership._meta.db_table)
        if connection.vendor == "postgresql":  # reads the teams once for the whole question, not once a row
            asked = f"{team} = ANY(ARRAY(SELECT own.team_id FROM {table} own WHERE own.user_id = %s))"  # noqa: S608 - names
        else:
            asked = f"EXISTS(SELECT 1 FROM {table} own WHERE own.team_id = {team} AND own.user_id = %s)"  # noqa: S608 - names
        return asked, [*params, self.extra["user"]]

    def sought(self) -> models.Q:
        """The same, where nothing else need hold: PostgreSQL then begins with the teams, which may be few."""
        team: Any = self.source_expressions[0]
        return models.Q(**{f"{team.name}__in": Membership.objects.filter(user=self.extra["user"]).values("team")})


class TeamQuerySet(RecordQuerySet):
    def of(self, user: User) -> Self:
        """The teams that `user` is a member of."""
        if not user.is_active:
            return self.none()
        return self.kept().filter(InTeamOf(user, "pk"))

    def visible_to(self, user: User) -> Self:
        """One's own teams; administrators see that every team exists, not what it wrote."""
        if user.is_active and user.is_administrator:
            return self.kept()
        return self.of(user)


class Team(Record):
    name = models.CharField(_("name"), max_length=100)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="accounts.Membership", related_name="teams", verbose_name=_("members")
    )
    mood_for_colleagues = models.BooleanField(
        _("note moods of colleagues"),
        default=False,
        help_text=_("Off by default: a colleague's mood is their own. Turn it on only if everyone agrees."),
    )

    objects = TeamQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("name"), name="team_name_unique_whatever_case")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships", verbose_name=_("team"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("user")
    )
    role = models.CharField(_("role"), max_length=6, choices=TeamRole, default=TeamRole.MEMBER)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="membership_once_per_team_and_user")]

    def __str__(self) -> str:
        return f"{self.user} – {self.team}"
