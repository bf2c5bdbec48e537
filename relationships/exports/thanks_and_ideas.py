"""Thanks and ideas: given and received by kind of partner, what became of each idea. Nobody is ranked."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.queries.keyset import Sort
from partners.choices import PartnerRole
from relationships.choices import Direction, IdeaState
from relationships.exports.report import ANY_TEAM, Matter, ReportSource, partner_names, small_table, table
from relationships.exports.source import Asked, register
from relationships.filters.idea import IdeaFilter
from relationships.models import Appreciation, Idea
from relationships.reports.chunks import in_chunks
from relationships.reports.partner_facts import Figure
from relationships.reports.report import Section
from relationships.reports.table import Column


@register
class ThanksAndIdeas(ReportSource):
    noun = "thanks-and-ideas"
    filterset = IdeaFilter
    offered = {"team": ANY_TEAM}
    icon = "heart"
    place = 4

    def title(self) -> str:
        return _("Thanks and ideas")

    def file_name(self) -> str:
        return _("thanks-and-ideas")

    def about(self) -> str:
        return _("Thanks given and received, ideas and what became of them, the thanks that went back.")

    def rows(self, asked: Asked) -> QuerySet[Idea]:
        return Idea.objects.visible_to(asked.user)

    def counted(self, matter: Matter) -> QuerySet[Idea]:
        return _ideas(matter)

    def sections(self, matter: Matter) -> Iterable[Section]:
        ideas, thanks = _ideas(matter), _thanks(matter)
        given = thanks.filter(direction=Direction.GIVEN).count()
        states = dict(ideas.order_by().values_list("state").annotate(count=Count("pk")))
        number = sum(states.values())
        answered = ideas.exclude(answered_on=None).order_by().count()
        yield Section(
            _("At a glance"),
            figures=[
                Figure(_("thanks from us"), str(given)),
                Figure(_("thanks to us"), str(thanks.count() - given)),
                Figure(_("ideas"), str(number)),
                Figure(_("answered"), str(answered)),
                Figure(_("put into practice"), str(states.get(IdeaState.DONE, 0))),
            ],
        )
        yield Section(
            _("By kind of partner"), table=_by_role(matter, ideas, thanks), nothing=_("Nothing in this period.")
        )
        rows = [(str(state.label), states.get(state.value, 0)) for state in IdeaState] if number else []
        yield Section(
            _("What became of the ideas"),
            table=small_table(matter, "states", _("Ideas by state"), [_("State"), _("Ideas")], rows),
            nothing=_("No ideas in this period."),
        )
        yield Section(
            _("The ideas"),
            table=table(matter, "ideas", _("Ideas"), _columns(), lambda: _lines(matter, ideas)),
            nothing=_("No ideas in this period."),
        )


def _ideas(matter: Matter) -> QuerySet[Idea]:
    return matter.rows.filter(**matter.period.filter("received_at"))


def _thanks(matter: Matter) -> QuerySet[Appreciation]:
    rows = Appreciation.objects.visible_to(matter.user).filter(**matter.period.filter("thanked_at")).order_by()
    team = matter.asked.params.get("team", "")
    return rows.filter(team=team) if team.isdecimal() else rows


def _by_role(matter: Matter, ideas: Any, thanks: Any) -> Any:
    """A partner with several roles counts in each; an entry counts once in each line."""
    counts: Counter[tuple[str, str]] = Counter()
    for role in PartnerRole:
        of_role = {f"partners__is_{role.value}": True}
        counts[role, "ideas"] = ideas.filter(**of_role).order_by().values("pk").distinct().count()
        for direction in Direction:
            found = thanks.filter(direction=direction, **of_role).values("pk").distinct()
            counts[role, direction] = found.count()
    rows = [
        (str(role.label), counts[role, Direction.GIVEN], counts[role, Direction.RECEIVED], counts[role, "ideas"])
        for role in PartnerRole
    ]
    heads = [_("Partners"), _("Thanks from us"), _("Thanks to us"), _("Ideas")]
    return small_table(matter, "roles", _("By kind of partner"), heads, rows if counts.total() else [])


def _lines(matter: Matter, ideas: Any) -> Iterator[tuple[Idea, str, bool]]:
    """An idea, its partners, and whether a note of thanks that the reader may see went back for it."""
    user = matter.user
    for piece in in_chunks(ideas, Sort("received_at", descending=True), lambda rows: rows.with_partners(user)):  # type: ignore[attr-defined]
        back = {idea.thanks_id for idea in piece if idea.thanks_id}
        seen = (
            set(Appreciation.objects.visible_to(user).filter(pk__in=back).values_list("pk", flat=True))
            if back
            else set()
        )
        yield from ((idea, partner_names(idea, user), idea.thanks_id in seen) for idea in piece)


def _columns() -> list[Column]:
    return [
        Column("number", _("Number"), lambda row: row[0].pk, "number", 9, where="file"),
        Column("title", _("Idea"), lambda row: row[0].title, width=40),
        Column("partners", _("Partners"), lambda row: row[1], width=34),
        Column("received_on", _("When"), lambda row: timezone.localdate(row[0].received_at), "date", 12),
        Column("state", _("State"), lambda row: str(row[0].get_state_display()), width=14),
        Column("answered_on", _("Answered on"), lambda row: row[0].answered_on, "date", 12),
        Column("answer", _("Our answer"), lambda row: row[0].answer, width=40, where="file"),
        Column("thanked", _("Thanks went back"), lambda row: _("yes") if row[2] else "", width=14),
    ]
