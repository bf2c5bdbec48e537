"""The portfolio: all partners of the team, with when we last were in touch, what is open, and who gives energy and ideas.

Facts, no grades: nobody is sorted by a figure, and what contacts gave us is counted for organisations alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partners.choices import NaturalPerson, PartnerKind
from partners.models import Partner
from relationships.choices import Energy
from relationships.exports.partner import PartnerLine, PartnerListing, partner_columns
from relationships.exports.report import ANY_KIND, ANY_ROLE, Matter, ReportSource, table
from relationships.exports.source import Asked, register
from relationships.filters.partner import PartnerFilter
from relationships.models import Idea, Interaction
from relationships.queries.partner_list import SORTS_OF_ALL
from relationships.reports.chunks import in_chunks
from relationships.reports.partner_facts import Figure
from relationships.reports.printed import in_print
from relationships.reports.report import Section
from relationships.reports.table import Column

_LIST = PartnerListing()


@dataclass(frozen=True, slots=True)
class PortfolioLine:
    line: PartnerLine
    ideas: int
    energy: int

    @property
    def kept(self) -> str:
        """Whether we were in touch as often as we want to be; nothing where nothing is wanted."""
        touch = self.line.touch
        if touch is None or touch.next_on is None:
            return ""
        return {"quiet": _("going quiet"), "due": _("due")}.get(touch.mark(self.line.today), _("kept"))

    @property
    def last_on(self) -> date | None:
        return self.line.touch.last_on if self.line.touch else None

    @property
    def next_on(self) -> date | None:
        return self.line.touch.next_on if self.line.touch else None


@register
class Portfolio(ReportSource):
    noun = "portfolio"
    filterset = PartnerFilter
    offered = {
        "role": ANY_ROLE,
        "kind": ANY_KIND,
        "tag": gettext_lazy("Any tag"),
        "caretaker": gettext_lazy("Any caretaker"),
    }
    icon = "users"
    place = 1

    def title(self) -> str:
        return _("Portfolio")

    def file_name(self) -> str:
        return _("portfolio")

    def about(self) -> str:
        return _("All partners of the team: last contact, rhythm, what is open, who gives energy and ideas.")

    def rows(self, asked: Asked) -> QuerySet[Partner]:
        return _LIST.rows(_ours(asked))

    def sections(self, matter: Matter) -> Iterable[Section]:
        today = timezone.localdate(matter.at)
        quiet = (
            matter.rows.filter(overdue_on__lt=today, open_issues__gt=0) if _LIST.is_ours(_ours(matter.asked)) else None
        )
        if quiet is None:
            yield Section(_("Partners"), words=[_("You do not belong to a team yet.")])
            return
        yield Section(_("At a glance"), figures=self._figures(matter, today))
        columns = _columns()
        yield Section(
            _("Going quiet, with an issue open"),
            table=table(
                matter, "quiet", _("Going quiet"), columns, lambda: (row for row in _lines(matter, quiet) if row.kept == _("going quiet"))
            ),
            nothing=_("No partner with an open issue is going quiet."),
        )  # fmt: skip
        yield Section(
            _("All partners"),
            table=table(matter, "partners", _("Partners"), columns, lambda: _lines(matter, matter.rows)),
            nothing=_("No partner fits these filters."),
        )
        giving = matter.rows.filter(is_supplier=True, kind=PartnerKind.ORGANISATION, natural_person=NaturalPerson.NO)
        yield Section(
            _("Suppliers who give energy and ideas"),
            words=[_("By name. Only organisations: people are never graded.")],
            table=table(
                matter, "giving", _("Energy and ideas"), _of_givers(),
                lambda: (row for row in _lines(matter, giving) if row.ideas or row.energy),
            ),
            nothing=_("None was noted in this period."),
        )  # fmt: skip

    def _figures(self, matter: Matter, today: date) -> list[Figure]:
        rows = matter.rows.order_by()
        number, late = rows.count(), rows.filter(overdue_on__lt=today).count()
        return [
            Figure(ngettext("partner", "partners", number), str(number)),
            Figure(_("past their rhythm"), str(late), late=bool(late)),
            Figure(_("with an open issue"), str(rows.filter(open_issues__gt=0).count())),
        ]


def _ours(asked: Asked) -> Asked:
    """The list of ours, whatever its page was set to."""
    params = asked.params.copy()
    params["scope"] = "ours"
    return Asked(asked.user, asked.at, params, from_page=False, language=asked.language)


def _lines(matter: Matter, rows: Any) -> Iterator[PortfolioLine]:
    """By name, some hundred at a time; what is counted is counted with two queries for all of these."""
    asked = _ours(matter.asked)
    for piece in in_chunks(rows, SORTS_OF_ALL["name"], lambda some: _LIST.load(some, asked)):
        ids = [partner.pk for partner in piece]
        ideas = _counted(Idea, matter, ids, "received_at")
        energy = _counted(Interaction, matter, ids, "happened_at", energy=Energy.GAVE)
        for line in _LIST.lines(piece, asked):
            yield PortfolioLine(line, ideas.get(line.partner.pk, 0), energy.get(line.partner.pk, 0))


def _counted(model: Any, matter: Matter, ids: list[int], field: str, **more: Any) -> dict[int, int]:
    """How many visible entries of the period each of these partners has; one query."""
    entries = model.objects.visible_to(matter.user).filter(**matter.period.filter(field), **more)
    key = model._meta.model_name
    links = model.partners.through.objects.filter(Exists(entries.filter(pk=OuterRef(key))), partner__in=ids)
    return dict(links.order_by().values_list("partner").annotate(count=Count("pk")))


def _columns() -> list[Column]:
    of_list = {column.name: column for column in partner_columns(ours=True)}

    def same(*names: str) -> list[Column]:
        return [
            Column(one.name, one.label, _of_line(one.value), one.kind, one.width, where="file")
            for one in (of_list[name] for name in names)
        ]

    return [
        *same("number", "name", "kind", "roles", "tags", "caretaker"),
        Column("who", _("Partner"), _who, width=60, where="paper"),
        Column("last_contact", _("Last contact"), lambda row: row.last_on, "date", 14),
        Column("next_touch", _("Next touch"), lambda row: row.next_on, "date", 14, where="file"),
        Column("kept", _("Rhythm"), lambda row: row.kept, width=14, where="file"),
        Column("next", _("Next touch"), _next, width=24, where="paper"),
        Column("open_issues", _("Open issues"), lambda row: row.line.partner.open_issues, "number", 10, where="file"),
        Column("oldest_issue_days", _("Oldest open for (days)"), lambda row: row.line.oldest_days, "number", 12, where="file"),
        Column("open", _("Open issues"), _open, width=30, where="paper"),
        Column("ideas", _("Ideas in this time"), lambda row: row.ideas, "number", 10, where="file"),
    ]  # fmt: skip


def _of_givers() -> list[Column]:
    return [
        Column("number", _("Number"), lambda row: row.line.partner.pk, "number", 9, where="file"),
        Column("name", _("Supplier"), lambda row: row.line.partner.name, width=50),
        Column("ideas", _("Ideas"), lambda row: row.ideas, "number", 12),
        Column("energy", _("Contacts that gave us energy"), lambda row: row.energy, "number", 24),
    ]


def _of_line(value: Any) -> Any:
    return lambda row: value(row.line)


def _who(row: PortfolioLine) -> str:
    return " · ".join([row.line.partner.name, *row.line.partner.role_labels])


def _next(row: PortfolioLine) -> str:
    marked = row.kept if row.kept != _("kept") else ""
    return " · ".join(part for part in (in_print(row.next_on), marked) if part)


def _open(row: PortfolioLine) -> str:
    count, days = row.line.partner.open_issues, row.line.oldest_days
    if not count:
        return ""
    return _("%(count)s, the oldest for %(days)s days") % {"count": count, "days": days}
