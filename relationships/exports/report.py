"""A report: for a period, with the filters of a list, as the reader may read it now."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

import django_filters
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from relationships.exports.source import Asked, OutOfSight, Source, sources
from relationships.forms.report import PeriodForm
from relationships.queries.period import Period
from relationships.reports.in_words import filters_in_words
from relationships.reports.reading import Reading
from relationships.reports.report import Report, Section
from relationships.reports.table import Column, Table


@dataclass(frozen=True)
class Matter:
    """What a report is made of: who reads it, when, of which period, and the rows that its filters leave."""

    user: User
    at: datetime
    period: Period
    rows: Any
    reading: Reading
    asked: Asked


class ReportSource(Source):
    """One report. What is filtered is filtered by the list's own FilterSet; `offered` are those that its page shows."""

    formats = ("pdf", "xlsx", "csv")
    filterset: ClassVar[type[django_filters.FilterSet] | None] = None
    offered: ClassVar[dict[str, Any]] = {}  # each with what it says while nothing is chosen
    has_period: ClassVar[bool] = True
    icon: ClassVar[str] = "document-text"
    place: ClassVar[int] = 9  # on the page that shows all of them
    more_parameters: ClassVar[tuple[str, ...]] = ()

    def about(self) -> str:
        """What it tells of, in a sentence."""
        raise NotImplementedError

    def file_name(self) -> str:
        """The beginning of the file's name, in the reader's language."""
        raise NotImplementedError

    def rows(self, asked: Asked) -> Any:
        """The rows that the reader sees and the filters are for."""
        raise NotImplementedError

    def counted(self, matter: Matter) -> Any:
        """Those of the rows that make it long."""
        return matter.rows

    def sections(self, matter: Matter) -> Iterable[Section]:
        raise NotImplementedError

    # --- The same for all of them ---

    def forms(self, asked: Asked) -> tuple[PeriodForm, django_filters.FilterSet | None]:
        """The period and the filters as they were asked for, valid or not."""
        filterset = self.filterset(asked.params, queryset=self.rows(asked), request=asked) if self.filterset else None
        for name, words in self.offered.items() if filterset else ():
            _say(filterset.form.fields[name], words)  # type: ignore[union-attr]
        return PeriodForm(asked.params), filterset

    def more_form(self, asked: Asked) -> Any:
        """What else is asked; raises OutOfSight."""
        return None

    def matter(self, asked: Asked) -> Matter:
        form, filterset = self.forms(asked)
        if not form.is_valid() or (filterset and not filterset.is_valid()):
            raise OutOfSight  # pages and API have said what is wrong; later it can only be out of sight by now
        period = form.chosen_period(at=asked.at) if self.has_period else Period(None, None)
        reading = Reading.of(asked.user, at=asked.at, language=asked.language)
        rows = filterset.qs if filterset else self.rows(asked)
        return Matter(asked.user, asked.at, period, rows, reading, asked)

    def report(self, asked: Asked) -> Report:
        matter = self.matter(asked)
        with matter.reading.applied():
            _form, filterset = self.forms(asked)
            return Report(
                name=self.file_name(),
                title=self.title(),
                period=matter.period.in_words(asked.at) if self.has_period else "",
                about=self.about(),
                reading=matter.reading,
                sections=list(self.sections(matter)),
                filters=filters_in_words(filterset) if filterset else [],
            )

    def content(self, asked: Asked) -> Report | Table:
        """The report; as CSV the table that `part` names, or its first."""
        report = self.report(asked)
        if asked.file_format != "csv":
            return report
        try:
            return report.part(asked.params.get("part", "")).only(asked.columns)
        except (KeyError, StopIteration):
            raise OutOfSight from None

    def size(self, asked: Asked, *, up_to: int) -> int:
        return self.counted(self.matter(asked)).order_by()[:up_to].count()


def report_sources() -> list[ReportSource]:
    found = [source for source in sources.values() if isinstance(source, ReportSource)]
    return sorted((source for source in found if source.place), key=lambda source: source.place)


def table(
    matter: Matter, part: str, title: str, columns: Sequence[Column], rows: Callable[[], Iterator[Any]], **more: Any
) -> Table:
    return Table(
        name=title, title=title, columns=columns, rows=rows, reading=matter.reading, part=part, **more,
    )  # fmt: skip


def small_table(matter: Matter, part: str, title: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> Table:
    """A table of figures: the first column says what they are of."""
    columns = [
        Column(f"column_{place}", head, _nth(place), "text" if place == 0 else "number", 24 if place == 0 else 12)
        for place, head in enumerate(heads)
    ]
    return table(matter, part, title, columns, lambda: iter(rows))


def _nth(place: int) -> Callable[[Any], Any]:
    return lambda row: row[place]


def _say(field: Any, words: Any) -> None:
    """What a filter says while nothing is chosen."""
    if hasattr(field, "empty_label") and hasattr(field, "queryset"):
        field.empty_label = words
    else:
        field.widget.choices = [("", words), *[choice for choice in field.choices if choice[0]]]


ANY_KIND, ANY_ROLE = gettext_lazy("Any kind"), gettext_lazy("Any role")
ANY_TEAM = gettext_lazy("All my teams")


def partner_names(entry: Any, user: User) -> str:
    """After `with_partners(user)`."""
    return "; ".join(partner.name if partner else _("another partner") for partner in entry.partners_for(user))
