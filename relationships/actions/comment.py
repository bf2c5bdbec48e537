"""What is said on an issue's thread."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.record import discard, restore, save_changed, save_new
from accounts.models import User
from relationships.access import may_change_comment, may_comment
from relationships.actions.look import close_gone, on_the_table
from relationships.choices import Step
from relationships.models import Comment, Issue


@transaction.atomic
def comment_on_issue(*, by: User, issue: Issue, text: str) -> Comment:
    if not may_comment(by, issue):
        raise PermissionDenied
    if not text.strip():
        raise ValidationError({"text": _("Write a comment first.")})
    comment = add_comment(issue, by=by, text=text, step=Step.COMMENT)
    # Being spoken about is no change of the issue itself: neither version nor history move.
    issue.last_activity_at = now = timezone.now()
    Issue.objects.filter(pk=issue.pk).update(last_activity_at=now, look_at=now)
    close_gone(issue)
    on_the_table(issue.team_id)
    return comment


def change_comment(*, by: User, comment: Comment, version: int, text: str) -> Comment:
    if not may_change_comment(by, comment):
        raise PermissionDenied
    save_changed(comment, version=version, changes={"text": text})
    return comment


def discard_comment(*, by: User, comment: Comment) -> None:
    if not may_change_comment(by, comment):
        raise PermissionDenied
    if comment.step != Step.COMMENT:
        raise ValidationError(_("A step of the issue stays on its thread."))
    discard(comment, by=by)


def restore_comment(*, by: User, comment: Comment) -> None:
    if not may_change_comment(by, comment):
        raise PermissionDenied
    restore(comment)


def add_comment(issue: Issue, *, by: User | None, text: str, step: Step) -> Comment:
    """Put a line on the thread; the author of a step that came by itself is the issue's owner."""
    comment = Comment(issue=issue, author=by or issue.owner, step=step, text=text.strip())
    save_new(comment, by=by)
    return comment
