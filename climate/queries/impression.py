"""What partners say of a team: shown from five answers on, where anonymous once the asking is over."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.access import working_team
from accounts.models import User
from climate.models import FeedbackAnswer, FeedbackLink, Impression, ImpressionTally
from climate.models.check_in import MOODS
from climate.models.impression import FEWEST
from partners.models import Partner


@dataclass(frozen=True)
class Gap:
    """A statement: of ten partners how many should say so, how many will as the team thinks, and how many do (None: not shown)."""

    text: str
    wanted: int
    thought: int
    told: float | None = None

    @property
    def missing(self) -> float:
        """How many of ten fewer say so than one wants."""
        return round(self.wanted - (self.told or 0), 1)


@dataclass(frozen=True)
class Results:
    """Figures of five answers and more, else none; `answers` is nothing as long as it is not shown."""

    gaps: list[Gap]
    answers: int = 0
    moods: list[dict[str, int]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Named:
    """An answer by name, with the partner where the reader sees them."""

    answer: FeedbackAnswer
    partner: Partner | None
    fits: list[str]


def impressions_of_team(user: User) -> QuerySet[Impression]:
    team = working_team(user)
    rows = Impression.objects.visible_to(user)
    rows = rows.filter(team=team.pk) if team else rows.none()
    return rows.annotate(asked=Count("links", filter=Q(links__revoked_at=None)))


def results_of(impression: Impression) -> Results:
    """With one query, or two; nothing of an anonymous asking that still runs: of each answer more one could see the change."""
    moods, fits, lines = _counted(impression)
    answers = sum(moods)
    rows = list(zip(impression.words, impression.statements, strict=True))
    if answers < FEWEST:
        return Results([Gap(text, row["wanted"], row["thought"]) for text, row in rows])
    gaps = [
        Gap(text, row["wanted"], row["thought"], round(10 * count / answers, 1))
        for (text, row), count in zip(rows, fits, strict=True)
    ]
    return Results(gaps, answers, [{"mood": mood, "count": moods[mood - 1]} for mood in MOODS], lines)


def _counted(impression: Impression) -> tuple[list[int], list[int], list[str]]:
    moods, fits = [0 for _mood in MOODS], [0 for _row in impression.statements]
    if impression.is_draft or (impression.is_anonymous and not impression.is_over()):
        return moods, fits, []
    if impression.is_anonymous:
        tally: ImpressionTally | None = getattr(impression, "tally", None)
        return (tally.moods, tally.fits, tally.lines) if tally else (moods, fits, [])
    for answer in _answers(impression):
        moods[answer.mood - 1] += 1
        for place in answer.fits:
            fits[place] += 1
    return moods, fits, []  # the lines stand at their names


def _answers(impression: Impression) -> list[FeedbackAnswer]:
    """From what is loaded, where a page of several has loaded it."""
    if "links" in getattr(impression, "_prefetched_objects_cache", {}):
        return [link.answer for link in impression.links.all() if hasattr(link, "answer")]
    return list(FeedbackAnswer.objects.filter(link__impression=impression))


def named_answers(impression: Impression, user: User) -> list[Named]:
    """None where it is anonymous: there are no such rows."""
    if impression.is_anonymous:
        return []
    seen = {partner.pk: partner for partner in _seen_partners(impression, user)}
    rows = FeedbackAnswer.objects.filter(link__impression=impression).select_related("link").order_by("answered_at")
    words = impression.words
    return [Named(row, seen.get(row.link.partner_id), [words[place] for place in row.fits]) for row in rows]


def links_of(impression: Impression, user: User) -> list[dict[str, Any]]:
    """Whom it was asked of. Whether they answered is told where they answer by name alone."""
    seen = {partner.pk: partner for partner in _seen_partners(impression, user)}
    rows = FeedbackLink.objects.filter(impression=impression).select_related("answer", "impression").order_by("pk")
    named = not impression.is_anonymous
    found = [
        {"link": row, "partner": seen.get(row.partner_id), "answered": named and hasattr(row, "answer")} for row in rows
    ]
    return sorted(found, key=lambda row: row["partner"].sort_key if row["partner"] else "\uffff")


def _seen_partners(impression: Impression, user: User) -> QuerySet[Partner]:
    asked = FeedbackLink.objects.filter(impression=impression).values("partner")
    return Partner.objects.visible_to(user).filter(pk__in=asked)
