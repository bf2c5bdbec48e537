"""A team's regular meeting, from its dates to what is carried over."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from time_machine import travel

from accounts.actions.record import WrongState
from accounts.actions.user import change_user
from accounts.models import Membership, Notification, OutgoingMail
from partners.actions.partner import add_partner
from relationships.actions.agenda import add_measure, add_point, change_point, take_vote_back, vote, vote_for_issue
from relationships.actions.issue import flag_issue, resolve_issue
from relationships.actions.review import (
    add_review,
    change_review,
    close_ended,
    close_review,
    rate_review,
    send_minutes,
    skip_review,
    start_review,
)
from relationships.actions.review_notice import tell_of_reviews
from relationships.actions.review_series import add_series, change_series, plan_all_dates
from relationships.actions.review_turn import go_to, next_step
from relationships.actions.smaller_circle import hand_to_smaller_circle
from relationships.models import ActionItem, AgendaItem, Review, ReviewSeries
from relationships.queries.agenda import Table, items_of, looks_back_to, only_for
from relationships.queries.calendar import calendar_items
from relationships.queries.circle import circle_of, invited_to
from relationships.queries.review_screen import screen_of
from tests.conftest import make_user

DAY = timedelta(days=1)


@pytest.fixture
def series(cast):
    return add_series(by=cast.anna, name="Monday round", first_at=timezone.now() + DAY)


@pytest.fixture
def review(series):
    return series.reviews.get()


def flag(by, partner, title, **fields):
    return flag_issue(by=by, partners=[partner], title=title, **fields)


def on_the_table(review, user):
    people = invited_to(review)
    table = Table(review, circle_of(review.series, people), user, looks_back_to(review), timezone.now())
    return [str(item) for item in items_of(table)]


# --- Dates ---


@travel(datetime(2026, 3, 2, 8, tzinfo=UTC), tick=False)
def test_its_dates_keep_to_the_wall_clock_and_are_made_once(cast):
    first = datetime(2026, 3, 23, 8, tzinfo=UTC)  # nine o'clock in Berlin
    series = add_series(
        by=cast.anna, name="x", first_at=first, recurrence="rrule:freq=weekly", time_zone="Europe/Berlin"
    )
    assert plan_all_dates(at=timezone.now()) == 0
    found = [review.starts_at for review in series.reviews.order_by("starts_at")]
    assert found[:3] == [first, datetime(2026, 3, 30, 7, tzinfo=UTC), datetime(2026, 4, 6, 7, tzinfo=UTC)]


def test_a_rule_that_cannot_be_meant_is_refused(cast):
    for rule in ("FREQ=SECONDLY", "FREQ=WEEKLY;UNTIL=20200101", "nonsense"):
        with pytest.raises(ValidationError) as error:
            add_series(by=cast.anna, name="x", first_at=timezone.now() + DAY, recurrence=rule)
        assert list(error.value.message_dict) == ["recurrence"]


def test_a_series_whose_rule_ends_says_so_and_takes_an_extra_meeting(cast, series):
    Review.objects.all().delete()
    with travel(timezone.now() + 10 * DAY):
        assert plan_all_dates(at=timezone.now()) == 0
        extra = add_review(by=cast.anna, series=series, starts_at=timezone.now() + DAY)
        assert (extra.planned_for, extra.minutes) == (None, 60)


def test_changing_the_rule_moves_what_nobody_has_touched(cast):
    first = timezone.now().replace(microsecond=0) + DAY
    series = add_series(by=cast.anna, name="x", first_at=first, recurrence="FREQ=WEEKLY")
    kept = series.reviews.order_by("starts_at")[1]
    change_review(by=cast.anna, review=kept, version=1, topic="Prepared by hand")
    change_series(by=cast.anna, series=series, version=1, recurrence="FREQ=WEEKLY;INTERVAL=4")
    assert set(series.reviews.values_list("starts_at", flat=True)) == {
        kept.starts_at, first, first + 28 * DAY, first + 56 * DAY,
    }  # fmt: skip


def test_who_leads_it_must_be_of_the_team_and_may_leave(cast, series):
    with pytest.raises(ValidationError) as error:
        change_series(by=cast.anna, series=series, version=1, facilitator=cast.otto)
    assert list(error.value.message_dict) == ["facilitator"]
    change_user(by=cast.ada, user=cast.anna, is_active=False)
    review = series.reviews.get()
    assert (ReviewSeries.objects.get().facilitator, review.facilitator) == (None, None)
    start_review(by=cast.ben, review=review)
    assert Review.objects.get().facilitator == cast.ben


def test_only_leads_and_who_made_it_change_it(cast, series):
    with pytest.raises(PermissionDenied):
        change_series(by=cast.ben, series=series, version=1, name="y")
    change_series(by=cast.lena, series=series, version=1, name="y")
    with pytest.raises(PermissionDenied):
        skip_review(by=cast.ben, review=series.reviews.get())


# --- The day before, and the calendar ---


def test_those_invited_are_told_once_the_day_before(cast, series, review):
    change_review(by=cast.anna, review=review, version=1, participants=[cast.anna, cast.ben])
    at = review.starts_at - timedelta(hours=20)
    assert (tell_of_reviews(at=at), tell_of_reviews(at=at)) == (2, 0)
    assert set(Notification.objects.values_list("user__name", "kind")) == {("Anna", "review"), ("Ben", "review")}
    review.refresh_from_db()
    change_review(by=cast.anna, review=review, version=review.version, starts_at=review.starts_at + DAY)
    assert tell_of_reviews(at=at + DAY) == 2


def test_a_skipped_one_is_told_to_nobody_and_not_in_the_feed(cast, review):
    names = lambda user: [item.noun for item in calendar_items(user, at=timezone.now())]  # noqa: E731
    assert (names(cast.ben), names(cast.otto)) == (["review"], [])
    skip_review(by=cast.anna, review=review)
    assert tell_of_reviews(at=review.starts_at - timedelta(hours=1)) == 0
    assert names(cast.ben) == []


# --- The agenda ---


def test_the_order_is_votes_then_severity_then_age(cast, lindner, series, review):
    flag(cast.anna, lindner, "young", raised_at=timezone.now() - DAY)
    flag(cast.anna, lindner, "old", raised_at=timezone.now() - 20 * DAY)
    flag(cast.anna, lindner, "severe", severity=3)
    wanted = flag(cast.anna, lindner, "wanted", severity=1)
    vote_for_issue(by=cast.ben, series=series, issue=wanted)
    vote_for_issue(by=cast.ben, series=series, issue=wanted)
    start_review(by=cast.ben, review=review)
    assert on_the_table(review, cast.ben) == ["wanted", "severe", "old", "young"]
    assert AgendaItem.objects.get(issue=wanted).votes.count() == 1


def test_nobody_outside_votes_or_puts_a_point_on_it(cast, series):
    item = add_point(by=cast.ben, series=series, text="x")
    for attempt in (
        lambda: vote(by=cast.otto, item=item),
        lambda: add_point(by=cast.otto, series=series, text="y"),
        lambda: take_vote_back(by=cast.otto, item=item),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_the_wall_shows_only_what_everyone_invited_may_read(cast, lindner, series, review):
    flag(cast.anna, lindner, "open to the team")
    private = flag(cast.ben, lindner, "private", visibility="private")
    flag(cast.ben, lindner, "both involved", visibility="involved", people_involved=[cast.anna])
    vote_for_issue(by=cast.ben, series=series, issue=private)
    change_review(by=cast.anna, review=review, version=1, participants=[cast.anna, cast.ben])
    start_review(by=cast.anna, review=review)
    assert sorted(on_the_table(review, cast.ben)) == ["both involved", "open to the team"]
    screen = screen_of(review, user=cast.ben, at=timezone.now(), own=True)
    assert [issue.title for issue in screen.own] == ["private"]
    assert screen_of(review, user=cast.anna, at=timezone.now(), own=True).own == []
    assert AgendaItem.objects.get(issue=private).review is None


def test_with_more_invited_what_those_involved_read_is_off_the_wall(cast, lindner, series, review):
    flag(cast.ben, lindner, "both involved", visibility="involved", people_involved=[cast.anna])
    start_review(by=cast.anna, review=review)
    table = Table(review, circle_of(series, invited_to(review)), cast.ben, timezone.now(), timezone.now())
    assert (on_the_table(review, cast.ben), [issue.title for issue in only_for(table)]) == ([], ["both involved"])


def test_a_partner_whose_name_not_all_may_read_is_another_partner(cast, lindner, review):
    hidden = add_partner(by=cast.otto, name="Hidden GmbH")
    type(hidden).objects.filter(pk=hidden.pk).update(caretaker=cast.anna)
    flag_issue(by=cast.anna, partners=[lindner, hidden], title="x")
    start_review(by=cast.anna, review=review)
    next_step(by=cast.anna, review=review)
    next_step(by=cast.anna, review=review)
    assert screen_of(review, user=cast.anna, at=timezone.now()).partners == [lindner, None]


# --- Running ---


def test_it_starts_once_and_one_of_a_series_runs_at_a_time(cast, series, review):
    start_review(by=cast.ben, review=review)
    with pytest.raises(WrongState, match="running already"):
        start_review(by=cast.anna, review=Review.objects.get())
    other = add_review(by=cast.anna, series=series, starts_at=timezone.now() + DAY)
    with pytest.raises(WrongState, match="Close that one first"):
        start_review(by=cast.anna, review=other)
    close_review(by=cast.anna, review=Review.objects.get(pk=review.pk))
    with pytest.raises(WrongState, match="closed already"):
        close_review(by=cast.anna, review=Review.objects.get(pk=review.pk))


def test_without_anybody_it_does_not_start(cast, series, review):
    change_review(by=cast.anna, review=review, version=1, participants=[cast.ben])
    Membership.objects.get(user=cast.ben).delete()
    with pytest.raises(PermissionDenied):
        start_review(by=cast.anna, review=review)
    review.participants.clear()
    start_review(by=cast.anna, review=Review.objects.get())


def test_two_who_turn_at_once_skip_nothing(cast, lindner, review):
    for number in range(3):
        flag(cast.anna, lindner, f"issue {number}")
    start_review(by=cast.anna, review=review)
    seen = (review.section, review.item_id)
    mine, theirs = Review.objects.get(), Review.objects.get()
    assert go_to(by=cast.anna, review=mine, section="measures", item=None, seen=seen)
    assert not go_to(by=cast.ben, review=theirs, section="measures", item=None, seen=seen)
    assert Review.objects.get().section == "measures"


def test_it_goes_through_everything_and_ends(cast, lindner, review):
    for number in range(3):
        flag(cast.anna, lindner, f"issue {number}")
    start_review(by=cast.anna, review=review)
    seen = [(review.section, None)]
    while True:
        try:
            next_step(by=cast.ben, review=review)
        except WrongState:
            break
        seen.append((review.section, str(review.item) if review.item else None))
    assert seen == [
        ("good_start", None), ("measures", None), ("issues", "issue 0"), ("issues", "issue 1"), ("issues", "issue 2"),
        ("quiet", None), ("ideas", None), ("reflection", None), ("conclusion", None),
    ]  # fmt: skip


def test_an_issue_taken_out_of_sight_on_the_table_leaves_no_gap(cast, lindner, review):
    first, second = flag(cast.anna, lindner, "first", severity=3), flag(cast.anna, lindner, "second")
    start_review(by=cast.anna, review=review)
    next_step(by=cast.anna, review=review)
    next_step(by=cast.anna, review=review)
    type(first).objects.filter(pk=first.pk).update(visibility="private")
    screen = screen_of(Review.objects.get(), user=cast.ben, at=timezone.now())
    assert (screen.step.item.issue, screen.step.number, screen.step.of) == (second, 1, 1)


def test_an_issue_resolved_elsewhere_while_on_the_table(cast, lindner, review):
    issue = flag(cast.anna, lindner, "x")
    start_review(by=cast.anna, review=review)
    before = Review.objects.get().revision
    resolve_issue(by=cast.ben, issue=issue, result="They called")
    assert Review.objects.get().revision == before + 1
    with pytest.raises(WrongState, match="resolved already"):
        resolve_issue(by=cast.anna, issue=type(issue).objects.get(), result="Again")
    close_review(by=cast.anna, review=Review.objects.get())
    assert list(AgendaItem.objects.values_list("state", "review")) == [("handled", review.pk)]


def test_a_measure_needs_an_owner_and_a_day_to_come(cast, series, review):
    item = add_point(by=cast.anna, series=series, text="x")
    start_review(by=cast.anna, review=review)
    item.refresh_from_db()
    with pytest.raises(ValidationError) as error:
        add_measure(by=cast.anna, item=item, text="y")
    assert list(error.value.message_dict) == ["owner"]
    with pytest.raises(ValidationError) as error:
        add_measure(by=cast.anna, item=item, text="y", owner=cast.ben, due_on=timezone.localdate() - DAY)
    assert list(error.value.message_dict) == ["due_on"]
    measure = add_measure(by=cast.anna, item=item, text="y", owner=cast.ben)
    assert list(item.measures.all()) == [measure]


def test_a_smaller_circle_gets_a_talk_and_a_measure(cast, lindner):
    issue = flag(cast.anna, lindner, "x")
    hand_to_smaller_circle(by=cast.anna, issue=issue, people=[cast.ben, cast.lena])
    hand_to_smaller_circle(by=cast.anna, issue=issue, people=[cast.anna])
    assert set(issue.talks.get().people_involved.all()) == {cast.anna, cast.ben, cast.lena}
    assert list(ActionItem.objects.order_by("pk").values_list("owner__name", "text")) == [
        ("Ben", "Clear it in a smaller circle: Ben, Lena"), ("Anna", "Clear it in a smaller circle: Anna"),
    ]  # fmt: skip


# --- The end ---


def test_what_stays_open_is_carried_over_with_its_votes(cast, lindner, series, review):
    quiet, spoken = flag(cast.anna, lindner, "quiet"), flag(cast.anna, lindner, "spoken of")
    point, said = (add_point(by=cast.ben, series=series, text=text) for text in ("left", "said"))
    vote(by=cast.ben, item=point)
    vote_for_issue(by=cast.ben, series=series, issue=quiet)
    start_review(by=cast.anna, review=review)
    resolve_issue(by=cast.anna, issue=spoken, result="Done")
    said.refresh_from_db()
    change_point(by=cast.anna, item=said, version=said.version, said="Yes")
    close_review(by=cast.anna, review=Review.objects.get())
    waiting = AgendaItem.objects.waiting().order_by("pk")
    assert [(str(item), item.times_carried, item.votes.count()) for item in waiting] == [
        ("quiet", 1, 1), ("left", 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(("scores", "mean", "count"), [([10, 9, 8, 7], None, 0), ([10, 9, 8, 7, 6], 8, 5)])
def test_a_rating_is_a_figure_from_five_on(cast, review, scores, mean, count):
    for number in range(3):
        Membership.objects.create(team=cast.team, user=make_user(f"More{number}"))
    start_review(by=cast.anna, review=review)
    for user, score in zip(invited_to(review), scores, strict=False):
        rate_review(by=user, review=review, score=score)
    assert Review.objects.get().rating_mean is None
    close_review(by=cast.anna, review=Review.objects.get())
    review = Review.objects.get()
    assert (review.rating_mean, review.rating_count) == (mean, count)
    with pytest.raises(WrongState):
        rate_review(by=cast.anna, review=review, score=1)


def test_minutes_go_to_those_invited_once(cast, review):
    start_review(by=cast.anna, review=review)
    close_review(by=cast.anna, review=Review.objects.get())
    review = Review.objects.get()
    with pytest.raises(ValidationError):
        send_minutes(by=cast.anna, review=review, people=[cast.otto])
    assert send_minutes(by=cast.anna, review=review, people=[cast.anna, cast.ben]) == 2
    assert send_minutes(by=cast.anna, review=review, people=[cast.ben, cast.lena]) == 1
    assert OutgoingMail.objects.filter(is_document=True).count() == 3


def test_a_meeting_without_a_call_closes_by_itself(cast, review):
    until = review.starts_at + 3 * DAY
    change_review(by=cast.anna, review=review, version=1, runs_until=until)
    start_review(by=cast.anna, review=Review.objects.get())
    assert (close_ended(at=until - DAY), close_ended(at=until)) == (0, 1)
    assert Review.objects.get(pk=review.pk).state == "closed"
