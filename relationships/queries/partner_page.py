"""What the partner page shows, in a number of queries that no amount of entries changes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import (
    Count,
    Exists,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from accounts.kept import kept
from accounts.models import InTeamOf, User
from partners.models import Partner
from partners.queries.cadence import with_cadence
from partners.queries.membership import with_membership
from relationships.choices import Direction, IdeaState
from relationships.models import Appreciation, CareNote, Idea, Interaction, Standing
from relationships.queries.briefing import Briefing, briefing_from, briefing_wants, may_chart_moods
from relationships.queries.gather import Wants, announce_gather, gather
from relationships.queries.timeline import (
    BUSY,
    PAGE,
    Part,
    Timeline,
    entries_with,
    stands_for,
    timeline_from,
    timeline_wants,
    told_of,
    where_after,
)

COUNTED_AGAIN = 300  # seconds, where there are thousands of contacts
_COUNTED = ("contact_count", "given", "received", "thanks_given", "thanks_received", "ideas_received", "ideas_done")
NOTHING_COUNTED: dict[str, Any] = {**dict.fromkeys(_COUNTED, 0), "most_open": 0, "story_since": None}
MANY_OPEN = 100  # issues
RECENT = timedelta(days=7)


@dataclass(frozen=True)
class PartnerPage:
    briefing: Briefing
    timeline: Timeline


def partner_page(user: User, partner: Partner, *, part: Part, cursor: str | None, at: datetime) -> PartnerPage:
    """Briefing, open issues, chart and story; the partner comes from `partner_for_page`. Raises BadCursor.

    Of a busy partner it is remembered since when all is that is on the first page, and the last contact; what is older is
    not looked at. Where that is no longer far enough, since entries were taken away meanwhile, all is asked again.
    """
    while True:
        shape, told = _asked(partner, part, cursor, at)
        found = gather(user, _wanted, *shape, newest=PAGE + 1, and_first_of="contact", **told)
        story = timeline_from(found)
        since, last = told["since"], max((row.happened_at for row in found["contact"]), default=None)
        if not since or (story.is_whole_since(since) and last and last >= since):
            break
        partner.story_since = None  # type: ignore[attr-defined]
    if part == Part.ALL and not cursor and story.older and story.last and last:
        _remember(user, partner, at, story_since=min(story.last, last))
    return PartnerPage(briefing_from(found, partner), story)


def announce_page(user: User, partner: Partner, *, part: Part, cursor: str | None, at: datetime) -> None:
    """What `partner_page` asks first (accounts/ahead.py); raises BadCursor."""
    shape, told = _asked(partner, part, cursor, at)
    announce_gather(user, _wanted, *shape, **told)


def _asked(partner: Partner, part: Part, cursor: str | None, at: datetime) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """What it is asked by: the shape of the question, and what it is told."""
    with_chart = may_chart_moods(partner, member_count=partner.member_count)  # type: ignore[attr-defined]
    before = where_after(cursor)
    busy, told = told_of(partner)
    since = partner.story_since if part == Part.ALL and not cursor else None  # type: ignore[attr-defined]
    many_open = bool(busy) and partner.most_open >= MANY_OPEN  # type: ignore[attr-defined]
    is_recent = since is not None and since > at - RECENT
    shape = (part, busy, many_open, with_chart, is_recent, before["place"])
    return shape, {"at": at, "moment": before["moment"], "pk": before["pk"], "since": since, **told}


def _wanted(
    part: Part, busy: int | None, many_open: bool, with_chart: bool, is_recent: bool, place: int | None,
    *, user: User, partner: int | None, at: datetime, moment: datetime | None, pk: int | None, since: datetime | None,
) -> Wants:  # fmt: skip
    one = stands_for(busy, partner)
    story = timeline_wants(user, one, part, place, moment, pk, since, is_recent)
    has_last = "contact" in story and place is None  # the story begins with the newest
    briefing = briefing_wants(user, one, at=at, with_chart=with_chart, with_last=not has_last, with_many_open=many_open)
    return {**story, **briefing}


def partner_for_page(user: User, pk: int, *, at: datetime) -> Partner:
    """The partner with how one stands with it, computed live from what the reader may see; raises Partner.DoesNotExist.

    That is what the whole team may see, which its standing counts, and what the reader alone sees besides.
    It bears `contact_count`; of this year `given`, `received`, `thanks_given`, `thanks_received`, `ideas_received`,
    `ideas_done` (all of them, where there are thousands of contacts, read or not, as they were minutes ago); `member_count`,
    `organisation_is_seen`, `shares_team`.
    """
    year = timezone.localtime(at).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    counted = cache.get(_remembered(user, pk, at))
    found = next(iter(_with_figures(counted is None, user=user, pk=pk, year=year)), None)
    if found is None:
        raise Partner.DoesNotExist
    if counted is None:
        counted = dict(NOTHING_COUNTED)
        for figures in ("contacts", "thanks", "ideas"):
            counted |= vars(found)[f"sums_of_{figures}"] or {}
        counted["most_open"] = found.most_open  # type: ignore[attr-defined]
        if max(counted["contact_count"], found.link_count) > BUSY:  # type: ignore[attr-defined]
            cache.set(_remembered(user, pk, at), counted, timeout=COUNTED_AGAIN)
    vars(found).update(counted)
    return found


def _remembered(user: User, pk: int, at: datetime) -> str:
    return f"counted-with-partner:{user.pk}:{pk}:{timezone.localtime(at).year}"


def _remember(user: User, partner: Partner, at: datetime, *, story_since: datetime | None) -> None:
    """Of a partner whose figures are remembered, and as long as these are."""
    if vars(partner)["story_since"] is None and (counted := cache.get(name := _remembered(user, partner.pk, at))):
        cache.set(name, counted | {"story_since": story_since}, timeout=COUNTED_AGAIN)


@kept
def _with_figures(with_counts: bool, *, user: User, pk: int, year: datetime) -> QuerySet[Partner]:
    seen = Partner.objects.visible_to(user)
    care = CareNote.objects.visible_to(user).filter(partner=OuterRef("pk"))
    members = Partner.members.through.objects.filter(from_partner=OuterRef("pk")).order_by().values("from_partner")
    return (
        with_cadence(with_membership(seen.filter(pk=pk), user))
        .select_related("organisation", "caretaker")
        .annotate(
            **(_counts(user, Partner(pk=pk), year) if with_counts else {}),
            care_weighs=Subquery(care.values("weighs")[:1]),
            care_needs=Subquery(care.values("needs")[:1]),
            member_count=Coalesce(Subquery(members.annotate(n=Count("to_partner")).values("n")), 0),
            organisation_is_seen=Exists(seen.filter(pk=OuterRef("organisation"))),
        )
    )


def _counts(user: User, partner: Partner, year: datetime) -> dict[str, Any]:
    """One pass over all contacts, of which a partner may have twenty thousand; one over thanks, one over ideas.

    And `link_count`, of how many contacts it is, whoever reads them; `most_open`, how many open issues one sees at least.
    """
    of_year = Q(happened_at__gte=year)
    links = Interaction.partners.through.objects.filter(partner=partner.pk).order_by().values("partner")
    standings = Standing.objects.filter(InTeamOf(user, "team"), partner=partner.pk).order_by("-open_issues")
    thanks = entries_with(Appreciation, partner, user).filter(thanked_at__gte=year)
    ideas = entries_with(Idea, partner, user).filter(received_at__gte=year)
    return {
        "link_count": Coalesce(Subquery(links.annotate(n=Count("pk")).values("n")), 0),
        "most_open": Coalesce(Subquery(standings.values("open_issues")[:1]), 0),
        "sums_of_contacts": _summed(
            entries_with(Interaction, partner, user),
            contact_count=Count("pk"),
            given=Count("pk", filter=of_year & ~Q(value_given="")),
            received=Count("pk", filter=of_year & ~Q(value_received="")),
        ),
        "sums_of_thanks": _summed(
            thanks,
            thanks_given=Count("pk", filter=Q(direction=Direction.GIVEN)),
            thanks_received=Count("pk", filter=Q(direction=Direction.RECEIVED)),
        ),
        "sums_of_ideas": _summed(
            ideas, ideas_received=Count("pk"), ideas_done=Count("pk", filter=Q(state=IdeaState.DONE))
        ),
    }


def _summed(rows: QuerySet[Any], **sums: Count) -> Subquery:
    summed = rows.order_by().annotate(one=Value(1)).values("one").annotate(sums=JSONObject(**sums))
    return Subquery(summed.values("sums"), output_field=JSONField())
