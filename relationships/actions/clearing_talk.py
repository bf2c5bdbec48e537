"""Prepare the talk that clears an issue, plan it, hold it."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.access import is_member
from accounts.actions.record import WrongState, discard, must_be_visible, restore, save_changed, save_new
from accounts.models import User
from partners.models import Partner
from relationships.access import may_work_on_issue
from relationships.actions.action_item import add_action_item
from relationships.actions.comment import add_comment
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import note_agreement, note_talk_held, resolve_issue
from relationships.actions.look import look_again
from relationships.choices import Step, Visibility
from relationships.models import ClearingTalk, Interaction, Issue


@transaction.atomic
def prepare_talk(*, by: User, issue: Issue, **fields: Any) -> ClearingTalk:
    """Begin to prepare; an issue has one talk ahead at a time. Whom it is with is the issue's partners, unless given."""
    _may_work(by, issue)
    if issue.is_resolved:
        raise WrongState(_("This issue is resolved already. Reopen it if it does not hold."))
    if issue.talks.kept().ahead().exists():  # type: ignore[attr-defined]
        raise WrongState(_("A talk on this issue is being prepared already."))
    partners = fields.pop("partners", None)
    people = fields.pop("people_involved", [])
    if partners is None:
        partners = [partner for partner in issue.partners_for(by) if partner]
    _check(by, partners=partners, people_involved=people, planned_at=fields.get("planned_at"))
    talk = ClearingTalk(issue=issue, **fields)
    save_new(talk, by=by, partners=partners, people_involved=people)
    _say_when(talk, by=by, before=None)
    return talk


@transaction.atomic
def change_talk(*, by: User, talk: ClearingTalk, version: int, **changes: Any) -> ClearingTalk:
    """Write preparation, plan or notes; partners that `by` cannot see stay on it."""
    _may_work(by, talk.issue)
    _must_be_ahead(talk)
    before = talk.planned_at
    moved = changes.get("planned_at", before) != before
    _check(
        by,
        partners=changes.get("partners", []),
        people_involved=_new_people(talk, changes),
        planned_at=changes["planned_at"] if moved else None,
    )
    if "partners" in changes:
        seen = Partner.objects.visible_to(by).values("pk")
        changes["partners"] = [*changes["partners"], *talk.partners.exclude(pk__in=seen)]
    save_changed(talk, version=version, changes=changes)
    _say_when(talk, by=by, before=before)
    return talk


@transaction.atomic
def hold_talk(
    *,
    by: User,
    talk: ClearingTalk,
    version: int,
    notes: str,
    happened_at: datetime | None = None,
    mood_before: int | None = None,
    mood_after: int | None = None,
    agreement: str = "",
    measures: list[dict[str, Any]] | None = None,
    result: str = "",
    check_on: date | None = None,
) -> ClearingTalk:
    """Turn the talk into one contact, and move its issue on: talking, agreed where there is an agreement, resolved where
    there is a result. All of it or nothing; `version` guards the notes. Each measure is what `add_action_item` takes.
    """
    _may_work(by, talk.issue)
    _must_be_ahead(talk)
    if check_on and not result.strip():
        message = _("Write down how it was resolved, or leave out the day on which to ask whether it holds.")
        raise ValidationError({"result": message})
    issue = talk.issue
    contact = _log(
        by, talk, text=notes, happened_at=happened_at or timezone.now(), mood_before=mood_before, mood_after=mood_after
    )
    save_changed(talk, version=version, changes={"notes": notes, "interaction": contact})
    note_talk_held(by=by, issue=issue, interaction=contact)
    for measure in measures or []:
        add_action_item(by=by, issue=issue, **measure)
    issue.refresh_from_db()
    if agreement.strip():
        note_agreement(by=by, issue=issue, agreement=agreement)
    if result.strip():
        resolve_issue(by=by, issue=issue, result=result, check_on=check_on)
    return talk


def cancel_talk(*, by: User, talk: ClearingTalk) -> None:
    """It does not take place; its preparation can be taken out of the trash again."""
    _may_work(by, talk.issue)
    _must_be_ahead(talk)
    with transaction.atomic():
        discard(talk, by=by)
        look_again(talk.issue)


def restore_talk(*, by: User, talk: ClearingTalk) -> None:
    _may_work(by, talk.issue)
    if talk.discarded_at and talk.issue.talks.kept().ahead().exists():  # type: ignore[attr-defined]
        raise WrongState(_("A talk on this issue is being prepared already."))
    with transaction.atomic():
        restore(talk)
        look_again(talk.issue)


def _log(by: User, talk: ClearingTalk, **fields: Any) -> Interaction:
    """The contact has the issue's team and readers; of a talk by somebody from another team, those involved read it."""
    issue = talk.issue
    ours = is_member(by, issue.team)
    people = [person for person in talk.people_involved.all() if person.pk != by.pk]
    if not ours and issue.owner_id != by.pk and issue.owner not in people:
        people.append(issue.owner)
    return log_interaction(
        by=by, partners=_with_whom(by, talk), team=issue.team if ours else None, channel=talk.channel,
        visibility=issue.visibility if ours else Visibility.INVOLVED, people_involved=people, **fields,
    )  # fmt: skip


def _with_whom(by: User, talk: ClearingTalk) -> list[Partner]:
    """The partners of the talk; where none were named, those of the issue. A contact can only be with whom `by` sees."""
    seen = Partner.objects.visible_to(by)
    planned = list(seen.filter(pk__in=talk.partners.values("pk")))
    return planned or list(seen.filter(pk__in=talk.issue.partners.values("pk")))


def _say_when(talk: ClearingTalk, *, by: User, before: datetime | None) -> None:
    """A talk that has got a date stands on the thread, and whoever takes part is reminded of it."""
    issue = talk.issue
    if talk.planned_at and talk.planned_at != before:
        add_comment(issue, by=by, text=plan_in_words(talk), step=Step.PLANNED)
    # As with a comment: being worked on is no change of the issue itself.
    issue.last_activity_at = timezone.now()
    Issue.objects.filter(pk=issue.pk).update(last_activity_at=issue.last_activity_at)
    look_again(issue)


def plan_in_words(talk: ClearingTalk) -> str:
    """When and where, by the reader's clock: "Tuesday, 24 November, 14:00, at their office"."""
    if not talk.planned_at:
        return ""
    return ", ".join(filter(None, (date_format(timezone.localtime(talk.planned_at), "DATETIME_FORMAT"), talk.place)))


def _may_work(by: User, issue: Issue) -> None:
    if not may_work_on_issue(by, issue):
        raise PermissionDenied


def _must_be_ahead(talk: ClearingTalk) -> None:
    if talk.is_held:
        raise WrongState(_("This talk has been held already."))


def _check(by: User, *, partners: list[Partner], people_involved: list[User], planned_at: datetime | None) -> None:
    must_be_visible(by, partners, "partners")
    must_be_visible(by, people_involved, "people_involved")
    if planned_at and planned_at <= timezone.now():
        raise ValidationError({"planned_at": _("Choose a time that is still to come.")})
    if planned_at and planned_at.year > timezone.localdate().year + 10:
        raise ValidationError({"planned_at": _("Choose a date within the next ten years.")})


def _new_people(talk: ClearingTalk, changes: dict[str, Any]) -> list[User]:
    known = set(talk.people_involved.values_list("pk", flat=True))
    return [person for person in changes.get("people_involved", []) if person.pk not in known]
