"""Drafts written: known partners found by their numbers, new ones made, contacts logged, likely doubles named."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.models import Team, User
from partners.actions.bulk import NewPartner, add_partners, add_tags
from partners.choices import NaturalPerson, PartnerKind
from partners.models import ExternalNumber, Partner, Tag
from partners.names import fold
from relationships.actions.standing import refresh_standings
from relationships.imports.contacts import ContactWriter
from relationships.imports.doubles import likely_doubles
from relationships.imports.drafts import Draft, LeftOut, Understood
from relationships.imports.organisations import Organisations
from relationships.imports.report import Report
from relationships.imports.rows import Refused, partner_rows


@dataclass(slots=True)
class Known:
    """A partner that bears a number of the file; `reason` says why nothing may be written about it."""

    pk: int
    name: str
    organisation: int | None = None
    is_colleague: bool = False
    reason: str = ""


@dataclass
class Writer:
    """Takes drafts batch by batch inside one transaction; `finish` does what needs all of them."""

    by: User
    team: Team
    roles: tuple[str, ...]
    report: Report
    known: dict[str, Known] = field(default_factory=dict)
    groups: list[Draft] = field(default_factory=list)
    tags: dict[str, Tag] = field(default_factory=dict)
    renamed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.contacts = ContactWriter(self.by, self.team, self.report)
        self.organisations = Organisations(self.by, self.team, self.roles, self.report)

    def write(self, batch: list[Understood]) -> None:
        self.report.lines += len(batch)
        self.report.left_out += [item for item in batch if isinstance(item, LeftOut)]
        drafts = [item for item in batch if isinstance(item, Draft)]
        self._look_up({draft.partner.number for draft in drafts} - self.known.keys())
        self.groups += [draft for draft in drafts if draft.partner.members]
        self._make([draft for draft in drafts if not draft.partner.members])
        self._log([draft for draft in drafts if draft.contact])

    def finish(self) -> None:
        """Groups last, when their members are there; then standings and doubles, once for all."""
        self._make(self.groups)
        self.report.left_out.sort(key=lambda line: line.line)
        written = [known for known in self.known.values() if known.pk and not known.reason]
        touched = {known.pk for known in written} | {known.organisation for known in written if known.organisation}
        refresh_standings(touched)
        self.report.doubles = likely_doubles(self.by, touched)

    def _look_up(self, numbers: set[str]) -> None:
        found = self._bearing(numbers)
        self.known |= found
        self.report.partners_known += len({known.pk for known in found.values() if not known.reason})

    def _bearing(self, numbers: Iterable[str]) -> dict[str, Known]:
        """The partners that bear these numbers; a number is theirs even where `by` does not see them."""
        borne = ExternalNumber.objects.filter(source=self.report.source, number__in=list(numbers))
        rows = list(borne.select_related("partner"))
        ids = {row.partner_id for row in rows}
        seen = set(Partner.objects.seen_by(self.by).filter(pk__in=ids).values_list("pk", flat=True))
        return {row.number: _known(row.partner, is_seen=row.partner_id in seen) for row in rows}

    def _make(self, drafts: list[Draft]) -> None:
        """Make the partners that no number knows: organisations first, so that people find theirs."""
        new: list[tuple[Draft, NewPartner]] = []
        for draft in drafts:
            if known := self.known.get(draft.partner.number):
                self._greet(draft, known)
            elif rows := self._rows(draft):
                new.append((draft, rows))
                self.known[draft.partner.number] = Known(0, draft.partner.name)
        self._tag(new)
        self._add([pair for pair in new if pair[1].partner.kind != PartnerKind.PERSON])
        people = [pair for pair in new if pair[1].partner.kind == PartnerKind.PERSON]
        self.organisations.assign(people)
        self._add(people)
        self.report.remarks += [(draft.line, remark) for draft in drafts for remark in draft.remarks]

    def _rows(self, draft: Draft) -> NewPartner | None:
        try:
            rows = partner_rows(draft, by=self.by, source=self.report.source, roles=self.roles)
        except Refused as refused:
            self.report.left_out.append(LeftOut(draft.line, str(refused)))
            return None
        rows.members = self._members(draft)
        if rows.partner.natural_person == NaturalPerson.UNKNOWN:
            self.report.persons.append((draft.line, rows.partner.name))
        return rows

    def _greet(self, draft: Draft, known: Known) -> None:
        """A number known already: the partner stays as it is, and another name in the file is only told."""
        number = draft.partner.number
        if known.reason:
            self.report.left_out.append(LeftOut(draft.line, known.reason, number))
        elif fold(known.name) != fold(draft.partner.name) and number not in self.renamed:
            self.renamed.add(number)
            names = {"number": number, "here": known.name, "file": draft.partner.name}
            self.report.renamed.append((draft.line, _("%(number)s: here “%(here)s”, in the file “%(file)s”") % names))

    def _add(self, pairs: list[tuple[Draft, NewPartner]]) -> None:
        if not pairs:
            return
        add_partners(by=self.by, team=self.team, partners=[rows for _draft, rows in pairs])
        for draft, rows in pairs:
            self.known[draft.partner.number] = _known(rows.partner, is_seen=True)
        self.report.partners_new += len(pairs)

    def _tag(self, pairs: list[tuple[Draft, NewPartner]]) -> None:
        longest = Tag._meta.get_field("name").max_length or 0
        for draft, _rows in pairs:
            fitting = tuple(name for name in draft.partner.tags if len(name) <= longest)
            if fitting != draft.partner.tags:
                draft.remarks.append(_("a tag has more than %d characters; left away") % longest)
                draft.partner.tags = fitting
        wanted: dict[str, str] = {}
        for draft, _rows in pairs:
            for name in draft.partner.tags:
                wanted.setdefault(name.lower(), name)
        if missing := wanted.keys() - self.tags.keys():
            self.tags |= add_tags(by=self.by, names=[wanted[key] for key in sorted(missing)])
        for draft, rows in pairs:
            rows.tags = list({name.lower(): self.tags[name.lower()] for name in draft.partner.tags}.values())

    def _members(self, draft: Draft) -> list[int]:
        """The members of a group, which this file or an earlier one has brought in."""
        if not (wanted := set(draft.partner.members)):
            return []
        borne = self._bearing(wanted - self.known.keys()) | self.known
        found = sorted({borne[uid].pk for uid in wanted & borne.keys() if borne[uid].pk and not borne[uid].reason})
        if len(found) < len(wanted):
            draft.remarks.append(_("%(found)d of %(all)d members found") % {"found": len(found), "all": len(wanted)})
        return found

    def _log(self, drafts: list[Draft]) -> None:
        pairs = []
        for draft in drafts:
            known = self.known.get(draft.partner.number)
            if known and not known.reason:
                partner = Partner(pk=known.pk, organisation_id=known.organisation, is_colleague=known.is_colleague)
                pairs.append((draft, partner))
        self.contacts.write(pairs)


def _known(partner: Partner, *, is_seen: bool) -> Known:
    reason = ""
    if not is_seen:
        reason = _("the number belongs to a partner that you do not see. Ask an administrator, or use another --source")
    elif partner.discarded_at:
        reason = _("the partner is in the trash. Restore it first")
    # Where one may not read the partner, nothing of it is kept.
    return Known(partner.pk, partner.name if is_seen else "", partner.organisation_id, partner.is_colleague, reason)
