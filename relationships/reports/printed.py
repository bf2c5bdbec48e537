"""A cell as it is read: on paper and on the page of a report."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.text import Truncator

from relationships.reports.table import Cell

LONGEST = 400


def in_print(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return date_format(value, "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return Truncator(str(value)).chars(LONGEST)
