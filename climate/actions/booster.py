"""The team's list of what helps: add, change, discard."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actions.record import discard, restore, save_changed, save_new
from accounts.models import Team, User
from climate.access import may_change_booster, may_discard_booster, may_discard_comment, may_discard_starters
from climate.actions.team_record import own_team
from climate.models import BoosterComment, MoodBooster
from climate.starting_set import BOOSTERS


@transaction.atomic
def add_booster(*, by: User, team: Team | None = None, **fields: Any) -> MoodBooster:
    booster = MoodBooster(team=own_team(by, team), author=by, **fields)
    save_new(booster, by=by)
    return booster


@transaction.atomic
def change_booster(*, by: User, booster: MoodBooster, version: int, **changes: Any) -> MoodBooster:
    if not may_change_booster(by, booster):
        raise PermissionDenied
    save_changed(booster, version=version, changes=changes)
    return booster


@transaction.atomic
def discard_booster(booster: MoodBooster, *, by: User) -> None:
    if not may_discard_booster(by, booster):
        raise PermissionDenied
    discard(booster, by=by)


@transaction.atomic
def restore_booster(booster: MoodBooster, *, by: User) -> None:
    if not may_discard_booster(by, booster):
        raise PermissionDenied
    restore(booster)


@transaction.atomic
def add_starting_set(*, by: User, team: Team | None = None) -> list[MoodBooster]:
    """The whole set in the language that is spoken now, without what the team's list has in the same words."""
    chosen = own_team(by, team)
    has = set(MoodBooster.objects.kept().filter(team=chosen).values_list("text", flat=True))
    rows = [(audience, term, str(text)) for audience, term, text in BOOSTERS if str(text) not in has]
    boosters = [
        MoodBooster(team=chosen, author=by, text=text, term=term, audience=audience, is_starter=True)
        for audience, term, text in rows
    ]
    for booster in boosters:
        save_new(booster, by=by)
    return boosters


@transaction.atomic
def discard_starting_set(*, by: User, team: Team) -> int:
    """Everything that is left of it, to the trash."""
    if not may_discard_starters(by, team):
        raise PermissionDenied
    rows = list(MoodBooster.objects.visible_to(by).filter(team=team, is_starter=True))
    for booster in rows:
        discard(booster, by=by)
    return len(rows)


@transaction.atomic
def comment_on_booster(*, by: User, booster: MoodBooster, text: str) -> BoosterComment:
    if not may_change_booster(by, booster):
        raise PermissionDenied
    comment = BoosterComment(booster=booster, author=by, text=text.strip())
    save_new(comment, by=by)
    return comment


def change_comment(*, by: User, comment: BoosterComment, version: int, text: str) -> BoosterComment:
    if comment.author_id != by.pk or not may_change_booster(by, comment.booster):
        raise PermissionDenied
    save_changed(comment, version=version, changes={"text": text.strip()})
    return comment


def discard_comment(comment: BoosterComment, *, by: User) -> None:
    if not may_discard_comment(by, comment):
        raise PermissionDenied
    discard(comment, by=by)


def restore_comment(comment: BoosterComment, *, by: User) -> None:
    if not may_discard_comment(by, comment):
        raise PermissionDenied
    restore(comment)
