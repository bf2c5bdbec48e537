"""Dates day first, in the forms that people and programs write."""

from datetime import datetime

import pytest
import time_machine
from django.utils import timezone

from relationships.imports.dates import read_date

BERLIN = timezone.get_default_timezone()


@pytest.mark.parametrize(
    "said",
    [
        "03/05/2017", "3/5/2017", "3/5/17", "03.05.2017", "3. 5. 2017", "3.5.17", "03-05-2017", "2017-05-03", "2017/05/03", "20170503",
        "3 May 2017", "03-May-17", "3. Mai 2017", "3 mai 2017", " 03/05/2017 ",
        "3rd May 2017", "May 3, 2017", "2017-05-03 00:00:00", "03/05/2017 12:00:00 AM",
    ],
)  # fmt: skip
@time_machine.travel("2026-11-24")
def test_a_day_is_noon_of_the_installations_zone(said):
    assert read_date(said) == datetime(2017, 5, 3, 12, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "said",
    ["03.05.2017 08:15", "2017-05-03T08:15:30Z", "2017-05-03 08:15:00.000", "3.5.2017, 8.15 Uhr", "03/05/2017 8:15 am"],
)
def test_an_hour_that_is_named_is_kept(said):
    assert read_date(said) == datetime(2017, 5, 3, 8, 15, tzinfo=BERLIN)


def test_half_a_day_is_told_by_am_and_pm():
    assert [read_date(f"3/5/2017 {hour}").hour for hour in ("12:30 AM", "1:30 am", "12:30 p.m.", "1:30pm")] == [
        0,
        1,
        12,
        13,
    ]


@pytest.mark.parametrize(
    ("said", "year"), [("1.1.30", 2030), ("1.1.46", 2046), ("1.1.47", 1947), ("1.1.99", 1999), ("1.1.1026", 1026)]
)
@time_machine.travel("2026-11-24")
def test_two_digits_are_the_year_nearest(said, year):
    assert read_date(said).year == year


@pytest.mark.parametrize(
    "said",
    [
        "", "yesterday", "31/02/2017", "04/13/2017", "2017-13-01", "1/2", "43109", "00/00/0000", "1.1.0001", "9999-12-31", "1/1/20170",
        "3 Foo 2017", "25:00", "2017-05-03 25:00", "2017-05-03 13:00 pm", "٣/٥/٢٠١٧x", "1" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(said):
    assert read_date(said) is None
