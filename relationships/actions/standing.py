"""Standings are recounted in the transaction of what changed them, and all rebuilt every night."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import CharField, Count, Exists, F, Max, Min, Model, OuterRef, Q, Value
from django.utils import timezone

from accounts.kept import Among, kept
from partners.models import Partner
from partners.queries.cadence import cadence_of, cadence_of_tags
from relationships.models import Appreciation, Entry, Idea, Interaction, Issue, Standing
from relationships.models.issue import ACTIVE
from relationships.models.standing import NEVER, NO_CLIMATE, NO_DAY, NO_MOMENT
from relationships.queries.climate import (
    Ingredients,
    day_of,
    gather_ingredients,
    is_scored,
    one_of,
    score,
    scored_rows,
)

log = structlog.get_logger("rapport.standings")
BATCH = 500
FEW = 20
# The partners that are recounted later, inside `standings_at_the_end`.
_waiting: ContextVar[set[int] | None] = ContextVar("standings_waiting", default=None)


def refresh_standings(partners: Iterable[int]) -> None:
    """Recount every standing of these partners; call it inside the transaction that changed something about them.

    Raising the revision locks the rows on PostgreSQL until that transaction ends, so a second writer counts only after
    it sees what the first one wrote. Always in the order of ids, so that two writers never wait for each other.
    """
    if (waiting := _waiting.get()) is not None:
        waiting.update(partners)
        return
    with transaction.atomic(savepoint=False):
        for chunk in _batches(sorted(set(partners))):
            _settle_rows(chunk)
            Standing.objects.filter(partner__in=chunk).order_by("pk").update(revision=F("revision") + 1)
            _recount(chunk)


def refresh_beside(partners: Iterable[int]) -> None:
    """After a change of partners themselves: also those who sat in a contact with them.

    Whether the mood of a contact is a partner's own depends on who sat beside it, and on what kind they are.
    """
    ids = set(partners)
    links = Interaction.partners.through.objects
    together = links.filter(partner__in=ids).values("interaction")
    beside = set(links.filter(interaction__in=together).values_list("partner", flat=True).distinct())
    refresh_standings(ids | beside)


@contextmanager
def standings_at_the_end() -> Iterator[None]:
    """Recount once what many changes touch, in the one transaction that they must share."""
    waiting: set[int] = set()
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    refresh_standings(waiting)


def touched_by(entry: Entry) -> set[int]:
    """The partners whose standings an entry may change."""
    partners = set(entry.partners.values_list("pk", flat=True))
    if isinstance(entry, Interaction):
        partners |= set(entry.organisations.values_list("pk", flat=True))
    return partners


def rebuild_standings() -> list[int]:
    """Recount everything; return the ids of the standings that had been wrong, which the log names as a bug."""
    wrong = recount_everything()
    if wrong:
        log.error("standings_differed_from_rebuild", standings=wrong[:100], count=len(wrong))
    return wrong


def recount_everything(*, told: Callable[[int], Any] = lambda count: None) -> list[int]:
    """The same where it is no surprise that rows are missing; `told` hears of each batch how many rows it had.

    Team by team, since what a team may see is asked once for all of a batch.
    """
    wrong: set[int] = set()
    for chunk in _batches(list(Partner.objects.order_by("pk").values_list("pk", flat=True))):
        with transaction.atomic():
            wrong |= _settle_rows(chunk)
    teams = Standing.objects.order_by("team").values_list("team", flat=True).distinct()
    for found in _side_by_side(partial(_recount_all_of, told=told), list(teams)):
        wrong |= found
    return sorted(wrong)


def _recount_all_of(team: int, *, told: Callable[[int], Any]) -> set[int]:
    wrong: set[int] = set()
    of_team = Standing.objects.filter(team=team)
    for chunk in _batches(list(of_team.order_by("partner").values_list("partner", flat=True))):
        with transaction.atomic():
            of_team.filter(partner__in=chunk).order_by("pk").update(revision=F("revision") + 1)
            wrong |= _recount(chunk, of_team=team)
        told(len(chunk))
    return wrong


def _side_by_side(recount: Callable[[int], set[int]], teams: list[int]) -> Iterable[set[int]]:
    """Two teams at a time where the database is a server of its own, which does most of it; else one after the other."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return map(recount, teams)

    def recount_and_hang_up(team: int) -> set[int]:
        try:
            return recount(team)
        finally:
            connection.close()  # each thread has its own

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(recount_and_hang_up, teams))


def _settle_rows(partners: list[int]) -> set[int]:
    """Make the rows that are missing and delete those whose team no longer has the partner; return the ids of both."""
    asked: dict[str, list[tuple[int, int, int]]] = {"team": [], "open": [], "standing": []}
    for what, partner, team, pk in _rows_wanted(partners=partners):
        asked[what].append((partner, team, pk))
    wanted = {(partner, team) for partner, team, _pk in asked["team"]}
    wanted |= _pairs_of_open([partner for partner, _team, _pk in asked["open"]])
    existing = {(partner, team): pk for partner, team, pk in asked["standing"]}
    gone = {pk for pair, pk in existing.items() if pair not in wanted}
    if gone:
        Standing.objects.filter(pk__in=gone).delete()
    missing = [Standing(partner_id=partner, team_id=team) for partner, team in sorted(wanted - set(existing))]
    if not missing:
        return gone
    Standing.objects.bulk_create(missing, ignore_conflicts=True)  # somebody else may be about it, too
    return gone | {pk for partner, team, pk in _pairs(partners=partners) if (partner, team) not in existing}


def _pairs_of_open(partners: list[int]) -> set[tuple[int, int]]:
    """(partner, team): of partners that are open to everyone each team that wrote about them."""
    pairs: set[tuple[int, int]] = set()
    for model in (Interaction, Issue, Appreciation, Idea) if partners else ():
        # What the whole team may read; a private entry must not make the partner appear among "ours".
        shared = Q(visibility__in=["team", "everyone"])
        found = model.objects.kept().filter(shared, partners__in=partners).values_list("partners", "team").distinct()
        pairs |= {(partner, team) for partner, team in found if partner in set(partners)}
    return pairs


def _recount(partners: list[int], *, of_team: int | None = None) -> set[int]:
    """Write what has changed of these partners' standings; return the ids of the rows that had been wrong.

    A climate moves with the days. One of an earlier day is wrong only where it differs from what it would have been
    then.
    """
    by_team: dict[int, list[Standing]] = {}
    for standing in _read(partners):
        if of_team in (None, standing.team_id):
            by_team.setdefault(standing.team_id, []).append(standing)
    return {pk for team, rows in by_team.items() for pk in _recount_team(team, rows)}


def _read(partners: list[int]) -> Iterator[Standing]:
    """By team and partner, each with its partner, of which is loaded what counting needs."""
    own = len(OF_STANDING)
    for row in _rows(partners=partners):
        standing = Standing.from_db(connection.alias, OF_STANDING, row[:own])
        standing.partner = Partner.from_db(connection.alias, OF_PARTNER, row[own : own + len(OF_PARTNER)])
        standing.partner.tag_ideal, standing.partner.tag_at_most = row[-2:]  # type: ignore[attr-defined]
        yield standing


def _recount_team(team: int, rows: list[Standing]) -> list[int]:
    ids = [row.partner_id for row in rows]
    contacts: dict[int, datetime] = {}
    issues: dict[int, tuple[int, datetime]] = {}
    with_climate: set[int] = set()
    for what, partner, moment, _until, number, _second, word in _counted(team=team, partners=ids):
        if what == "contact":
            contacts[partner] = max(moment, contacts.get(partner, moment))
        elif what == "issues":
            issues[partner] = number, moment
        elif is_scored(word, number):
            with_climate.add(partner)
    today = day_of(timezone.now())
    climates = gather_ingredients(team, sorted(with_climate), today=today) if with_climate else {}
    wrong: list[int] = []
    unchanged: list[Standing] = []
    changed: list[tuple[Standing, dict[str, Any]]] = []
    for row in rows:
        last = contacts.get(row.partner_id)
        count, oldest = issues.get(row.partner_id, (0, None))
        cadence = cadence_of(row.partner)
        counted: dict[str, Any] = {
            "last_contact_at": last or NEVER,
            "next_touch_on": _days_after(last or row.partner.created_at, cadence.ideal),
            "overdue_on": _days_after(last or row.partner.created_at, cadence.at_most),
            "open_issues": count,
            "oldest_issue_at": oldest or NO_MOMENT,
        }
        of = None
        if row.partner_id in with_climate:
            of = climates.get(row.partner_id) or Ingredients()
            of.ideal, of.at_most, of.last_contact = cadence.ideal, cadence.at_most, day_of(last) if last else None
        if _differs(row, counted, of):
            wrong.append(row.pk)
        counted |= _climate(of, today)
        if all(getattr(row, name) == value for name, value in counted.items()):
            unchanged.append(row)
            continue
        changed.append((row, counted))
    _write(changed)
    _mark_counted(unchanged)
    return wrong


def _write(changed: list[tuple[Standing, dict[str, Any]]]) -> None:
    """A few by conditional UPDATEs; the many of a rebuild by one statement, which their rows, locked above, allow."""
    for row, counted in changed if len(changed) <= FEW else ():
        Standing.objects.filter(pk=row.pk, revision=row.revision).update(**counted, counted_revision=row.revision)
    if len(changed) > FEW:
        for row, counted in changed:
            vars(row).update(counted, counted_revision=row.revision)
        fields = [*changed[0][1], "counted_revision"]
        rows = [row for row, _counted in changed]
        Standing.objects.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=fields)


def _climate(of: Ingredients | None, on: date) -> dict[str, Any]:
    value, reasons = score(of, on=on) if of else (NO_CLIMATE, [])
    return {
        "climate": value,
        "climate_on": on if value != NO_CLIMATE else NO_DAY,
        "climate_reasons": reasons,
        "arrives_low": of.arrives_low if of else 0,
    }


def _differs(row: Standing, counted: dict[str, Any], of: Ingredients | None) -> bool:
    """Whether a row is not what it should have been when it was counted."""
    stood = counted
    if of and row.climate_on != NO_DAY:
        stood = counted | _climate(of, row.climate_on)
    elif row.climate_on != NO_DAY or (of and _climate(of, day_of(timezone.now()))["climate"] != NO_CLIMATE):
        return True
    return any(getattr(row, name) != value for name, value in stood.items())


def _mark_counted(rows: list[Standing]) -> None:
    """Onto the revisions that were read, a few statements for all of them."""
    by_revision: dict[int, list[int]] = {}
    for row in rows:
        by_revision.setdefault(row.revision, []).append(row.pk)
    for revision, ids in by_revision.items():
        Standing.objects.filter(pk__in=ids, revision=revision).update(counted_revision=revision)


def _days_after(moment: datetime, days: int | None) -> date:
    return timezone.localdate(moment, timezone.get_default_timezone()) + timedelta(days=days) if days else NO_DAY


def _batches(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


# --- The questions, of the partners and the team that are told ---

OF_STANDING = [field.attname for field in Standing._meta.concrete_fields]
OF_PARTNER = ["id", "created_at", "cadence_ideal", "cadence_at_most"]


@kept
def _pairs(*, partners: Any) -> Any:
    return Standing.objects.filter(Among("partner", partners)).order_by().values_list("partner", "team", "pk")


@kept
def _rows_wanted(*, partners: Any) -> Any:
    """The teams of partners, those that are open to everyone, and the standings there are."""
    teams = Partner.teams.through.objects.filter(Among("partner", partners))
    opened = Partner.objects.filter(Among("pk", partners), open_to_everyone=True)
    standings = Standing.objects.filter(Among("partner", partners))
    return _wanted(teams, "team", "partner", "team").union(
        _wanted(opened, "open", "pk", "pk"), _wanted(standings, "standing", "partner", "team"), all=True
    )


def _wanted(rows: Any, what: str, partner: str, team: str) -> Any:
    return rows.order_by().annotate(what=Value(what, CharField())).values_list("what", partner, team, "pk")


@kept
def _rows(*, partners: Any) -> Any:
    rows = Standing.objects.filter(Among("partner", partners)).annotate(**cadence_of_tags("partner"))
    of_partner = [f"partner__{name}" for name in OF_PARTNER]
    return rows.order_by("team", "partner").values_list(*OF_STANDING, *of_partner, "tag_ideal", "tag_at_most")


@kept
def _counted(*, team: int, partners: Any) -> Any:
    """The last contacts, those with a partner's people included, who belonged to it when the contact was; the open issues;
    who may have a climate.
    """
    contacts = Interaction.objects.seen_by_whole_team(team)
    issues = Issue.objects.seen_by_whole_team(team).filter(state__in=ACTIVE)
    met, stood_for = (
        one_of(
            _links(through, contacts, "interaction", partners).annotate(last=Max("interaction__happened_at")),
            "contact",
            moment="last",
        )
        for through in (Interaction.partners.through, Interaction.organisations.through)
    )
    opened = _links(Issue.partners.through, issues, "issue", partners).annotate(
        count=Count("issue"), oldest=Min("issue__raised_at")
    )
    return met.union(
        stood_for, one_of(opened, "issues", moment="oldest", number="count"), scored_rows(partners), all=True
    )


def _links(through: type[Model], entries: Any, entry: str, partners: Any) -> Any:
    rows = through._default_manager.filter(Among("partner", partners), Exists(entries.filter(pk=OuterRef(entry))))
    return rows.order_by().values("partner")
