"""What an import did, or would do: counted and named, for whoever started it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relationships.imports.drafts import LeftOut

SHOWN = 200


@dataclass
class Double:
    """Partners of the file, or known before, that may be the same one; `why` says what they share."""

    names: list[str]
    why: str


@dataclass
class Report:
    source: str
    encoding: str
    dry_run: bool = False
    columns: list[tuple[str, str]] = field(default_factory=list)
    unused_columns: list[str] = field(default_factory=list)
    lines: int = 0
    partners_new: int = 0
    partners_known: int = 0
    organisations_new: int = 0
    contacts_new: int = 0
    contacts_known: int = 0
    shared_numbers: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)
    renamed: list[tuple[int, str]] = field(default_factory=list)
    persons: list[tuple[int, str]] = field(default_factory=list)
    doubles: list[Double] = field(default_factory=list)

    def by_reason(self) -> list[tuple[str, list[LeftOut]]]:
        """Left-out lines under their reason, the most frequent one first."""
        grouped = [(reason, list(lines)) for reason, lines in groupby(sorted(self.left_out, key=_reason), key=_reason)]
        return sorted(grouped, key=lambda pair: (-len(pair[1]), pair[0]))

    def text(self, shown: int | None = SHOWN) -> Iterator[str]:
        """The report in words, line by line; at most `shown` entries of each list, None for all."""
        if self.dry_run:
            yield _("A trial run: nothing was changed. This is what would happen:")
        yield from self._columns()
        yield from self._counts()
        yield from self._left_out(shown)
        yield from _listed(_("Taken in, but not whole:"), self._remarks(), shown)
        yield from _listed(_("Known under another name, left as it is:"), [said for _at, said in self.renamed], shown)
        people = [f"{_line(line)}: {name}" for line, name in self.persons]
        yield from _listed(_("May be persons; please look (natural person: not known yet):"), people, shown)
        doubles = [f"{' = '.join(double.names)} ({double.why})" for double in self.doubles]
        yield from _listed(_("Likely doubles; nothing was merged:"), doubles, shown)

    def _remarks(self) -> list[str]:
        """Each remark once, with its lines."""
        lines: dict[str, list[int]] = {}
        for line, said in self.remarks:
            lines.setdefault(said, []).append(line)
        return [f"{said} ({_line(spans(at))})" for said, at in lines.items()]

    def _columns(self) -> Iterator[str]:
        if self.columns:
            yield _("Columns: %s") % ", ".join(f"{column} → {name}" for column, name in self.columns)
        if self.unused_columns:
            yield _("Columns not used: %s") % ", ".join(self.unused_columns)

    def _counts(self) -> Iterator[str]:
        values = {"new": self.partners_new, "known": self.partners_known}
        yield _("Partners: %(new)d new, %(known)d known already") % values
        if self.organisations_new:
            yield _("Organisations made for people of the file: %d") % self.organisations_new
        if self.contacts_new or self.contacts_known:
            yield _("Contacts: %(new)d new, %(known)d known already") % {
                "new": self.contacts_new,
                "known": self.contacts_known,
            }
        if self.shared_numbers:
            yield (
                ngettext(
                    "%d line shares its number with another one that says something else; both went in",
                    "%d lines share their number with another one that says something else; all went in",
                    self.shared_numbers,
                )
                % self.shared_numbers
            )

    def _left_out(self, shown: int | None) -> Iterator[str]:
        values = {"out": len(self.left_out), "all": self.lines}
        yield _("Left out: %(out)d of %(all)d lines or cards") % values
        for reason, lines in self.by_reason():
            yield f"  {reason}: {len(lines)}"
            told = [line for line in lines if line.detail]
            for line in told[:shown]:
                yield f"    {_line(line.line)}: {line.detail}"
            if shown is not None and len(told) > shown:
                yield f"    {_more(len(told) - shown)}"
            if bare := [line.line for line in lines if not line.detail]:
                yield f"    {_line(spans(bare))}"


def spans(numbers: list[int]) -> str:
    """[2, 15, 16, 17] → "2, 15–17"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number <= runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def _listed(title: str, entries: list[str], shown: int | None) -> Iterator[str]:
    if not entries:
        return
    yield f"{title} {len(entries)}"
    yield from (f"  {entry}" for entry in entries[:shown])
    if shown is not None and len(entries) > shown:
        yield f"  {_more(len(entries) - shown)}"


def _more(count: int) -> str:
    return _("… and %d more") % count


def _line(number: int | str) -> str:
    return _("line %s") % number


def _reason(line: LeftOut) -> Any:
    return line.reason
