"""Two issues that are one: everything goes on in the other, nothing is lost, and nobody reads more than before."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.actions.record import WrongState
from accounts.models import User
from relationships.actions.comment import comment_on_issue
from relationships.actions.issue import flag_issue, reopen_issue, resolve_issue
from relationships.actions.issue_merge import merge_issue
from relationships.actions.reminder import set_reminder
from relationships.models import ActionItem, ClearingTalk, Issue, Standing
from relationships.queries.issue_merge import merge_candidates


@pytest.fixture
def two(cast, lindner):
    """The one that ends, raised earlier and severer, and the one that it goes on in."""
    day = timedelta(days=1)
    old = flag_issue(
        by=cast.anna, partners=[lindner], title="Twice on the bill", text="In May", severity=3,
        raised_at=timezone.now() - 9 * day, due_on=timezone.localdate() + 2 * day, people_involved=[cast.ben],
    )  # fmt: skip
    new = flag_issue(by=cast.ben, partners=[lindner], title="Bill is wrong", severity=1)
    return old, new


def test_everything_goes_on_in_the_other(cast, two, lindner):
    old, new = two
    comment_on_issue(by=cast.ben, issue=old, text="Called them")
    item = ActionItem.objects.create(text="Ask again", owner=cast.ben, issue=old, team=cast.team)
    talk = ClearingTalk.objects.create(issue=old)
    reminder = set_reminder(by=cast.anna, text="Look", due_at=timezone.now(), issue=old)
    merge_issue(by=cast.anna, issue=old, into=new)
    for row in (old, new, item, talk, reminder):
        row.refresh_from_db()
    assert (old.state, old.merged_into, old.result) == ("resolved", new, "Goes on in “Bill is wrong”.")
    assert (new.state, new.severity, new.raised_at, new.due_on) == ("open", 3, old.raised_at, old.due_on)
    assert [(line.step, line.text) for line in new.comments.all()] == [
        ("comment", "Called them"), ("merged", "Twice on the bill\n\nIn May"),
    ]  # fmt: skip
    assert {row.issue for row in (item, talk, reminder)} == {new}
    assert list(new.people_involved.all()) == [cast.ben]
    assert Standing.objects.get(partner=lindner, team=cast.team).open_issues == 1


def test_a_talk_being_prepared_stays_where_the_other_has_one(cast, two):
    old, new = two
    talks = [ClearingTalk.objects.create(issue=issue) for issue in two]
    merge_issue(by=cast.anna, issue=old, into=new)
    assert [ClearingTalk.objects.get(pk=talk.pk).issue for talk in talks] == [old, new]


def test_reopened_it_stands_on_its_own_again(cast, two):
    old, new = two
    merge_issue(by=cast.anna, issue=old, into=new)
    reopen_issue(by=cast.anna, issue=Issue.objects.get(pk=old.pk), reason="Another bill")
    assert Issue.objects.get(pk=old.pk).merged_into is None


def test_what_cannot_be_merged(cast, two, lindner, kerner):
    old, new = two
    foreign = flag_issue(by=cast.otto, partners=[kerner], title="Foreign")
    narrower = flag_issue(by=cast.anna, partners=[lindner], title="Narrow", visibility="involved")
    done = flag_issue(by=cast.anna, partners=[lindner], title="Done")
    resolve_issue(by=cast.anna, issue=done, result="x")
    for into, error in (
        (foreign, ValidationError),
        (narrower, ValidationError),
        (old, ValidationError),
        (done, WrongState),
    ):
        with pytest.raises(error):
            merge_issue(by=cast.anna, issue=old, into=into)
    with pytest.raises((PermissionDenied, ValidationError)):
        merge_issue(by=cast.otto, issue=old, into=new)
    assert Issue.objects.filter(merged_into__isnull=False).count() == 0


def test_only_what_fits_is_offered_and_those_with_the_same_partner_first(cast, two, lindner, kerner):
    old, _new = two
    flag_issue(by=cast.anna, partners=[lindner], title="Narrow", visibility="private")
    flag_issue(by=cast.otto, partners=[kerner], title="Foreign")
    assert [issue.title for issue in merge_candidates(cast.anna, old)] == ["Bill is wrong"]
    assert list(merge_candidates(cast.anna, old, "nothing")) == []


def test_the_page_and_the_api_merge(signed_in, api, cast, two, lindner):
    old, new = two
    page = signed_in.get(f"/issues/{old.pk}/merge/", {"q": "bill"})
    assert [line["issue"] for line in page.context["lines"]] == [new]
    assert signed_in.post(f"/issues/{old.pk}/merge/", {}).status_code == 422
    assert signed_in.post(f"/issues/{old.pk}/merge/", {"into": new.pk}).url == f"/issues/{new.pk}/"
    assert "Twice on the bill" in signed_in.get(f"/issues/{new.pk}/").content.decode()
    third = flag_issue(by=cast.anna, partners=[lindner], title="Third")
    answer = api.post(f"/api/v1/issues/{third.pk}/merge/", {"into": new.pk})
    assert (answer.status_code, Issue.objects.get(pk=third.pk).merged_into) == (200, new)


def test_a_long_text_comes_as_far_as_a_thread_takes_it(cast, two):
    old, new = two
    Issue.objects.filter(pk=old.pk).update(text="x" * 20_000)
    merge_issue(by=cast.anna, issue=Issue.objects.get(pk=old.pk), into=new)
    line = new.comments.get(step="merged")
    assert (len(line.text), line.text[-1], len(Issue.objects.get(pk=old.pk).text)) == (10_000, "…", 20_000)


@pytest.fixture
def narrow_two(cast, lindner):
    """Read by those involved: of the one Ben, its owner, of the other Lena, who has a measure of it."""
    narrow = {"by": cast.anna, "partners": [lindner], "visibility": "involved"}
    old, new = flag_issue(title="Old", owner=cast.ben, **narrow), flag_issue(title="New", **narrow)
    ActionItem.objects.create(text="Ask", owner=cast.lena, issue=new, team=cast.team)
    return old, new


def test_nobody_comes_to_read_what_they_could_not_read_before(cast, narrow_two):
    old, new = narrow_two
    for issue, into in ((old, new), (new, old)):
        with pytest.raises(ValidationError) as refused:
            merge_issue(by=cast.anna, issue=issue, into=into)
        words = " ".join(refused.value.message_dict["into"])
        assert all(said in words for said in ("Ben cannot read “New”.", "Lena cannot read “Old”.", "Add this person"))
    assert Issue.objects.filter(merged_into__isnull=False).count() == 0
    new.people_involved.add(cast.ben)
    old.people_involved.add(cast.lena)
    merge_issue(by=cast.anna, issue=old, into=new)
    assert {user.name for user in (cast.anna, cast.ben, cast.lena, cast.otto) if _reads(user, new)} == {
        "Anna", "Ben", "Lena",
    }  # fmt: skip


def test_whoever_has_left_keeps_no_issues_apart(cast, narrow_two):
    old, new = narrow_two
    User.objects.filter(pk__in=[cast.ben.pk, cast.lena.pk]).update(is_active=False)
    merge_issue(by=cast.anna, issue=Issue.objects.get(pk=old.pk), into=Issue.objects.get(pk=new.pk))
    assert Issue.objects.get(pk=old.pk).merged_into == new


def test_somebody_from_outside_the_team_reads_no_more_of_it_either(cast, two):
    old, new = two
    old.people_involved.add(cast.otto)
    with pytest.raises(ValidationError, match="Otto cannot read"):
        merge_issue(by=cast.anna, issue=old, into=new)


def test_the_page_and_the_api_say_whom_to_add_first(signed_in, api, narrow_two):
    old, new = narrow_two
    page = signed_in.post(f"/issues/{old.pk}/merge/", {"into": new.pk})
    answer = api.post(f"/api/v1/issues/{old.pk}/merge/", {"into": new.pk})
    assert (page.status_code, answer.status_code, list(answer.json())) == (422, 400, ["into"])
    for content in (page.content.decode(), str(answer.json())):
        assert "Ben cannot read “New”. Add this person there" in content
    assert Issue.objects.filter(merged_into__isnull=False).count() == 0


def _reads(user, issue):
    return Issue.objects.visible_to(user).filter(pk=issue.pk).exists()
