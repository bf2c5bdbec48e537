"""The story between us and a partner: contacts, clearing, thanks and ideas on one line, newest first."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import ExistsForEach, User
from accounts.queries.keyset import BadCursor
from partners.models import Partner
from relationships.choices import IssueState
from relationships.models import Appreciation, Entry, Idea, Interaction, Issue, links_with
from relationships.queries.gather import Newest, Wants, gather

PAGE = 15
BUSY = 1_000  # contacts, from which on a partner is asked about in its own way


class Part(models.TextChoices):
    """What of the story is shown."""

    ALL = "all", _("All")
    CONTACTS = "contacts", _("Contacts")
    THANKS = "thanks", _("Thanks")
    IDEAS = "ideas", _("Ideas")
    CLEARING = "clearing", _("Clearing")


@dataclass(frozen=True)
class Stream:
    """One source of the story. Its place in STREAMS breaks ties between entries of the same moment."""

    name: str
    part: Part
    model: type[Entry]
    moment: str


STREAMS = (
    Stream("contact", Part.CONTACTS, Interaction, "happened_at"),
    Stream("raised", Part.CLEARING, Issue, "raised_at"),
    Stream("resolved", Part.CLEARING, Issue, "resolved_at"),
    Stream("thanks", Part.THANKS, Appreciation, "thanked_at"),
    Stream("idea", Part.IDEAS, Idea, "received_at"),
)


@dataclass(frozen=True)
class Item:
    """One line of the story."""

    kind: str
    entry: Any
    moment: datetime
    place: int

    @property
    def key(self) -> tuple[datetime, int, int]:
        return (self.moment, self.place, self.entry.pk)


@dataclass(frozen=True)
class Timeline:
    items: list[Item]
    older: str | None
    last: datetime | None = None  # the moment of the row that came after the page, or of its last

    def is_whole_since(self, moment: datetime) -> bool:
        """Whether no row before that moment could be on the page."""
        return bool(self.older and self.last and self.last >= moment)


def entries_with(model: type[Entry], partner: Partner, user: User) -> Any:
    """Visible entries of one kind with the partner; of contacts also those with people who belonged to it then."""
    rows = model._default_manager.visible_to(user)  # type: ignore[attr-defined]
    if model is Interaction:
        return rows.concerning(partner)
    through = model.partners.through._default_manager
    return rows.filter(pk__in=through.filter(partner=partner.pk).values(model._meta.model_name))


def recent_entries_with(model: type[Entry], partner: Partner, user: User) -> Any:
    """The same of issues, thanks and ideas, to be asked in the order of their dates, back to a day not long ago."""
    links = model.partners.through._default_manager.filter(partner=partner.pk)
    rows = model._default_manager.visible_to(user)  # type: ignore[attr-defined]
    return rows.filter(ExistsForEach(links.filter(**{str(model._meta.model_name): models.OuterRef("pk")})))


def timeline(user: User, partner: Partner, *, part: Part = Part.ALL, cursor: str | None = None) -> Timeline:
    """One page of the story, in at most six queries; raises BadCursor."""
    before = where_after(cursor)
    busy, told = told_of(partner)
    found = gather(user, _wanted, part, busy, before["place"], newest=PAGE + 1,
                   moment=before["moment"], pk=before["pk"], **told)  # fmt: skip
    return timeline_from(found)


def where_after(cursor: str | None) -> dict[str, Any]:
    """What `timeline_wants` is told of the last row that was shown; raises BadCursor."""
    return dict(zip(("moment", "place", "pk"), _read(cursor) if cursor else (None, None, None), strict=True))


def is_busy(partner: Partner) -> bool:
    return getattr(partner, "contact_count", 0) > BUSY


def told_of(partner: Partner) -> tuple[int | None, dict[str, Any]]:
    """How a question that is kept is asked about a partner: a busy one is part of it.

    So the database plans it for this one: what is quick for most takes long for one with thousands of contacts.
    """
    return (partner.pk, {"partner": None}) if is_busy(partner) else (None, {"partner": partner.pk})


def stands_for(busy: int | None, partner: int | None) -> Partner:
    """The partner that `told_of` has told of, for the functions that build questions."""
    one = Partner(pk=partner if busy is None else busy)
    one.contact_count = 0 if busy is None else BUSY + 1  # type: ignore[attr-defined]
    return one


def _wanted(
    part: Part, busy: int | None, place: int | None,
    *, user: User, partner: int | None, moment: datetime | None, pk: int | None,
) -> Wants:  # fmt: skip
    return timeline_wants(user, stands_for(busy, partner), part, place, moment, pk)


def timeline_wants(
    user: User,
    partner: Partner,
    part: Part,
    at: int | None,
    moment: datetime | None,
    pk: int | None,
    since: datetime | None = None,
    is_recent: bool = False,
) -> Wants:
    """What a page of the story asks of `gather`: of each stream one row more than fits, so that no merge can miss one.

    It begins after the row `pk` of the stream whose place is `at`. Of the partner's own contacts those before `since` are
    found as soon. Where that is recent, few entries of all partners are as new; so it is asked of each of them whether it
    is this partner's, and not of each of this one's whether it is new.
    """
    entries = recent_entries_with if is_recent else entries_with
    wants: dict[str, Newest] = {}
    for place, stream in enumerate(STREAMS):
        if part not in (Part.ALL, stream.part):
            continue
        beyond = _beyond(stream, place, at, moment, pk) if at is not None else Q()
        if stream.model is Interaction:
            own, of_people = (rows.filter(beyond) for rows in links_with(partner))
            if since is not None:
                of_people = of_people.filter(happened_at__gte=since)
            wants[stream.name] = Newest(Interaction.objects.newest(PAGE + 1, user, own, of_people), stream.moment)
            continue
        rows = entries(stream.model, partner, user).filter(beyond)
        if stream.name == "resolved":
            rows = rows.filter(state=IssueState.RESOLVED)
        if since is not None:
            rows = rows.filter(**{f"{stream.moment}__gte": since})
        wants[stream.name] = Newest(rows.order_by(f"-{stream.moment}", "-pk")[: PAGE + 1], stream.moment)
    return wants


def timeline_from(found: dict[str, list[Any]]) -> Timeline:
    items = [
        Item(stream.name, entry, getattr(entry, stream.moment), place)
        for place, stream in enumerate(STREAMS)
        for entry in found.get(stream.name, [])
    ]
    items.sort(key=lambda item: item.key, reverse=True)
    shown = items[:PAGE]
    last = items[min(PAGE, len(items) - 1)].moment if items else None
    return Timeline(shown, older=_write(shown[-1]) if len(items) > PAGE else None, last=last)


def _beyond(stream: Stream, place: int, at: int, moment: Any, pk: Any) -> Q:
    """The rows of a stream that come after the row (moment, place `at`, id) when the newest is first; of contacts, links."""
    earlier = Q(**{f"{stream.moment}__lt": moment})
    if place > at:
        return earlier
    same = Q(**{stream.moment: moment})
    own_id = "interaction" if stream.model is Interaction else "pk"
    return earlier | (same if place < at else same & Q(**{f"{own_id}__lt": pk}))


def _write(item: Item) -> str:
    text = json.dumps([item.moment.isoformat(), item.place, item.entry.pk])
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[datetime, int, int]:
    try:
        moment, place, pk = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        when = datetime.fromisoformat(moment).astimezone(UTC)
        if not (type(place) is type(pk) is int and 0 <= place < len(STREAMS) and 0 <= pk < 2**63 and when.year > 1900):
            raise BadCursor(cursor)
    except (ValueError, TypeError, OverflowError) as error:
        raise BadCursor(cursor) from error
    return when, place, pk
