"""What the rules of a team remind of, whom, and when; and that nothing piles up, leaks or is told twice."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from accounts.models import DeliverySettings, Membership, Notification, User
from partners.actions.partner import discard_partner, restore_partner
from relationships.actions import rules as sweep
from relationships.actions.comment import comment_on_issue
from relationships.actions.entry import discard_entry, restore_entry
from relationships.actions.issue import change_issue, flag_issue, park_issue, reopen_issue, resolve_issue
from relationships.actions.look import look_again
from relationships.actions.reminder import finish_reminder, hand_over_reminder, snooze_reminder
from relationships.models import ActionItem, ClearingTalk, Issue, Reminder, ReminderRules
from relationships.tasks import follow_rules, look_at_everything

BERLIN = ZoneInfo("Europe/Berlin")


def march(day, hour=10, minute=0):
    """In March 2027, whose 1st is a Monday, by the clock in Berlin; 28 is followed by summer time."""
    return datetime(2027, 3, 1, hour, minute, tzinfo=BERLIN).astimezone(UTC) + timedelta(days=day - 1)


def at(moment):
    return time_machine.travel(moment, tick=False)


def run(moment):
    with at(moment):
        follow_rules()


def waiting():
    rows = Reminder.objects.waiting().exclude(cause="own").select_related("user").order_by("user__name", "cause")
    return [(row.user.name, row.cause, row.due_at.astimezone(BERLIN).strftime("%d.%m. %H:%M")) for row in rows]


def told():
    return list(Notification.objects.order_by("pk").values_list("user__name", flat=True))


@pytest.fixture(autouse=True)
def _in_berlin(cast):
    User.objects.update(time_zone="Europe/Berlin")
    for user in (cast.anna, cast.ben, cast.lena, cast.otto):
        user.refresh_from_db()


@pytest.fixture
def issue(cast, lindner):
    """Flagged by Anna on Monday the 1st."""
    with at(march(1)):
        return flag_issue(by=cast.anna, partners=[lindner], title="Who pays?")


def test_a_quiet_issue_reminds_its_owner_after_seven_days_and_then_every_three_working_days(issue):
    run(march(8, 8, 59))
    assert (waiting(), told()) == ([], [])
    run(march(8, 9))
    assert (waiting(), told()) == ([("Anna", "quiet", "08.03. 09:00")], ["Anna"])
    run(march(10, 12))
    assert told() == ["Anna"]
    run(march(11, 9))
    assert (waiting(), told()) == ([("Anna", "quiet", "11.03. 09:00")], ["Anna"] * 2)


def test_done_is_quiet_for_three_working_days(cast, issue):
    run(march(11, 9))  # a Thursday
    with at(march(11, 15)):
        finish_reminder(by=cast.anna, reminder=Reminder.objects.get())
    run(march(15, 12))
    assert [row[0] for row in waiting()] == ["Lena"]
    run(march(16, 9))
    assert waiting()[0] == ("Anna", "quiet", "16.03. 09:00")


def test_the_lead_is_reminded_after_fourteen_days_once(cast, issue):
    run(march(15, 9))
    assert waiting() == [("Anna", "quiet", "15.03. 09:00"), ("Lena", "quiet_lead", "15.03. 09:00")]
    for day in (18, 23, 26):
        run(march(day))
    assert told().count("Lena") == 1


def test_a_lead_is_reminded_only_of_what_a_lead_may_see(cast, lindner):
    with at(march(1)):
        flag_issue(by=cast.anna, partners=[lindner], title="x", visibility="involved")
    run(march(20))
    assert [row[0] for row in waiting()] == ["Anna"]


def test_after_fourteen_days_of_outage_it_is_one_each(issue):
    run(march(24))
    run(march(24, 10, 1))
    assert [row[:2] for row in waiting()] == [("Anna", "quiet"), ("Lena", "quiet_lead")]
    assert sorted(told()) == ["Anna", "Lena"]


@pytest.mark.parametrize("what", ["comment", "resolve", "park", "change"])
def test_what_happens_on_the_issue_closes_its_reminders_at_once(cast, issue, what):
    run(march(15, 9))
    issue.refresh_from_db()
    with at(march(15, 11)):
        if what == "comment":
            comment_on_issue(by=cast.ben, issue=issue, text="I called")
        elif what == "resolve":
            resolve_issue(by=cast.ben, issue=issue, result="Settled")
        elif what == "park":
            park_issue(by=cast.ben, issue=issue, until=date(2027, 3, 25))
        else:
            change_issue(by=cast.ben, issue=issue, version=issue.version, title="Who pays now?")
    assert waiting() == []
    run(march(15, 12))
    assert waiting() == []


def test_after_activity_the_seven_days_begin_anew(cast, issue):
    run(march(8, 9))
    with at(march(9)):
        comment_on_issue(by=cast.ben, issue=issue, text="I called")
    run(march(15))
    assert waiting() == []
    run(march(16, 9))
    assert waiting() == [("Anna", "quiet", "16.03. 09:00")]


def test_the_working_day_before_it_is_due_and_the_day_itself(cast, lindner):
    with at(march(1)):
        flag_issue(by=cast.anna, partners=[lindner], title="x", due_on=date(2027, 3, 8))
    run(march(5, 8))
    assert waiting() == []
    run(march(5, 9))  # the Friday before that Monday
    assert waiting() == [("Anna", "due_soon", "05.03. 09:00")]
    run(march(8, 9))
    assert [row[1] for row in waiting()] == ["due", "quiet"]


def test_another_due_date_takes_the_old_reminder_back(cast, lindner):
    with at(march(1)):
        issue = flag_issue(by=cast.anna, partners=[lindner], title="x", due_on=date(2027, 3, 3))
    run(march(3, 9))
    with at(march(3, 10)):
        issue.refresh_from_db()
        change_issue(by=cast.anna, issue=issue, version=issue.version, due_on=date(2027, 3, 5))
    run(march(3, 11))
    assert waiting() == []
    run(march(5, 9))
    assert waiting() == [("Anna", "due", "05.03. 09:00")]


def test_the_check_date_asks_once(cast, issue):
    with at(march(2)):
        resolve_issue(by=cast.anna, issue=issue, result="Settled", check_on=date(2027, 3, 6))
    run(march(6))
    assert waiting() == []  # a Saturday
    run(march(8, 9))
    assert waiting() == [("Anna", "check", "08.03. 09:00")]
    with at(march(8, 10)):
        finish_reminder(by=cast.anna, reminder=Reminder.objects.get())
    for day in (11, 20):
        run(march(day))
    assert waiting() == []


def test_an_issue_that_is_open_again_is_asked_about_no_longer(cast, issue):
    with at(march(2)):
        resolve_issue(by=cast.anna, issue=issue, result="Settled", check_on=date(2027, 3, 8))
    run(march(8, 9))
    with at(march(8, 10)):
        reopen_issue(by=cast.anna, issue=issue, reason="It did not hold")
    assert waiting() == []


@pytest.fixture
def item(cast):
    return ActionItem.objects.create(text="Call", owner=cast.ben, team=cast.team, due_on=date(2027, 3, 10))


def test_a_measure_before_its_date_on_it_and_when_it_is_overdue(item):
    look_again(item)
    for day, times in ((8, 0), (9, 1), (10, 2), (11, 3), (12, 3), (16, 4)):
        run(march(day, 9))
        assert told() == ["Ben"] * times, day
    assert [row[:2] for row in waiting()] == [("Ben", "measure")]
    item.done_at = march(16, 10)
    item.save()
    look_again(item)
    assert waiting() == []


def test_the_working_day_before_a_planned_talk_whoever_takes_part(cast, issue):
    talk = ClearingTalk.objects.create(issue=issue, planned_at=march(4, 14))
    talk.people_involved.add(cast.ben)
    look_again(issue)
    run(march(3, 9))
    assert [row[:2] for row in waiting()] == [("Anna", "talk"), ("Ben", "talk")]
    run(march(4, 14, 30))
    assert waiting() == []


def away(user, deputy):
    DeliverySettings.objects.create(user=user, deputy=deputy, away_from=date(2027, 3, 1), away_until=date(2027, 3, 12))


def test_a_deputy_stands_in_until_the_owner_is_back(cast, issue):
    away(cast.anna, cast.ben)
    run(march(8, 9))
    assert waiting() == [("Ben", "quiet", "08.03. 09:00")]
    run(march(15, 9))
    assert [row[:2] for row in waiting()] == [("Anna", "quiet"), ("Lena", "quiet_lead")]


def test_a_deputy_who_may_not_see_it_is_not_told_of_it(cast, lindner):
    with at(march(1)):
        flag_issue(by=cast.anna, partners=[lindner], title="x", visibility="private")
    away(cast.anna, cast.ben)
    run(march(8, 9))
    assert [row[0] for row in waiting()] == ["Anna"]


def test_the_leads_take_it_where_the_owner_has_left(cast, lindner):
    with at(march(1)):
        flag_issue(by=cast.anna, partners=[lindner], title="x", owner=cast.ben)
        flag_issue(by=cast.anna, partners=[lindner], title="hidden", owner=cast.ben, visibility="involved")
    User.objects.filter(pk=cast.ben.pk).update(is_active=False)
    run(march(8, 9))
    assert waiting() == [("Lena", "quiet", "08.03. 09:00")]
    assert Reminder.objects.get().issue.title == "x"


def test_a_team_may_switch_its_rules_off(cast, issue):
    ReminderRules.objects.create(team=cast.team, quiet_after=None, lead_after=None)
    run(march(20))
    assert waiting() == []


def test_what_was_put_off_comes_back_when_it_was_put_off_to(cast, issue):
    run(march(8, 9))
    with at(march(8, 10)):
        snooze_reminder(by=cast.anna, reminder=Reminder.objects.get(), until=march(17, 9))
    run(march(12))
    assert told() == ["Anna"]
    run(march(17, 9))
    assert told().count("Anna") == 2


def test_what_was_handed_over_stays_so(cast, issue):
    run(march(8, 9))
    with at(march(8, 10)):
        hand_over_reminder(by=cast.anna, reminder=Reminder.objects.get(), to=cast.ben)
    Issue.objects.update(look_at=march(8, 11))
    run(march(8, 11))
    assert waiting() == [("Ben", "quiet", "08.03. 09:00")]


def test_an_issue_in_the_trash_takes_its_reminders_along_and_back(cast, issue):
    run(march(8, 9))
    issue.refresh_from_db()
    with at(march(8, 10)):
        discard_entry(issue, by=cast.anna)
    run(march(8, 11))
    assert not Reminder.objects.visible_to(cast.anna).exists()
    with at(march(9)):
        restore_entry(issue, by=cast.anna)
    run(march(9, 11))
    assert Reminder.objects.visible_to(cast.anna).waiting().count() == 1


def test_a_poisonous_row_is_put_aside_and_the_rest_goes_on(cast, lindner, monkeypatch):
    with at(march(1)):
        issues = [flag_issue(by=cast.anna, partners=[lindner], title=f"{number}") for number in range(5)]
    real = sweep.wants_of_issue

    def wants(issue, *rest):
        if issue == issues[2]:
            raise RuntimeError("poison")
        return real(issue, *rest)

    monkeypatch.setattr(sweep, "wants_of_issue", wants)
    run(march(8, 9))
    assert len(waiting()) == 4
    assert Issue.objects.get(pk=issues[2].pk).look_at == march(8, 9, 5)


def test_a_batch_belongs_to_one_worker_and_what_it_held_in_a_crash_comes_up_again(issue):
    now = march(8, 9)
    Issue.objects.update(look_at=now)
    mine = sweep.claim(Issue, at=now)
    assert (list(sweep.claimed(Issue, mine)), sweep.claim(Issue, at=now)) == ([issue], None)
    assert sweep.claim(Issue, at=now + timedelta(minutes=12)) is not None


def test_a_batch_is_no_larger_than_one_however_many_are_due(cast, lindner, monkeypatch):
    monkeypatch.setattr(sweep, "BATCH", 20)
    for number in range(50):
        flag_issue(by=cast.anna, partners=[lindner], title=f"{number}")
    now = march(8, 9)
    Issue.objects.update(look_at=None)
    with connection.cursor() as cursor:  # the database expects that nothing is due, and chooses its way by that
        cursor.execute("ANALYZE relationships_issue")
    Issue.objects.update(look_at=now)
    sizes = []
    while mine := sweep.claim(Issue, at=now):
        sizes.append(sweep.claimed(Issue, mine).count())
    assert sizes == [20, 20, 10]


def test_what_changes_meanwhile_is_looked_at_again(issue, monkeypatch):
    real = sweep.wants_of_issue

    def wants(issue, *rest):
        Issue.objects.filter(pk=issue.pk).update(look_at=march(8, 9, 1))
        return real(issue, *rest)

    monkeypatch.setattr(sweep, "wants_of_issue", wants)
    with at(march(8, 9)):
        sweep.follow_rules(at=timezone.now())
    assert Issue.objects.get().look_at == march(8, 9, 1)


def test_the_nightly_look_finds_what_nobody_has_in_view(issue):
    Issue.objects.update(look_at=None)
    run(march(20))
    assert waiting() == []
    with at(march(20)):
        look_at_everything()
    run(march(20))
    assert waiting() != []


def test_a_reminder_of_what_one_may_no_longer_see_is_not_passed_on(cast, issue):
    with at(march(8, 8)):
        follow_rules()
        Reminder.objects.create(user=cast.otto, cause="quiet", issue=issue, due_at=march(8, 8))
    run(march(8, 8, 30))
    assert "Otto" not in told()


def test_a_partner_in_the_trash_hides_ones_reminders_of_it(cast, lindner):
    Reminder.objects.create(user=cast.anna, text="x", partner=lindner, due_at=march(1))
    discard_partner(by=cast.anna, partner=lindner)
    run(march(2))
    assert (told(), Reminder.objects.visible_to(cast.anna).count()) == ([], 0)
    restore_partner(by=cast.anna, partner=lindner)
    assert Reminder.objects.visible_to(cast.anna).count() == 1


def test_it_takes_as_many_queries_to_load_a_batch_of_thirty_as_of_one(cast, lindner, django_assert_max_num_queries):
    with at(march(1)):
        for number in range(30):
            flag_issue(by=cast.anna, partners=[lindner], title=f"{number}")
    Membership.objects.filter(user=cast.lena).delete()
    with at(march(2)), django_assert_max_num_queries(12 + 30 * 4):
        follow_rules()
