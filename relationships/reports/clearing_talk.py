"""The preparation of a clearing talk on one sheet, to take along."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from relationships.models import ActionItem, ClearingTalk, Interaction
from relationships.queries.guiding_question import answers_of, preparation_of, questions_of
from relationships.reports.reading import Reading

PROMISES = 8  # open measures, the next ones first


@dataclass(frozen=True, slots=True)
class TalkSheet:
    """Everything that is printed, read and put into words; a renderer only lays it out."""

    talk: ClearingTalk
    reading: Reading
    name: str
    title: str
    age: int
    partners: list[str]
    people: list[str]
    parts: list[tuple[str, str]]
    questions: list[str]
    measures: list[ActionItem]
    last_contact: Interaction | None


def talk_sheet(talk: ClearingTalk, *, user: User, at: datetime, language: str | None = None) -> TalkSheet:
    """As `user`, who sees the talk, may read it: a partner they do not see is "another partner"."""
    reading = Reading.of(user, at=at, language=language)
    with reading.applied():
        issue = talk.issue
        seen = set(
            talk.partners.model.objects.visible_to(user).filter(pk__in=talk.partners.all()).values_list("pk", flat=True)
        )
        partners = [partner.name if partner.pk in seen else _("another partner") for partner in talk.partners.all()]
        measures = ActionItem.objects.visible_to(user).open().filter(issue=issue).select_related("owner")
        contacts = Interaction.objects.visible_to(user).filter(issues=issue).order_by("-happened_at")
        answered = {question for question, answer in answers_of(talk).items() if answer}
        return TalkSheet(
            talk=talk,
            reading=reading,
            name=f"{_('clearing-talk')}-{issue.title}",
            title=_("Clearing talk: %s") % issue.title,
            age=issue.age_days(at=at),
            partners=partners,
            people=[str(person) for person in talk.people_involved.all()],
            parts=preparation_of(talk),
            questions=[question for question in questions_of(issue.team) if question not in answered],
            measures=list(measures.order_by("due_on", "pk")[:PROMISES]),
            last_contact=contacts.first(),
        )
