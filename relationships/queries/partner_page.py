"""What the partner page shows, in a number of queries that no amount of entries changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from accounts.models import User
from partners.models import Partner
from partners.queries.cadence import with_cadence
from partners.queries.membership import with_membership
from relationships.choices import Direction, IdeaState
from relationships.models import Appreciation, CareNote, Idea, Interaction
from relationships.queries.briefing import Briefing, briefing_from, briefing_wants, may_chart_moods
from relationships.queries.gather import gather
from relationships.queries.timeline import Part, Timeline, entries_with, timeline_from, timeline_wants


@dataclass(frozen=True)
class PartnerPage:
    briefing: Briefing
    timeline: Timeline


def partner_page(user: User, partner: Partner, *, part: Part, cursor: str | None, at: datetime) -> PartnerPage:
    """Briefing, open issues, chart and story; the partner comes from `partner_for_page`. Raises BadCursor."""
    with_chart = may_chart_moods(partner, member_count=partner.member_count)  # type: ignore[attr-defined]
    asked = timeline_wants(user, partner, part=part, cursor=cursor)
    found = gather(user, {**asked, **briefing_wants(user, partner, at=at, with_chart=with_chart)})
    return PartnerPage(briefing_from(found, partner), timeline_from(found))


def partner_for_page(user: User, pk: int, *, at: datetime) -> Partner:
    """The partner with how one stands with it, computed live from what the reader may see; raises Partner.DoesNotExist.

    That is what the whole team may see, which its standing counts, and what the reader alone sees besides.
    It bears `contact_count`; of this year `given`, `received`, `thanks_given`, `thanks_received`, `ideas_received`,
    `ideas_done`; `member_count`, `organisation_is_seen`, `shares_team`.
    """
    partner = Partner(pk=pk)
    year = timezone.localtime(at).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    of_year = Q(happened_at__gte=year)
    thanks = entries_with(Appreciation, partner, user).filter(thanked_at__gte=year)
    ideas = entries_with(Idea, partner, user).filter(received_at__gte=year)
    seen = Partner.objects.visible_to(user)
    care = CareNote.objects.visible_to(user).filter(partner=OuterRef("pk"))
    members = Partner.members.through.objects.filter(from_partner=OuterRef("pk")).order_by().values("from_partner")
    found = (
        with_cadence(with_membership(seen.filter(pk=pk), user))
        .select_related("organisation", "caretaker")
        .annotate(
            # One pass over all contacts, of which a partner may have twenty thousand.
            contacts=_summed(
                entries_with(Interaction, partner, user),
                contact_count=Count("pk"),
                given=Count("pk", filter=of_year & ~Q(value_given="")),
                received=Count("pk", filter=of_year & ~Q(value_received="")),
            ),
            thanks_given=_count(thanks.filter(direction=Direction.GIVEN)),
            thanks_received=_count(thanks.filter(direction=Direction.RECEIVED)),
            ideas_received=_count(ideas),
            ideas_done=_count(ideas.filter(state=IdeaState.DONE)),
            care_weighs=Subquery(care.values("weighs")[:1]),
            care_needs=Subquery(care.values("needs")[:1]),
            member_count=Coalesce(Subquery(members.annotate(n=Count("to_partner")).values("n")), 0),
            organisation_is_seen=Exists(seen.filter(pk=OuterRef("organisation"))),
        )
        .get()
    )
    vars(found).update(vars(found)["contacts"] or {"contact_count": 0, "given": 0, "received": 0})
    return found


def _summed(rows: QuerySet[Any], **sums: Count) -> Subquery:
    summed = rows.order_by().annotate(one=Value(1)).values("one").annotate(sums=JSONObject(**sums))
    return Subquery(summed.values("sums"), output_field=JSONField())


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
