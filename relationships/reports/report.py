"""The content of a report: sections of sentences, figures, charts and tables, read from the database and put into words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from relationships.reports.charts import BarChart
from relationships.reports.partner_facts import Figure
from relationships.reports.reading import Reading
from relationships.reports.table import Table


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading, in this order. `nothing` is said where a table has no rows."""

    heading: str
    words: Sequence[str] = ()
    figures: Sequence[Figure] = ()
    charts: Sequence[BarChart] = ()
    table: Table | None = None
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A renderer only lays it out. `about` says in a sentence what it tells of, `confidential` for whom it is not."""

    name: str
    title: str
    period: str
    about: str
    reading: Reading
    sections: Sequence[Section]
    filters: Sequence[str] = field(default_factory=list)
    foot: str = ""  # at the foot of each page, instead of whose reading it is

    @property
    def tables(self) -> list[Table]:
        return [section.table for section in self.sections if section.table]

    def part(self, name: str) -> Table:
        """The table of this name; without one the first. Raises KeyError."""
        tables = {table.part: table for table in self.tables}
        return tables[name] if name else next(iter(tables.values()))
