"""A partner past its cadence reminds its caretaker, once, and only if they themselves have not heard of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import DeliverySettings
from partners.actions.partner import add_partner
from relationships.actions.interaction import log_interaction
from relationships.actions.quiet_partners import remind_of_quiet_partners
from relationships.models import Reminder, ReminderRules


def ago(days):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def quiet(cast):
    partner = add_partner(by=cast.anna, name="Stadtwerke", natural_person="no", cadence_at_most=30, caretaker=cast.ben)
    log_interaction(by=cast.anna, partners=[partner], text="x", happened_at=ago(40))
    return partner


def reminded():
    return [(row.user.name, row.partner.name) for row in Reminder.objects.waiting().select_related("user", "partner")]


def test_the_caretaker_is_reminded_once_for_each_time(cast, quiet):
    assert [remind_of_quiet_partners(at=timezone.now()) for _time in range(3)] == [1, 0, 0]
    assert reminded() == [("Ben", "Stadtwerke")]
    log_interaction(by=cast.ben, partners=[quiet], text="x")
    assert reminded() == []
    assert remind_of_quiet_partners(at=timezone.now()) == 0
    assert remind_of_quiet_partners(at=timezone.now() + timedelta(days=31)) == 1


def test_a_contact_of_somebody_else_closes_it_with_the_next_sweep(cast, quiet):
    remind_of_quiet_partners(at=timezone.now())
    log_interaction(by=cast.anna, partners=[quiet], text="x")
    remind_of_quiet_partners(at=timezone.now())
    assert reminded() == []


def test_done_without_a_contact_it_does_not_come_again(cast, quiet):
    remind_of_quiet_partners(at=timezone.now())
    Reminder.objects.update(done_at=timezone.now())
    assert remind_of_quiet_partners(at=timezone.now() + timedelta(days=3)) == 0


def test_a_contact_that_only_the_caretaker_may_see_counts_for_them(cast, quiet):
    log_interaction(by=cast.ben, partners=[quiet], text="x", visibility="private", happened_at=ago(2))
    assert remind_of_quiet_partners(at=timezone.now()) == 0


def test_the_deputy_stands_in_and_a_lead_for_who_has_left(cast, quiet):
    today = timezone.localdate()
    DeliverySettings.objects.create(user=cast.ben, deputy=cast.lena, away_from=today, away_until=today)
    remind_of_quiet_partners(at=timezone.now())
    assert reminded() == [("Lena", "Stadtwerke")]


def test_a_team_may_switch_it_off(cast, quiet):
    ReminderRules.objects.create(team=cast.team, cadence=False)
    assert remind_of_quiet_partners(at=timezone.now()) == 0


def test_after_an_outage_there_is_one_and_no_pile(cast, quiet):
    assert remind_of_quiet_partners(at=timezone.now() + timedelta(days=200)) == 1
