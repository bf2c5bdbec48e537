"""The dated lines of a payments file, or of any such list, written as contacts; each once, however often it comes."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.actions.bulk import check_new
from accounts.models import Team, User
from partners.models import ExternalNumber, Partner
from relationships.actions.bulk import NewInteraction, log_interactions
from relationships.choices import Channel
from relationships.imports.drafts import ContactDraft, Draft, LeftOut
from relationships.imports.report import Report
from relationships.models import Interaction

# Room for what tells several lines with one number apart.
MAX_NUMBER = 180


@dataclass
class ContactWriter:
    """Writes batches of contacts; `seen` holds the numbers of this run, each with what its line said."""

    by: User
    team: Team
    report: Report
    seen: dict[str, bytes] = field(default_factory=dict)

    def write(self, drafts: list[tuple[Draft, Partner]]) -> None:
        numbered = {}
        for draft, partner in drafts:
            if number := self._number(draft):
                numbered[number] = (draft, partner)
        known = self._known(list(numbered))
        self.report.contacts_known += len(known)
        new = [self._checked(number, *pair) for number, pair in numbered.items() if number not in known]
        contacts = [contact for contact in new if contact]
        if contacts:
            log_interactions(by=self.by, team=self.team, contacts=contacts)
        self.report.contacts_new += len(contacts)

    def _number(self, draft: Draft) -> str:
        """The number to keep the contact under; empty where the line goes out.

        A transaction may have several lines under one number: those that say something else are told apart by a hash of
        what they say, so that the same file yields the same numbers again.
        """
        contact: ContactDraft = draft.contact  # type: ignore[assignment]
        if len(contact.number) > MAX_NUMBER:
            return self._leave_out(draft, _("the number of the contact has more than %d characters") % MAX_NUMBER)
        number = contact.number or ExternalNumber.FINGERPRINT + contact.content
        content = bytes.fromhex(contact.content)
        first = self.seen.get(number, content)
        if first != content:
            number = f"{number} · {contact.content[:12]}"
        if number in self.seen:
            return self._leave_out(draft, _("the same line once more"))
        self.report.shared_numbers += first != content
        self.seen[number] = content
        return number

    def _known(self, numbers: list[str]) -> set[str]:
        """The numbers that are logged already, whoever may read them: a number stands for one contact."""
        logged = Interaction._base_manager.filter(external_source=self.report.source, external_number__in=numbers)
        return set(logged.values_list("external_number", flat=True))

    def _checked(self, number: str, draft: Draft, partner: Partner) -> NewInteraction | None:
        contact: ContactDraft = draft.contact  # type: ignore[assignment]
        interaction = Interaction(
            channel=Channel.OTHER,
            happened_at=contact.happened_at,
            text=contact.text,
            external_source=self.report.source,
            external_number=number,
        )
        try:
            check_new(interaction, by=self.by)
        except ValidationError as error:
            self._leave_out(draft, " ".join(error.messages))
            return None
        return NewInteraction(interaction, partner)

    def _leave_out(self, draft: Draft, reason: str) -> str:
        self.report.left_out.append(LeftOut(draft.line, reason))
        return ""
