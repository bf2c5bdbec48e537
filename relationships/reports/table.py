"""The content of a list as a file: its title, its columns and its rows, before anybody decides on a format."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, Self

from relationships.reports.reading import Reading

Kind = Literal["text", "number", "date", "moment"]
Cell = str | int | float | date | datetime | None


class NoSuchColumn(ValueError):
    """A column was asked for that the table does not have; `str()` is its name."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `name` is the same in every language, `value` takes a row, `width` counts characters.

    Paper has room for few columns: some are `where="file"` alone, and what they say is drawn together `where="paper"`.
    `sql` says the same as `value` over the rows of `Table.copied_from`, for lists that are taken away by the million.
    """

    name: str
    label: str
    value: Callable[[Any], Cell]
    kind: Kind = "text"
    width: int = 12
    where: Literal["both", "file", "paper"] = "both"
    sql: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What the columns' SQL is read from: WITH, FROM with ORDER BY, and the values in both, where they do not stand there."""

    beforehand: str
    found: str
    told: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A list as a file.

    `rows` reads all of them anew each time it is called and holds none back. `name` begins the file's name, `template`
    is what a PDF is made of, `group` names the heading that a row stands under there ("" for none).
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Callable[[], Iterator[Any]]
    reading: Reading
    template: str = ""
    filters: Sequence[str] = ()
    group: Callable[[Any], str] = lambda row: ""
    each: Callable[[Iterator[Any]], Iterator[Any]] = iter  # looks at the rows as they pass
    # Where the columns have `sql`; told whether it is known that the rows are few.
    copied_from: Callable[[bool], Statement] | None = None
    part: str = ""  # its name among the tables of a report, the same in every language

    def cells(self, rows: Iterator[Any]) -> Iterator[list[Cell]]:
        values = [column.value for column in self.columns]
        return ([value(row) for value in values] for row in rows)

    def on(self, where: Literal["file", "paper"]) -> Self:
        """With the columns that are meant for a file, or for paper."""
        return replace(self, columns=[column for column in self.columns if column.where in ("both", where)])

    def only(self, names: Iterable[str]) -> Self:
        """With these columns alone, in the table's own order, or with all where none is named; raises NoSuchColumn."""
        wanted = set(names)
        for name in wanted.difference(column.name for column in self.columns):
            raise NoSuchColumn(name)
        return replace(self, columns=[column for column in self.columns if column.name in wanted]) if wanted else self
