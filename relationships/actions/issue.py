"""Flag an issue, work on it, and move it through its life: open, talking, agreed, resolved; parked; reopened."""

from datetime import date, datetime
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.notification import notify
from accounts.actions.record import StaleRecord, WrongState, must_be_visible, save_verb
from accounts.models import Team, User
from partners.models import Partner
from relationships.access import may_work_on_issue
from relationships.actions.comment import add_comment
from relationships.actions.entry import add_entry, change_entry
from relationships.actions.look import look_again
from relationships.actions.standing import refresh_standings, touched_by
from relationships.choices import IssueState, Step
from relationships.models import Interaction, Issue
from relationships.models.issue import plausible

log = structlog.get_logger("rapport.issues")
OWNER = "issue_owner"  # the kind of notification

# The state that each verb leads to, and the states it may start from.
STEPS = {
    Step.TALKING: (IssueState.TALKING, {IssueState.OPEN, IssueState.AGREED, IssueState.PARKED}),
    Step.HELD: (IssueState.TALKING, {IssueState.OPEN, IssueState.TALKING, IssueState.AGREED, IssueState.PARKED}),
    Step.AGREED: (IssueState.AGREED, {IssueState.OPEN, IssueState.TALKING, IssueState.PARKED}),
    Step.RESOLVED: (IssueState.RESOLVED, {IssueState.OPEN, IssueState.TALKING, IssueState.AGREED, IssueState.PARKED}),
    Step.PARKED: (IssueState.PARKED, {IssueState.OPEN, IssueState.TALKING, IssueState.AGREED, IssueState.PARKED}),
    Step.RESUMED: (None, {IssueState.PARKED}),
    Step.REOPENED: (IssueState.OPEN, {IssueState.RESOLVED}),
    Step.HOLDS: (IssueState.RESOLVED, {IssueState.RESOLVED}),
}


@transaction.atomic
def flag_issue(
    *, by: User, partners: list[Partner], team: Team | None = None, visibility: str | None = None, **fields: Any
) -> Issue:
    people = fields.pop("people_involved", [])
    interactions = fields.pop("interactions", [])
    issue = Issue(**{"owner": by} | {name: value for name, value in fields.items() if value is not None})
    _check_links(by, {"owner": issue.owner, "people_involved": people, "interactions": interactions})
    issue.last_activity_at = issue.look_at = timezone.now()
    add_entry(
        issue,
        by=by,
        partners=partners,
        team=team,
        visibility=visibility,
        people_involved=people,
        interactions=interactions,
    )
    _tell_owner(issue, by=by)
    return issue


@transaction.atomic
def change_issue(*, by: User, issue: Issue, version: int, **changes: Any) -> Issue:
    _check_links(by, changes, known=issue)
    if "interactions" in changes:
        changes["interactions"] = [*changes["interactions"], *_hidden_interactions(by, issue)]
    owner = issue.owner_id
    change_entry(issue, by=by, version=version, changes=changes | {"last_activity_at": timezone.now()})
    look_again(issue)
    if issue.owner_id != owner:
        _tell_owner(issue, by=by)
    return issue


@transaction.atomic
def link_contact(*, by: User, issue: Issue, interaction: Interaction) -> Issue:
    """Say that a contact belongs to an issue: it came out of it, or was about it."""
    if not may_work_on_issue(by, issue):
        raise PermissionDenied
    must_be_visible(by, [interaction], "interactions")
    linked = list(issue.interactions.all())
    if interaction in linked:
        raise WrongState(_("The two are linked already."))
    save_verb(issue, interactions=[*linked, interaction], last_activity_at=timezone.now())
    look_again(issue)
    return issue


def start_talk(*, by: User, issue: Issue, text: str = "") -> Issue:
    return _take_step(Step.TALKING, by=by, issue=issue, text=text)


def note_talk_held(*, by: User, issue: Issue, interaction: Interaction) -> Issue:
    """The clearing talk has become a contact, which is linked."""
    return _take_step(Step.HELD, by=by, issue=issue, text="", interactions=[*issue.interactions.all(), interaction])


def note_agreement(*, by: User, issue: Issue, agreement: str) -> Issue:
    _must_be_said(agreement, "agreement", _("Write down what was agreed."))
    return _take_step(Step.AGREED, by=by, issue=issue, text=agreement, agreement=agreement)


def resolve_issue(*, by: User, issue: Issue, result: str, check_on: date | None = None) -> Issue:
    """Resolve with the result in words; `check_on` is the day on which to ask whether it holds."""
    _must_be_in_state(issue, Step.RESOLVED)
    _must_be_said(result, "result", _("Write down how it was resolved."))
    if check_on:
        _must_be_to_come(check_on, "check_on")
    return _take_step(
        Step.RESOLVED, by=by, issue=issue, text=result, result=result, check_on=check_on, held_on=None,
        resolved_at=timezone.now(),
    )  # fmt: skip


def confirm_issue(*, by: User, issue: Issue, text: str = "") -> Issue:
    """Say that what was resolved holds: the answer to what is asked on its check date, given once."""
    _must_be_in_state(issue, Step.HOLDS)
    if not issue.awaits_check:
        raise WrongState(_("Nobody asks whether this holds; it has been said, or no day was set for it."))
    return _take_step(Step.HOLDS, by=by, issue=issue, text=text, held_on=timezone.localdate())


def park_issue(*, by: User, issue: Issue, until: date, text: str = "") -> Issue:
    _must_be_in_state(issue, Step.PARKED)
    _must_be_to_come(until, "until")
    before = issue.state_before_parking if issue.state == IssueState.PARKED else issue.state
    return _take_step(Step.PARKED, by=by, issue=issue, text=text, parked_until=until, state_before_parking=before)


def resume_issue(*, by: User | None, issue: Issue, text: str = "") -> Issue:
    """Take a parked issue up again where it was; `by` is nobody when its day has come by itself."""
    return _take_step(Step.RESUMED, by=by, issue=issue, text=text)


def resume_due_issues(*, at: datetime) -> int:
    """Take up the parked issues whose day has come; one that fails is logged and tried again next time."""
    due = Issue.objects.kept().filter(state=IssueState.PARKED, parked_until__lte=timezone.localdate(at))
    resumed = 0
    for issue in due.select_related("owner").order_by("pk"):
        try:
            resume_issue(by=None, issue=issue)
            resumed += 1
        except (StaleRecord, WrongState, ValidationError) as error:
            log.warning("parked_issue_not_resumed", issue=issue.pk, error=type(error).__name__)
    return resumed


def reopen_issue(*, by: User, issue: Issue, reason: str) -> Issue:
    _must_be_in_state(issue, Step.REOPENED)
    _must_be_said(reason, "reason", _("Write down why it is open again."))
    return _take_step(
        Step.REOPENED, by=by, issue=issue, text=reason, resolved_at=None, check_on=None, held_on=None, merged_into=None,
        times_reopened=issue.times_reopened + 1,
    )  # fmt: skip


@transaction.atomic
def _take_step(step: Step, *, by: User | None, issue: Issue, text: str, **changes: Any) -> Issue:
    if by is not None and not may_work_on_issue(by, issue):
        raise PermissionDenied
    _must_be_in_state(issue, step)
    state = STEPS[step][0] or issue.state_before_parking or IssueState.OPEN
    unparked = {} if state == IssueState.PARKED else {"parked_until": None, "state_before_parking": ""}
    save_verb(issue, **unparked | changes | {"state": state, "last_activity_at": timezone.now()})
    add_comment(issue, by=by, text=text, step=step)
    look_again(issue)
    refresh_standings(touched_by(issue))
    return issue


def _tell_owner(issue: Issue, *, by: User) -> None:
    """Whoever is made the owner by somebody else, if they may read it."""
    if issue.owner_id != by.pk and Issue.objects.visible_to(issue.owner).filter(pk=issue.pk).exists():
        notify(user=issue.owner, kind=OWNER, target=issue, key=f"{OWNER}:{issue.pk}:{issue.version}")


def _must_be_in_state(issue: Issue, step: Step) -> None:
    if issue.state in STEPS[step][1]:
        return
    if issue.is_resolved:
        raise WrongState(_("This issue is resolved already. Reopen it if it does not hold."))
    if step == Step.HOLDS:
        raise WrongState(_("This issue is not resolved yet."))
    raise WrongState(
        _("This does not fit the state of the issue, which is “%(state)s”.") % {"state": issue.get_state_display()}
    )


def _must_be_to_come(day: date, field: str) -> None:
    if day <= timezone.localdate():
        raise ValidationError({field: _("Choose a day after today.")})
    if not plausible(day):
        raise ValidationError({field: _("Choose a date within the next ten years.")})


def _must_be_said(text: str, field: str, message: str) -> None:
    if not text.strip():
        raise ValidationError({field: message})


def _hidden_interactions(by: User, issue: Issue) -> list[Interaction]:
    """Linked contacts that `by` cannot see; an edit must not lose them."""
    return list(issue.interactions.exclude(pk__in=Interaction.objects.visible_to(by).values("pk")))


def _check_links(by: User, fields: dict[str, Any], known: Issue | None = None) -> None:
    """Owner, people and contacts must be ones that `by` sees; who is on the issue already may stay."""
    owner = fields.get("owner")
    if owner and not (known and known.owner_id == owner.pk):
        must_be_visible(by, [owner], "owner")
        if not owner.is_active:
            raise ValidationError({"owner": _("Choose somebody who still works here.")})
    kept = set(known.people_involved.values_list("pk", flat=True)) if known else set()
    must_be_visible(
        by, [person for person in fields.get("people_involved", []) if person.pk not in kept], "people_involved"
    )
    linked = set(known.interactions.values_list("pk", flat=True)) if known else set()
    must_be_visible(by, [row for row in fields.get("interactions", []) if row.pk not in linked], "interactions")
