"""What a chart of bars shows, before it is drawn: `<c-barchart>` draws it, on a page and in a PDF alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format
from django.utils.translation import gettext as _

MONTHS_BY_MONTH, MONTHS_BY_QUARTER = 24, 72  # a longer period is drawn in coarser steps


@dataclass(frozen=True, slots=True)
class Series:
    """One figure for each label of the chart."""

    name: str
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class BarChart:
    """`labels` run along the axis, each series has a bar over each of them: one upon the other (`stacked`) or side by side.

    No more than four series: more cannot be told apart in grey. `summary` says in a sentence what one sees.
    """

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    summary: str
    stacked: bool = False
    axis: str = ""  # what the labels are, the head of the table's first column

    @property
    def is_empty(self) -> bool:
        return not any(value for series in self.series for value in series.values)

    @property
    def rows(self) -> list[tuple[str, list[int]]]:
        """The figures as a table: a label and one figure for each series."""
        return [(label, [series.values[place] for series in self.series]) for place, label in enumerate(self.labels)]


@dataclass(frozen=True, slots=True)
class Steps:
    """A period in months, quarters or years; `place` says into which step a day falls, None for one outside."""

    starts: Sequence[date]
    months: int

    @classmethod
    def of(cls, since: date, until: date) -> "Steps":
        count = (until.year - since.year) * 12 + until.month - since.month + 1
        months = 1 if count <= MONTHS_BY_MONTH else 3 if count <= MONTHS_BY_QUARTER else 12
        first = since.replace(day=1)
        first -= relativedelta(months=(first.month - 1) % months)
        starts = []
        while first <= until:
            starts.append(first)
            first += relativedelta(months=months)
        return cls(starts, months)

    def place(self, day: date) -> int | None:
        first = self.starts[0]
        place = ((day.year - first.year) * 12 + day.month - first.month) // self.months
        return place if 0 <= place < len(self.starts) else None

    def labels(self) -> list[str]:
        if self.months == 12:
            return [str(start.year) for start in self.starts]
        if self.months == 3:
            return [
                _("Q%(quarter)s %(year)s") % {"quarter": (start.month + 2) // 3, "year": start.year}
                for start in self.starts
            ]
        return [date_format(start, "M Y") for start in self.starts]

    def axis(self) -> str:
        return {1: _("Month"), 3: _("Quarter"), 12: _("Year")}[self.months]
