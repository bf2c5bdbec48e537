"""Practice examples: tell one, mark it as helpful, make it the topic of a training."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.access import is_member
from accounts.actions.record import WrongState, save_verb
from accounts.models import Team, User
from climate.actions.team_record import add_record, change_record
from climate.models import ExampleMark, MoodBooster, PracticeExample, TrainingTopic
from climate.queries.example import names_in
from relationships.choices import SeriesKind
from relationships.models import Review

LONGEST_TOPIC = 200  # signs, as a meeting has them


def add_example(*, by: User, team: Team | None = None, **fields: Any) -> PracticeExample:
    example = PracticeExample(**fields)
    _must_name_nobody(by, example.names_agreed, example.title, example.story, example.lesson)
    return add_record(example, by=by, team=team)


def change_example(*, by: User, example: PracticeExample, version: int, **changes: Any) -> PracticeExample:
    will_be = {name: changes.get(name, getattr(example, name)) for name in ("title", "story", "lesson")}
    _must_name_nobody(by, changes.get("names_agreed", example.names_agreed), *will_be.values())
    return change_record(example, by=by, version=version, changes=changes)


def _must_name_nobody(by: User, agreed: bool, *texts: str) -> None:
    if not agreed and (names := names_in(" ".join(texts), by)):
        text = _("This names %(names)s. Tell it so that nobody recognises them, or tick that they have agreed.")
        raise ValidationError({"story": text % {"names": ", ".join(names[:5])}})


def mark_example(*, by: User, example: PracticeExample, helped: bool) -> None:
    """As often as it is said, it counts once."""
    if not is_member(by, example.team):
        raise PermissionDenied
    if helped:
        ExampleMark.objects.get_or_create(example=example, user=by)
    else:
        ExampleMark.objects.filter(example=example, user=by.pk).delete()


@transaction.atomic
def choose_topic(
    *, by: User, review: Review, booster: MoodBooster | None = None, example: PracticeExample | None = None
) -> TrainingTopic:
    """What the training passes on, in place of what was chosen before."""
    thing = booster or example
    if thing is None or not is_member(by, review.series.team) or thing.team_id != review.series.team_id:
        raise PermissionDenied
    if review.series.kind != SeriesKind.TRAINING or not review.is_planned:
        raise WrongState(_("Choose a training that is still ahead."))
    before = TrainingTopic.objects.filter(review=review).select_related("booster", "example").first()
    if review.topic in ("", _named(before.booster or before.example) if before else ""):
        save_verb(review, topic=_named(thing))  # words that somebody has written for it stay
    topic, _made = TrainingTopic.objects.update_or_create(
        review=review, defaults={"booster": booster, "example": example}
    )
    return topic


def _named(thing: MoodBooster | PracticeExample | None) -> str:
    return str(thing or "")[:LONGEST_TOPIC]
