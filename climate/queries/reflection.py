"""The question of the week, and the answers that one may read."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.access import working_team
from accounts.kept import kept
from accounts.models import User
from climate.models import PrivateAnswer, Pulse, ReflectionQuestion, SharedAnswer, Unreadable
from climate.queries.pulse import asks_now, tickets_now

SHOWN = 100


@dataclass(frozen=True)
class Own:
    """A private answer opened for its owner; without a text where no key opens it."""

    pk: int
    question: ReflectionQuestion
    day: date
    text: str = ""

    @property
    def is_unreadable(self) -> bool:
        return not self.text


def questions_of_team(user: User) -> QuerySet[ReflectionQuestion]:
    team = working_team(user)
    questions = ReflectionQuestion.objects.visible_to(user)
    return questions.filter(team=team.pk) if team else questions.none()


def question_of_the_week(user: User, *, at: datetime) -> ReflectionQuestion | None:
    """The same for the whole team, another one each week, all of them in turn; knows whether one has `answered`."""
    team = working_team(user)
    return _of_the_week(user, team.pk, {}, at=at) if team else None


def asked_on_today(user: User, *, at: datetime) -> tuple[ReflectionQuestion | None, bool]:
    """The question of the week while one has not answered it, and whether the team's pulse asks; one query together."""
    team = working_team(user)
    if team is None:
        return None, False
    tickets = tickets_now(user, team.pk, at=at)
    question: Any = _of_the_week(user, team.pk, tickets, at=at)
    if question is None:
        return None, bool(_pulses(user=user, team=team.pk, **tickets))
    return (None if question.answered else question), question.pulse


def _of_the_week(user: User, team: int, tickets: dict[str, str], *, at: datetime) -> ReflectionQuestion | None:
    monday = monday_of(at)
    rows = _questions(user=user, team=team, monday=monday, **tickets)
    if not rows:
        return None
    question = rows[monday.toordinal() // 7 % len(rows)]
    question.answered = question.noted or question.told
    return question


@kept
def _questions(*, user: User, team: int, monday: date, **tickets: str) -> QuerySet[ReflectionQuestion]:
    mine = PrivateAnswer.objects.filter(question=OuterRef("pk"), user=user.pk, day__gte=monday)
    told = SharedAnswer.objects.kept().filter(question=OuterRef("pk"), author=user.pk, day__gte=monday)
    rows = ReflectionQuestion.objects.visible_to(user).filter(team=team)
    pulse = Exists(asks_now(user, team, tickets))
    return rows.annotate(noted=Exists(mine), told=Exists(told), pulse=pulse).order_by("pk")[:SHOWN]


@kept
def _pulses(*, user: User, team: int, **tickets: str) -> QuerySet[Pulse]:
    return asks_now(user, team, tickets)


def monday_of(at: datetime) -> date:
    today = timezone.localdate(at)
    return today - timedelta(days=today.weekday())


def own_answers(user: User, rows: Any = None) -> list[Own]:
    rows = PrivateAnswer.objects.visible_to(user).select_related("question")[:SHOWN] if rows is None else rows
    return [_opened(row) for row in rows]


def shared_answers(user: User) -> QuerySet[SharedAnswer]:
    """Those of the team one is working in, the newest first."""
    rows = SharedAnswer.objects.visible_to(user).filter(question__in=questions_of_team(user))
    return rows.select_related("question", "author").order_by("-pk")


def _opened(row: PrivateAnswer) -> Own:
    try:
        return Own(row.pk, row.question, row.day, row.read()["text"])
    except Unreadable:
        return Own(row.pk, row.question, row.day)
