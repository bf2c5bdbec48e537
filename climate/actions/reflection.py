"""Questions of a team, and one's answers: private, or told to the team."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import is_member
from accounts.actions.record import discard, must_be_visible, restore, save_changed, save_new
from accounts.models import Team, User
from climate.access import may_discard_answer
from climate.actions.sealed import refused_if_unreadable
from climate.actions.team_record import add_record, own_team
from climate.models import PrivateAnswer, ReflectionQuestion, SharedAnswer
from climate.models.reflection import LONGEST_ANSWER
from climate.starting_set import QUESTIONS


def add_question(*, by: User, team: Team | None = None, **fields: Any) -> ReflectionQuestion:
    return add_record(ReflectionQuestion(**fields), by=by, team=team)


@transaction.atomic
def add_starting_questions(*, by: User, team: Team | None = None) -> int:
    """In both languages, without what the team has in the same words already."""
    chosen = own_team(by, team)
    has = set(ReflectionQuestion.objects.kept().filter(team=chosen).values_list("text_en", flat=True))
    rows = [row for row in QUESTIONS if row[1] not in has]
    for aim, english, german in rows:
        question = ReflectionQuestion(aim=aim, text_en=english, text_de=german, is_starter=True)
        add_record(question, by=by, team=chosen)
    return len(rows)


@transaction.atomic
def discard_starting_questions(*, by: User, team: Team) -> None:
    if not is_member(by, team):
        raise PermissionDenied
    for question in ReflectionQuestion.objects.visible_to(by).filter(team=team, is_starter=True):
        discard(question, by=by)


@refused_if_unreadable()
@transaction.atomic
def answer_privately(*, by: User, question: ReflectionQuestion, text: str, at: datetime) -> PrivateAnswer:
    """One answer to a question a day; the same day's is written anew."""
    must_be_visible(by, [question], "question")
    new = PrivateAnswer(user=by, question=question, day=timezone.localdate(at))
    new.note(_checked(text))
    row, is_new = PrivateAnswer.objects.get_or_create(
        user=by, question=question, day=new.day, defaults={"sealed": new.sealed, "key_mark": new.key_mark}
    )
    if not is_new:
        row.read()  # what no key opens stays as it is
        row.sealed, row.key_mark = new.sealed, new.key_mark
        row.save(update_fields=["sealed", "key_mark"])
    return row


@transaction.atomic
def answer_for_the_team(*, by: User, question: ReflectionQuestion, text: str, at: datetime) -> SharedAnswer:
    must_be_visible(by, [question], "question")
    answer = SharedAnswer(question=question, author=by, text=_checked(text), day=timezone.localdate(at))
    save_new(answer, by=by)
    return answer


def change_shared_answer(*, by: User, answer: SharedAnswer, version: int, text: str) -> SharedAnswer:
    if answer.author_id != by.pk or not is_member(by, answer.question.team):
        raise PermissionDenied
    save_changed(answer, version=version, changes={"text": _checked(text)})
    return answer


def discard_shared_answer(answer: SharedAnswer, *, by: User) -> None:
    if not may_discard_answer(by, answer):
        raise PermissionDenied
    discard(answer, by=by)


def restore_shared_answer(answer: SharedAnswer, *, by: User) -> None:
    if not may_discard_answer(by, answer):
        raise PermissionDenied
    restore(answer)


def delete_private_answer(*, by: User, pk: int) -> bool:
    """One of one's own, for good, readable or not; False where there is none."""
    return bool(PrivateAnswer.objects.visible_to(by).filter(pk=pk).delete()[0])


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Write an answer first.")})
    if len(text) > LONGEST_ANSWER:
        raise ValidationError({"text": _("At most %d signs.") % LONGEST_ANSWER})
    return text
