"""Comments: one's own to change, both texts on a lost race, the trash with its undo."""

import pytest
from django.urls import reverse

from relationships.actions.comment import change_comment, comment_on_issue
from relationships.actions.issue import flag_issue, start_talk
from relationships.models import Comment


@pytest.fixture
def comment(cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="x", visibility="everyone")
    return comment_on_issue(by=cast.anna, issue=issue, text="I called them")


def test_one_changes_ones_own_comment(signed_in, comment):
    url = reverse("relationships:comment_update", args=[comment.pk])
    assert "I called them" in signed_in.get(url).content.decode()
    assert signed_in.post(url, {"text": "I wrote to them", "version": 1}).status_code == 302
    assert Comment.objects.get().text == "I wrote to them"


def test_a_stale_comment_shows_both_texts_and_may_then_win(signed_in, cast, comment):
    change_comment(by=cast.anna, comment=Comment.objects.get(), version=1, text="Their words")
    url = reverse("relationships:comment_update", args=[comment.pk])
    lost = signed_in.post(url, {"text": "My words", "version": 1})
    page = lost.content.decode()
    assert lost.status_code == 409
    assert "Their words" in page
    assert "My words" in page
    assert '<input type="hidden" name="version" value="2">' in page
    assert signed_in.post(url, {"text": "My words", "version": 2}).status_code == 302
    assert Comment.objects.get().text == "My words"


@pytest.mark.parametrize("version", ["", "one", "-1", "9" * 30])
def test_a_version_that_is_none_is_a_stale_one(signed_in, comment, version):
    url = reverse("relationships:comment_update", args=[comment.pk])
    assert signed_in.post(url, {"text": "My words", "version": version}).status_code == 409
    assert Comment.objects.get().text == "I called them"


def test_others_read_it_and_change_nothing(client, cast, comment):
    for user in (cast.ben, cast.otto):
        client.force_login(user)
        for verb in ("update", "discard"):
            url = reverse(f"relationships:comment_{verb}", args=[comment.pk])
            assert client.post(url, {"text": "y", "version": 1}).status_code == 403
    assert Comment.objects.visible_to(cast.anna).get().text == "I called them"


def test_of_a_foreign_comment_there_is_nothing(client, cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="x")
    foreign = comment_on_issue(by=cast.anna, issue=issue, text="I called them")
    client.force_login(cast.otto)
    for verb in ("update", "discard"):
        assert client.post(reverse(f"relationships:comment_{verb}", args=[foreign.pk])).status_code == 404


def test_discarding_with_an_undo(signed_in, cast, comment):
    page = signed_in.post(reverse("relationships:comment_discard", args=[comment.pk]), follow=True).content.decode()
    undo = reverse("relationships:trash_restore", args=["comment", comment.pk])
    assert f'action="{undo}"' in page
    assert not Comment.objects.visible_to(cast.anna).exists()
    signed_in.post(undo)
    assert Comment.objects.visible_to(cast.anna).get() == comment


def test_a_step_cannot_be_discarded(signed_in, cast, comment):
    start_talk(by=cast.anna, issue=comment.issue, text="Called")
    step = comment.issue.comments.get(step="talking")
    assert signed_in.post(reverse("relationships:comment_discard", args=[step.pk])).status_code == 400
    assert Comment.objects.visible_to(cast.anna).filter(pk=step.pk).exists()
