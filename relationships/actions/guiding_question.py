"""The questions that a team asks itself before a clearing talk."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.access import is_member
from accounts.actions.record import discard, save_new, save_verb
from accounts.models import Team, User
from relationships.models import GuidingQuestion

MOST = 20


@transaction.atomic
def set_questions(*, by: User, team: Team, texts: list[str]) -> None:
    """Make the team's list exactly `texts`, in this order; none brings the built-in ones back."""
    if not is_member(by, team):
        raise PermissionDenied
    wanted = list(dict.fromkeys(text for line in texts if (text := " ".join(line.split()))))
    if len(wanted) > MOST:
        raise ValidationError({"texts": _("At most %(most)s questions; the best ones help most.") % {"most": MOST}})
    kept = {question.text: question for question in GuidingQuestion.objects.kept().filter(team=team)}
    for position, text in enumerate(wanted):
        question = kept.pop(text, None)
        if question is None:
            save_new(GuidingQuestion(team=team, text=text, position=position), by=by)
        elif question.position != position:
            save_verb(question, position=position)
    for question in kept.values():
        discard(question, by=by)
