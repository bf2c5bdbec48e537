"""The organisations that people in a file belong to: found by name among those one sees, made where missing."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.models import Team, User
from partners.actions.bulk import NewPartner, add_partners
from partners.choices import NaturalPerson, PartnerKind
from partners.models import Partner
from partners.names import fold
from relationships.imports.drafts import Draft
from relationships.imports.report import Report
from relationships.imports.rows import organisation_rows


@dataclass
class Organisations:
    by: User
    team: Team
    roles: tuple[str, ...]
    report: Report
    known: dict[str, int] = field(default_factory=dict)

    def assign(self, people: list[tuple[Draft, NewPartner]]) -> None:
        """Set the organisation of each of these people, not yet saved."""
        named = {fold(draft.partner.organisation): draft for draft, _rows in people if draft.partner.organisation}
        self._look_up(named.keys() - self.known.keys())
        self._make({key: named[key] for key in sorted(named.keys() - self.known.keys())})
        for draft, rows in people:
            rows.partner.organisation_id = self.known.get(fold(draft.partner.organisation))

    def _look_up(self, keys: set[str]) -> None:
        visible = Partner.objects.visible_to(self.by).filter(kind=PartnerKind.ORGANISATION, sort_key__in=keys)
        # The oldest of several wins, as the last to be set.
        for key, pk in visible.order_by("-pk").values_list("sort_key", "pk"):
            self.known[key] = pk

    def _make(self, missing: dict[str, Draft]) -> None:
        made: dict[str, NewPartner] = {}
        for key, draft in missing.items():
            roles = self.roles + draft.partner.roles
            if rows := organisation_rows(draft.partner.organisation, by=self.by, roles=roles):
                made[key] = rows
                if rows.partner.natural_person == NaturalPerson.UNKNOWN:
                    self.report.persons.append((draft.line, rows.partner.name))
            else:
                draft.remarks.append(_("the name of the organisation cannot be kept; left away"))
        if made:
            add_partners(by=self.by, team=self.team, partners=list(made.values()))
        self.known |= {key: rows.partner.pk for key, rows in made.items()}
        self.report.organisations_new += len(made)
