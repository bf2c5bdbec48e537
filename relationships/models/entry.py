"""What interactions, issues, appreciations and ideas have in common: a team, an author, and who reads them."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import InTeamOf, ReadBy, Record, RecordQuerySet, User, Visible, each_way
from partners.models import Partner
from partners.models.partner import OF_A_NAME
from relationships.choices import Visibility

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


class EntryQuerySet(RecordQuerySet):
    def involving(self, user: User) -> Q:
        """Who is involved beside the author; models with an owner and people involved add them."""
        return Q(pk__in=[])

    def involved(self, user: User) -> Q:
        return Q(author=user.pk) | self.involving(user)

    def read_by_address(self, user: User) -> Q:
        """Whom an entry is addressed to, whatever its visibility."""
        return Q(pk__in=[])

    def read_by(self, user: User) -> Q:
        """What makes an entry readable for an active `user`."""
        own_team = InTeamOf(user, "team")
        return (
            Q(author=user.pk)
            | Q(visibility=Visibility.EVERYONE)
            | Q(Q(visibility=Visibility.TEAM), own_team)
            | Q(~Q(visibility=Visibility.PRIVATE), self.involving(user))
            | self.read_by_address(user)
        )

    def seen_by(self, user: User) -> Self:
        """Entries that `user` may read, in the trash or not."""
        return self.filter(ReadBy(self.model, user)) if user.is_active else self.none()

    def visible_to(self, user: User) -> Self:
        return self.kept().seen_by(user)

    def each_way(self) -> list[Self]:
        """As the author's own, the team's, what is for everyone, and so on."""
        return each_way(self)

    def seen_by_whole_team(self, team_id: Any) -> Self:
        """What every member of the team may read; standings count nothing else."""
        return self.kept().filter(Q(visibility=Visibility.EVERYONE) | Q(visibility=Visibility.TEAM, team=team_id))

    def with_partners(self, user: User) -> Self:
        """Load the partners, and of each whether `user` may read its name (`named_partners` reads it)."""
        partners = Partner.objects.only(*OF_A_NAME).annotate(is_seen=Visible(Partner, user, "pk"))
        return self.prefetch_related(models.Prefetch("partners", partners))


class Entry(Record):
    team = models.ForeignKey("accounts.Team", models.PROTECT, related_name="+", verbose_name=_("team"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))
    visibility = models.CharField(_("who reads it"), max_length=8, choices=Visibility, default=Visibility.TEAM)

    partners: Any  # each kind of entry declares its own, with the name it has on a partner

    # The date an entry stands at on a timeline.
    DATE_FIELD: str

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        moment = getattr(self, self.DATE_FIELD)
        if message := out_of_time(moment, now=timezone.now()):
            raise ValidationError({self.DATE_FIELD: message})

    @property
    def happened(self) -> datetime:
        return getattr(self, self.DATE_FIELD)

    def linked_partners(self) -> Iterable[Partner]:
        """As `partners.all()`; where they are loaded, without a manager for each row of a list."""
        loaded = getattr(self, "_prefetched_objects_cache", {}).get("partners")
        return self.partners.all() if loaded is None else loaded  # type: ignore[no-any-return]

    def partners_for(self, user: User) -> Iterator[Partner | None]:
        """The partners in the order of their names; None stands for one that `user` may not see.

        Cheap after `with_partners(user)`, which must have been given the same user.
        """
        for partner in sorted(self.linked_partners(), key=lambda partner: partner.sort_key):
            seen = getattr(partner, "is_seen", None)
            if seen is None:
                seen = Partner.objects.visible_to(user).filter(pk=partner.pk).exists()
            yield partner if seen else None


def out_of_time(moment: datetime | None, *, now: datetime) -> Any:
    """A message where a moment cannot be meant: before 1970, or more than a day ahead; None where it can."""
    if moment is None:
        return None
    if moment < EARLIEST:
        return _("This lies before 1970. Check the year.")
    if moment > now + timedelta(days=1):
        return _("This lies in the future. Check the date.")
    return None
