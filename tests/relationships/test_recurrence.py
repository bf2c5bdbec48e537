"""What repeats comes at the same time of day, on the right days, in every time zone, and ends."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from relationships.recurrence import check, next_after, normal
from torture.recurrence import RULES, TIMES, ZONES, expected, wrong_moments

BERLIN = "Europe/Berlin"


def berlin(*parts):
    return datetime(*parts, tzinfo=ZoneInfo(BERLIN)).astimezone(UTC)


def coming(rule, first, count, zone=BERLIN):
    found, at = [], first - timedelta(seconds=1)
    while len(found) < count and (at := next_after(rule, first, zone, at)):
        found.append(at)
    return found


@settings(max_examples=25, deadline=None)
@given(rule=st.sampled_from(sorted(RULES)), moment=st.sampled_from(TIMES), zone=st.sampled_from(ZONES))
def test_right_day_and_hour_over_ten_years(rule, moment, zone):
    assert wrong_moments(rule, moment, ZoneInfo(zone))[1] == 0


def test_nine_oclock_stays_nine_oclock():
    days = coming("FREQ=DAILY", berlin(2027, 3, 27, 9), 3)
    assert [day.hour for day in days] == [8, 7, 7]


def test_a_time_that_the_clock_skips_comes_after_the_gap_and_one_that_comes_twice_comes_once():
    assert coming("FREQ=DAILY", berlin(2027, 3, 27, 2, 30), 3)[1] == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    autumn = coming("FREQ=DAILY", berlin(2027, 10, 30, 2, 30), 3)
    assert autumn[1:] == [datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 11, 1, 1, 30, tzinfo=UTC)]
    assert expected(autumn[1].date(), TIMES[1], ZoneInfo(BERLIN)) == autumn[1]


def test_month_ends_and_leap_days():
    first = berlin(2027, 1, 31, 9)
    assert [at.month for at in coming("FREQ=MONTHLY", first, 4)] == [1, 3, 5, 7]
    assert [(at.month, at.day) for at in coming("FREQ=MONTHLY;BYMONTHDAY=-1", first, 3)] == [(1, 31), (2, 28), (3, 31)]
    assert [at.year for at in coming("FREQ=YEARLY", berlin(2028, 2, 29, 9), 3)] == [2028, 2032, 2036]


def test_it_ends_by_number_and_by_date():
    first = berlin(2027, 1, 1, 9)
    assert len(coming("FREQ=DAILY;COUNT=3", first, 9)) == 3
    assert len(coming("FREQ=DAILY;UNTIL=20270104", first, 9)) == 4
    assert len(coming("FREQ=DAILY;UNTIL=20270104T075959Z", first, 9)) == 3
    assert len(coming("FREQ=DAILY;UNTIL=20270104T090000", first, 9)) == 4


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("FREQ=SECONDLY", "once a day"),
        ("FREQ=MINUTELY;INTERVAL=90", "once a day"),
        ("FREQ=HOURLY;INTERVAL=48", "once a day"),
        ("FREQ=DAILY;BYHOUR=8,12", "once a day"),
        ("FREQ=SOMETIMES", "Begin with"),
        ("INTERVAL=2", "Begin with"),
        ("FREQ=DAILY;BYEASTER=1", "no part BYEASTER"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL has a value"),
        ("FREQ=DAILY;COUNT=-1", "COUNT has a value"),
        ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL has a value"),
        ("FREQ=DAILY;UNTIL=20271399", "cannot be read"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY has a value"),
        ("FREQ=MONTHLY;BYSETPOS=0;BYDAY=MO", "cannot be read"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20280101", "not both"),
        ("FREQ=DAILY;FREQ=DAILY", "twice"),
        ("every day", "cannot be read"),
        ("FREQ", "cannot be read"),
        ("", "cannot be read"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "never"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never"),
        ("FREQ=DAILY;UNTIL=20200101", "has ended"),
        ("FREQ=DAILY;BYMONTHDAY=" + ",".join(["1"] * 200), "too long"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(rule, says):
    with pytest.raises(ValidationError) as refused:
        check(normal(rule), first_at=berlin(2027, 1, 1, 9), zone=BERLIN, at=berlin(2027, 1, 1, 8))
    assert says in refused.value.messages[0]


@pytest.mark.parametrize("zone", ["", "Europe/Nowhere", "../../etc/passwd", "x" * 500])
def test_a_time_zone_that_does_not_exist_is_refused(zone):
    with pytest.raises(ValidationError) as refused:
        check("FREQ=DAILY", first_at=berlin(2027, 1, 1, 9), zone=zone, at=berlin(2027, 1, 1, 8))
    assert "no time zone" in refused.value.messages[0]


def test_what_calendars_write_is_understood():
    assert normal("rrule:freq=weekly; byday=mo,tu;") == "FREQ=WEEKLY;BYDAY=MO,TU"
