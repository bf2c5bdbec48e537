"""The partner list: "ours" through the standings of the team at work, "all" whom one may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import BigIntegerField, F, FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery, Value

from accounts.clock import local_day
from accounts.kept import Among, kept
from accounts.models import InTeamOf, User, Visible
from accounts.queries.keyset import Sort
from accounts.queries.search import SOUGHT
from partners.models import Partner
from partners.queries.cadence import cadence_of, with_cadence
from relationships.models import Interaction
from relationships.models.standing import NEVER

BY_NAME, NEWEST = Sort("sort_key"), Sort("created_at", descending=True)
SORTS_OF_ALL = {"name": BY_NAME, "created": NEWEST}
SORTS_OF_OURS = SORTS_OF_ALL | {
    "last_contact": Sort("last_contact_at"),
    "-last_contact": Sort("last_contact_at", descending=True),
    "next_touch": Sort("next_touch_on"),
    "oldest_issue": Sort("oldest_issue_at"),
    "climate": Sort("climate"),
}


def partners_for_list(user: User, team: int | None) -> QuerySet[Partner]:
    """Visible partners; of a team those that are its own, each with its standing as annotations."""
    partners = with_cadence(Partner.objects.visible_to(user))
    return partners if team is None else _with_standings(partners, team)


def those_of_team(user: User, team: int) -> QuerySet[Partner]:
    """The same partners of a team of the user's, found sooner: it is believed to see those with which it has a standing.

    It does, as standings change in the transaction of what changes them. Still no row may be shown that was found by this
    alone (`Rows.candidates`).
    """
    return _with_standings(with_cadence(Partner.objects.kept()), team).filter(InTeamOf(user, "of_team"))


def _with_standings(partners: QuerySet[Partner], team: int) -> QuerySet[Partner]:
    # The filter is on an annotation, so that it joins the standings no second time and the sorts find their index.
    return (
        partners.annotate(
            standing=FilteredRelation("standings", condition=Q(standings__team=team)),
            last_contact_at=F("standing__last_contact_at"),
            next_touch_on=F("standing__next_touch_on"),
            overdue_on=F("standing__overdue_on"),
            open_issues=F("standing__open_issues"),
            oldest_issue_at=F("standing__oldest_issue_at"),
            climate=F("standing__climate"),
        )
        .alias(of_team=Value(team, BigIntegerField()), **{SOUGHT: F("standing__partner_id")})
        .filter(last_contact_at__isnull=False)
    )


def last_contacts_seen(user: User, partners: Iterable[int]) -> dict[int, datetime]:
    """The last contact that `user` may see with each of these partners, those with its people then included.

    Standings count what a whole team may read; before somebody is told that a partner goes quiet, this says whether
    they themselves know better. One query.
    """
    ids = list(partners)
    if not ids:
        return {}
    last: dict[int, datetime] = {}
    for partner, moment in _last_moments_among(user=user, partners=ids):
        last[partner] = max(moment, last.get(partner, moment))
    return last


@kept
def _last_moments_among(*, user: User, partners: Any) -> QuerySet[Any]:
    among = Among("partner", partners)
    direct, of_people = (rows.filter(among).values_list("partner", "moment") for rows in _last_moments(user))
    return direct.union(of_people, all=True)


def last_contact_columns(user: User) -> dict[str, Subquery]:
    """The same as annotations of a few rows that point at a partner; `later_of` reads them."""
    direct, of_people = (rows.filter(partner=OuterRef("partner")).values("moment") for rows in _last_moments(user))
    return {"last_direct": Subquery(direct), "last_of_people": Subquery(of_people)}


def later_of(row: Any) -> datetime | None:
    return max(filter(None, (row.last_direct, row.last_of_people)), default=None)


def _last_moments(user: User) -> list[QuerySet[Any]]:
    """By partner: of its own contacts, and of those with its people."""
    return [
        through.objects.filter(Visible(Interaction, user, "interaction"))
        .order_by()
        .values("partner")
        .annotate(moment=Max("interaction__happened_at"))
        for through in (Interaction.partners.through, Interaction.organisations.through)
    ]


@dataclass
class Touch:
    """How long ago the last contact was and when the next one is due, as one reader may know it."""

    last_on: date | None
    next_on: date | None = None
    quiet_on: date | None = None

    def mark(self, today: date) -> str:
        """Say "quiet" when at most is passed, "due" when the ideal is, else nothing."""
        if self.quiet_on and self.quiet_on < today:
            return "quiet"
        return "due" if self.next_on and self.next_on <= today else ""


def touch_of(partner: Partner, last_contact: datetime | None) -> Touch:
    """Counted from the last contact, or from the day the partner was added where there was none (as standings do)."""
    start = local_day(last_contact or partner.created_at)
    cadence = cadence_of(partner)
    ideal, at_most = cadence.ideal, cadence.at_most
    return Touch(
        last_on=local_day(last_contact) if last_contact else None,
        next_on=start + timedelta(days=ideal or at_most) if ideal or at_most else None,  # type: ignore[arg-type]
        quiet_on=start + timedelta(days=at_most) if at_most else None,
    )


def touches(user: User, partners: list[Any], *, today: date) -> dict[int, Touch]:
    """The touch of each row of "ours"; where it would be marked, checked against what `user` may see (one query)."""
    found = {row.pk: touch_of(row, None if row.last_contact_at == NEVER else row.last_contact_at) for row in partners}
    marked = {row.pk: row for row in partners if found[row.pk].mark(today)}
    for pk, moment in last_contacts_seen(user, marked).items():
        if moment > marked[pk].last_contact_at:
            found[pk] = touch_of(marked[pk], moment)
    return found
