"""What the climate app brings into meetings: the booster or example that a training passes on, and a question to the team."""

from django.utils.translation import gettext_lazy as _

from climate.choices import Aim
from climate.models import ReflectionQuestion, SharedAnswer, TrainingTopic
from relationships.choices import SeriesKind
from relationships.queries.agenda import AgendaSection, Found, Table

ANSWERS = 6


def passed_on(table: Table) -> Found:
    """Both belong to the team, so each of those invited may read them; what lies in the trash is left out."""
    rows = TrainingTopic.objects.filter(review=table.review.pk).select_related("booster__author", "example__author")
    topic = rows.first()
    thing = (topic.booster or topic.example) if topic else None
    if topic is None or thing is None or thing.discarded_at or thing.team_id != table.series.team_id:
        return Found()
    return Found(data={"booster": topic.booster, "example": topic.example})


def question(table: Table) -> Found:
    """One of the team's questions to itself, another at each meeting, with what was told since the last one."""
    rows = list(ReflectionQuestion.objects.kept().filter(team=table.circle.team_id, aim=Aim.TEAM).order_by("pk")[:100])
    if not rows:
        return Found()
    chosen = rows[table.review.starts_at.date().toordinal() // 7 % len(rows)]
    told = SharedAnswer.objects.kept().filter(question=chosen, created_at__gt=table.since).select_related("author")
    return Found(data={"question": chosen, "told": list(told.order_by("pk")[:ANSWERS])})


SECTIONS = (
    AgendaSection(
        "passed_on", _("What is passed on"), 31, 5, "climate/agenda/passed_on.html", passed_on, kinds=(SeriesKind.TRAINING,)
    ),
    AgendaSection("reflection", _("A question to us"), 80, 5, "climate/agenda/question.html", question),
)  # fmt: skip
