"""The partners: "ours" with how the team stands with each, or all whom one sees."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import teams_of, working_team
from accounts.models import Team, User, Visible
from accounts.queries.keyset import Sort
from partners.choices import ContactPointKind
from partners.models import Partner
from partners.queries.cadence import cadence_of
from relationships.exports.listing import Listing
from relationships.exports.source import Asked, register
from relationships.filters.partner import PartnerFilter
from relationships.models.standing import NO_MOMENT
from relationships.queries.partner_list import (
    SORTS_OF_ALL,
    SORTS_OF_OURS,
    Touch,
    partners_for_list,
    those_of_team,
    touches,
)
from relationships.reports.table import Column

API_NAMES = {"created": "-created"}  # the page names this sort after what comes first


def api_named(sorts: Mapping[str, Sort]) -> dict[str, Sort]:
    return {API_NAMES.get(name, name): sort for name, sort in sorts.items()}


@dataclass(frozen=True, slots=True)
class PartnerLine:
    partner: Any
    touch: Touch | None
    today: date

    def points(self, kind: ContactPointKind) -> str:
        return "; ".join(point.value for point in self.partner.contact_points.all() if point.kind == kind)

    @property
    def mark(self) -> str:
        words = {"quiet": _("going quiet"), "due": _("due")}
        return words.get(self.touch.mark(self.today), "") if self.touch else ""

    @property
    def oldest_days(self) -> int | None:
        oldest = getattr(self.partner, "oldest_issue_at", NO_MOMENT)
        return None if oldest == NO_MOMENT else (self.today - timezone.localdate(oldest)).days


@register
class PartnerListing(Listing):
    noun = "partners"
    filterset = PartnerFilter
    sorts = SORTS_OF_OURS
    api_sorts = api_named(SORTS_OF_OURS)

    def name(self) -> str:
        return _("partners")

    def title(self) -> str:
        return _("Partners")

    def team(self, asked: Asked) -> Team | None:
        """The team at work; over the API one of one's own may be named."""
        named = "" if asked.from_page else asked.params.get("team", "")
        return next((team for team in teams_of(asked.user) if str(team.pk) == named), None) or working_team(asked.user)

    def is_ours(self, asked: Asked) -> bool:
        scope = asked.params.get("scope")
        wanted = scope != "all" if asked.from_page else scope == "ours"
        return wanted and self.team(asked) is not None

    def told(self, asked: Asked) -> tuple[tuple[Hashable, ...], dict[str, Any]]:
        team = self.team(asked) if self.is_ours(asked) else None
        return (), {"team": team.pk if team else None}

    def rows_for(self, user: User, team: int | None) -> QuerySet[Partner]:
        return partners_for_list(user, team)

    def candidates(self, asked: Asked) -> Callable[..., QuerySet[Partner]] | None:
        return those_of_team if self.is_ours(asked) else None

    def sorts_for(self, asked: Asked) -> Mapping[str, Sort]:
        sorts = SORTS_OF_OURS if self.is_ours(asked) else SORTS_OF_ALL
        return sorts if asked.from_page else api_named(sorts)

    def load(self, rows: QuerySet[Partner], asked: Asked) -> QuerySet[Partner]:
        is_seen = Visible(Partner, asked.user, "organisation")
        loaded = rows.select_related("organisation", "caretaker").annotate(organisation_is_seen=is_seen)
        return loaded.prefetch_related("contact_points", "tags")

    def lines(self, rows: list[Any], asked: Asked) -> Iterator[PartnerLine]:
        today = timezone.localdate(asked.at)
        known = touches(asked.user, rows, today=today) if self.is_ours(asked) else {}
        return (PartnerLine(partner, known.get(partner.pk), today) for partner in rows)

    def always(self, asked: Asked) -> Sequence[str]:
        team = self.team(asked)
        return [_("Team: %s") % team.name] if team and self.is_ours(asked) else []

    def columns(self, asked: Asked) -> list[Column]:
        return partner_columns(ours=self.is_ours(asked))


def partner_columns(*, ours: bool) -> list[Column]:
    return [
        Column("number", _("Number"), lambda line: line.partner.pk, "number", 9),
        Column("name", _("Name"), lambda line: line.partner.name, width=34),
        Column("kind", _("Kind"), lambda line: str(line.partner.get_kind_display()), width=14),
        Column("roles", _("Roles"), lambda line: ", ".join(line.partner.role_labels), width=20),
        Column("organisation", _("Organisation"), _organisation, width=28),
        Column("position", _("Position"), lambda line: line.partner.position, width=20),
        *(_of_standings() if ours else []),
        Column("caretaker", _("Caretaker"), lambda line: str(line.partner.caretaker or ""), width=20),
        Column("tags", _("Tags"), lambda line: "; ".join(tag.name for tag in line.partner.tags.all()), width=24),
        Column("emails", _("E-mail"), lambda line: line.points(ContactPointKind.EMAIL), width=28),
        Column("phones", _("Phone"), lambda line: line.points(ContactPointKind.PHONE), width=20),
        Column("ideal", _("In touch ideally every (days)"), lambda line: cadence_of(line.partner).ideal, "number", 12),
        Column("at_most", _("At the latest after (days)"), lambda line: cadence_of(line.partner).at_most, "number", 12),
        Column("language", _("Language"), lambda line: str(line.partner.get_language_display()), width=12),
        Column("natural_person", _("Natural person"), lambda line: str(line.partner.get_natural_person_display())),
        Column("created", _("Added"), lambda line: timezone.localdate(line.partner.created_at), "date", 12),
    ]  # fmt: skip


def _of_standings() -> list[Column]:
    return [
        Column("last_contact", _("Last contact"), lambda line: line.touch.last_on, "date", 12),
        Column("next_touch", _("Next touch"), lambda line: line.touch.next_on, "date", 12),
        Column("mark", _("Rhythm"), lambda line: line.mark, width=14),
        Column("open_issues", _("Open issues"), lambda line: line.partner.open_issues, "number", 10),
        Column("oldest_issue_days", _("Oldest open for (days)"), lambda line: line.oldest_days, "number", 12),
    ]


def _organisation(line: PartnerLine) -> str:
    return line.partner.organisation.name if line.partner.organisation_is_seen else ""
