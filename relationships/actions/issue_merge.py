"""Make one issue of two that are about the same."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actions.record import WrongState, must_be_visible, save_verb
from accounts.models import User
from relationships.access import may_work_on_issue
from relationships.actions.comment import add_comment
from relationships.actions.look import look_again
from relationships.actions.standing import refresh_standings, touched_by
from relationships.choices import Cause, IssueState, Step
from relationships.models import Comment, Issue

SHARED = ("partners", "people_involved", "interactions")


@transaction.atomic
def merge_issue(*, by: User, issue: Issue, into: Issue) -> Issue:
    """Let `issue` go on in `into`: its thread, measures, talks, contacts, people and reminders move there.

    `issue` itself stays readable, resolved, and points to the other. Both must have the same team and visibility, and
    whoever is involved in either must read the other already, so that nobody reads more than before. Raises WrongState,
    ValidationError, PermissionDenied.
    """
    _check(by, issue, into)
    before = touched_by(issue) | touched_by(into)
    _move_rows(issue, into)
    shared = {name: [*getattr(into, name).all(), *getattr(issue, name).all()] for name in SHARED}
    now = timezone.now()
    save_verb(
        into, **shared, last_activity_at=now, raised_at=min(into.raised_at, issue.raised_at),
        severity=max(into.severity, issue.severity),
        due_on=min(filter(None, (into.due_on, issue.due_on)), default=None),
    )  # fmt: skip
    add_comment(into, by=by, text=_what_came(issue), step=Step.MERGED)
    result = _("Goes on in “%(title)s”.") % {"title": into.title}
    save_verb(
        issue, state=IssueState.RESOLVED, merged_into=into, resolved_at=now, last_activity_at=now, parked_until=None,
        state_before_parking="", result=result,
    )  # fmt: skip
    add_comment(issue, by=by, text=result, step=Step.RESOLVED)
    look_again(issue, into)
    refresh_standings(before)
    return into


def _check(by: User, issue: Issue, into: Issue) -> None:
    must_be_visible(by, [issue, into], "into")
    if not (may_work_on_issue(by, issue) and may_work_on_issue(by, into)):
        raise PermissionDenied
    if issue.pk == into.pk:
        raise ValidationError({"into": _("Choose another issue than this one.")})
    if issue.is_resolved or into.is_resolved:
        raise WrongState(_("Only issues that are not resolved can be merged."))
    if (issue.team_id, issue.visibility) != (into.team_id, into.visibility):
        message = _("The two do not have the same team and readers. Give them the same first; their authors can.")
        raise ValidationError({"into": message})
    if messages := [*_who_lacks(into, among=issue), *_who_lacks(issue, among=into)]:
        raise ValidationError({"into": messages})


def _who_lacks(issue: Issue, *, among: Issue) -> list[str]:
    """Who is involved `among` the one and cannot read the other, in words that say what to do first."""
    people = [among.author, among.owner, *among.people_involved.all(), *_with_measures(among)]
    readers = [person for person in dict.fromkeys(people) if _sees(person, among)]
    lacking = sorted(person.name for person in readers if not _sees(person, issue))
    if not lacking:
        return []
    message = ngettext(
        "%(names)s cannot read “%(title)s”. Add this person there or let more people read it, and merge then.",
        "%(names)s cannot read “%(title)s”. Add these people there or let more people read it, and merge then.",
        len(lacking),
    )
    return [message % {"names": ", ".join(lacking), "title": issue.title}]


def _what_came(issue: Issue) -> str:
    """Title and text, as long as a line of a thread may be; the whole text stays on the issue itself."""
    text = "\n\n".join(filter(None, (issue.title, issue.text)))
    return Truncator(text).chars(Comment._meta.get_field("text").max_length or 0)


def _with_measures(issue: Issue) -> QuerySet[User]:
    return User.objects.filter(pk__in=issue.action_items.kept().values("owner"))  # type: ignore[attr-defined]


def _sees(user: User, issue: Issue) -> bool:
    return Issue.objects.visible_to(user).filter(pk=issue.pk).exists()


def _move_rows(issue: Issue, into: Issue) -> None:
    """One by one, so that each move is in the history."""
    has_talk_ahead = into.talks.kept().ahead().exists()  # type: ignore[attr-defined]
    talks: Any = issue.talks.exclude(interaction=None) if has_talk_ahead else issue.talks.all()
    own_reminders = issue.reminders.filter(cause=Cause.OWN)
    for row in (*issue.comments.all(), *issue.action_items.all(), *talks, *own_reminders):
        row.issue = into
        row.version += 1
        row.save()
