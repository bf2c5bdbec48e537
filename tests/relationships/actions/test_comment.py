"""What is said on an issue's thread, and by whom it is changed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actions.record import StaleRecord
from relationships.actions.comment import change_comment, comment_on_issue, discard_comment
from relationships.actions.issue import flag_issue, start_talk
from relationships.models import Comment, Issue


@pytest.fixture
def issue(cast, lindner):
    return flag_issue(by=cast.anna, partners=[lindner], title="x", visibility="everyone")


def test_a_comment_moves_neither_version_nor_history_of_its_issue(cast, issue):
    before = (issue.version, issue.history.count())
    comment_on_issue(by=cast.ben, issue=issue, text="  I called them ")
    found = Issue.objects.get(pk=issue.pk)
    assert (found.version, found.history.count()) == before
    assert list(issue.comments.values_list("author__name", "step", "text")) == [("Ben", "comment", "I called them")]


@pytest.mark.parametrize("text", ["", "   ", "x" * 100_000])
def test_a_comment_says_something_and_not_a_book(cast, issue, text):
    with pytest.raises(ValidationError) as refused:
        comment_on_issue(by=cast.ben, issue=issue, text=text)
    assert list(refused.value.error_dict) == ["text"]
    assert not Comment.objects.exists()


def test_who_only_reads_the_issue_does_not_comment(cast, issue):
    for stranger in (cast.otto, cast.ada, cast.dora):
        with pytest.raises(PermissionDenied):
            comment_on_issue(by=stranger, issue=issue, text="x")
    assert not Comment.objects.exists()


def test_a_comment_is_its_authors_to_change_and_to_discard(cast, issue):
    comment = comment_on_issue(by=cast.ben, issue=issue, text="I called them")
    for other in (cast.anna, cast.lena, cast.ada):
        with pytest.raises(PermissionDenied):
            change_comment(by=other, comment=comment, version=1, text="y")
        with pytest.raises(PermissionDenied):
            discard_comment(by=other, comment=comment)
    change_comment(by=cast.ben, comment=comment, version=1, text="I wrote to them")
    assert Comment.objects.get(pk=comment.pk).text == "I wrote to them"
    discard_comment(by=cast.ben, comment=comment)
    assert not Comment.objects.visible_to(cast.ben).exists()


def test_a_stale_change_of_a_comment_is_refused(cast, issue):
    comment = comment_on_issue(by=cast.ben, issue=issue, text="one")
    change_comment(by=cast.ben, comment=Comment.objects.get(pk=comment.pk), version=1, text="two")
    with pytest.raises(StaleRecord):
        change_comment(by=cast.ben, comment=comment, version=1, text="three")
    assert Comment.objects.get(pk=comment.pk).text == "two"


def test_a_step_stays_on_the_thread(cast, issue):
    start_talk(by=cast.ben, issue=issue, text="Called")
    step = issue.comments.get()
    with pytest.raises(ValidationError):
        discard_comment(by=cast.ben, comment=step)
    assert Comment.objects.visible_to(cast.ben).get() == step


def test_the_thread_is_read_by_whom_the_issue_is_read(cast, lindner):
    private = flag_issue(by=cast.anna, partners=[lindner], title="x", visibility="private")
    comment = comment_on_issue(by=cast.anna, issue=private, text="canary")
    seen = {
        name: Comment.objects.visible_to(getattr(cast, name)).filter(pk=comment.pk).exists()
        for name in ("anna", "ben", "otto", "ada")
    }
    assert seen == {"anna": True, "ben": False, "otto": False, "ada": False}
