"""What the climate app brings into meetings: the booster or example that a training passes on, and a question to the team."""

from datetime import datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.kept import kept
from accounts.queries.user_name import user_name
from climate.choices import Aim
from climate.models import ReflectionQuestion, TrainingTopic
from relationships.choices import SeriesKind
from relationships.queries.agenda import AgendaSection, Found, Table

ANSWERS = 6
LINES = 1_000  # questions, with as many of their answers as there is room for


def passed_on(table: Table) -> Found:
    """Both belong to the team, so each of those invited may read them; what lies in the trash is left out."""
    rows = TrainingTopic.objects.filter(review=table.review.pk).select_related("booster__author", "example__author")
    topic = rows.first()
    thing = (topic.booster or topic.example) if topic else None
    if topic is None or thing is None or thing.discarded_at or thing.team_id != table.series.team_id:
        return Found()
    return Found(data={"booster": topic.booster, "example": topic.example})


def question(table: Table) -> Found:
    """One of the team's questions to itself, another at each meeting, with what was told since the last one.

    One query reads both: a row for each question and answer to it, of which there are few.
    """
    told: dict[int, list[Any]] = {}
    for row in _questions_and_answers(team=table.circle.team_id, since=table.since):
        told.setdefault(row.pk, []).append(row)
    if not told:
        return Found()
    chosen = list(told.values())[table.review.starts_at.date().toordinal() // 7 % len(told)]
    answers = [{"text": row.told, "author": row.told_by} for row in chosen if row.told is not None]
    return Found(data={"question": chosen[0], "told": answers[:ANSWERS]})


def announce_question(table: Table) -> None:
    _questions_and_answers.announce(team=table.circle.team_id, since=table.since)


@kept
def _questions_and_answers(*, team: int, since: datetime) -> QuerySet[ReflectionQuestion]:
    new = Q(shared_answers__created_at__gt=since, shared_answers__discarded_at=None)
    return (
        ReflectionQuestion.objects.kept()
        .filter(team=team, aim=Aim.TEAM)
        .annotate(new=FilteredRelation("shared_answers", condition=new))
        .annotate(told=F("new__text"), told_by=user_name("new__author"))
        .order_by("pk", "new__pk")[:LINES]
    )


SECTIONS = (
    AgendaSection(
        "passed_on", _("What is passed on"), 31, 5, "climate/agenda/passed_on.html", passed_on, kinds=(SeriesKind.TRAINING,)
    ),
    AgendaSection("reflection", _("A question to us"), 80, 5, "climate/agenda/question.html", question, announce=announce_question),
)  # fmt: skip
