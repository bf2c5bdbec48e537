"""What the worker does by itself is known after migrating, each once, however often and by how many it is set."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_q.models import Schedule

from accounts.actions.schedule import set_schedules
from accounts.models import Heartbeat
from accounts.tasks import beat

JOBS = {
    ("Heartbeat", "accounts.tasks.beat", Schedule.MINUTES),
    ("Send mails", "accounts.tasks.send_mails", Schedule.MINUTES),
    ("Tidy up", "accounts.tasks.tidy", Schedule.DAILY),
    ("Take up parked issues", "relationships.tasks.resume_parked", Schedule.HOURLY),
    ("Follow the rules for reminders", "relationships.tasks.follow_rules", Schedule.MINUTES),
    ("Remind of quiet partners", "relationships.tasks.remind_of_quiet_partners", Schedule.HOURLY),
    ("Look at everything open", "relationships.tasks.look_at_everything", Schedule.DAILY),
    ("Empty the trash of mood boosters", "climate.tasks.purge_trash", Schedule.DAILY),
    ("Make files", "relationships.tasks.start_reports", Schedule.MINUTES),
    ("Tidy files away", "relationships.tasks.tidy_reports", Schedule.DAILY),
    ("Empty the trash", "relationships.tasks.purge_trash", Schedule.DAILY),
    ("Empty the trash of mood boosters", "climate.tasks.purge_trash", Schedule.DAILY),
    ("Ask people how they are", "climate.tasks.ask_people", Schedule.HOURLY),
    ("Make dates of clearing rounds", "relationships.tasks.plan_reviews", Schedule.DAILY),
    ("Tell of clearing rounds", "relationships.tasks.see_to_reviews", Schedule.MINUTES),
    ("Remind of ideas without an answer", "relationships.tasks.remind_of_answers", Schedule.DAILY),
    ("See to impressions", "climate.tasks.see_to_impressions", Schedule.DAILY),
    ("See to team pulses", "climate.tasks.see_to_pulses", Schedule.DAILY),
    ("Rebuild standings", "relationships.tasks.rebuild_standings", Schedule.DAILY),
}


def schedules():
    return sorted(Schedule.objects.values_list("name", "func", "schedule_type"))


def test_migrating_has_set_them(db):
    assert schedules() == sorted(JOBS)


def test_doubles_lost_changed_and_foreign_ones_are_put_right(db):
    Schedule.objects.filter(name="Heartbeat").update(schedule_type=Schedule.YEARLY)
    Schedule.objects.filter(name="Tidy up").delete()
    Schedule.objects.create(name="Empty the trash", func="relationships.tasks.purge_trash")
    Schedule.objects.create(name="Gone", func="accounts.tasks.gone")
    Schedule.objects.create(name="Own", func="somebody.elses.task")
    set_schedules()
    assert schedules() == sorted([*JOBS, ("Own", "somebody.elses.task", Schedule.ONCE)])


def test_setting_them_again_moves_no_date(db):
    before = list(Schedule.objects.order_by("pk").values())
    set_schedules()
    assert list(Schedule.objects.order_by("pk").values()) == before


@pytest.mark.django_db(transaction=True)
def test_processes_that_start_at_once_make_no_doubles():
    Schedule.objects.all().delete()
    Heartbeat.objects.all().delete()

    def start(_number):
        set_schedules()
        connection.close()

    # On SQLite writers are let in one by one by the database itself (and the tests' one, in memory, cannot wait).
    with ThreadPoolExecutor(4 if connection.vendor == "postgresql" else 1) as pool:
        list(pool.map(start, range(4)))
    assert schedules() == sorted(JOBS)


def test_the_worker_leaves_one_heartbeat(db):
    now = timezone.now()
    Heartbeat.objects.all().delete()
    assert not Heartbeat.objects.fresh(at=now).exists()
    beat()
    beat()
    assert Heartbeat.objects.fresh(at=timezone.now()).count() == 1
    assert not Heartbeat.objects.fresh(at=now + timedelta(minutes=4)).exists()
