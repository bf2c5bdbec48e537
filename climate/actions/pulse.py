"""Ask a team for its pulse, take an answer, forget who has answered."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Case, F, When
from django.utils.translation import gettext as _

from accounts.access import is_lead, is_member
from accounts.actions.notification import notify
from accounts.actions.record import WrongState
from accounts.models import Team, User
from climate.actions.sealed import refused_if_unreadable
from climate.models import Pulse, PulseCount, PulseTicket
from climate.models.check_in import MOODS
from climate.models.pulse import FEWEST
from climate.queries.pulse import day_of, ticket_names


@transaction.atomic
def set_pulse(*, by: User, team: Team, period: str, is_on: bool) -> Pulse:
    """Its leads decide; counts of before stay."""
    if not is_lead(by, team):
        raise PermissionDenied(_("The leads of a team decide whether it is asked."))
    if is_on:
        _must_be_enough(team)
    pulse = Pulse.objects.filter(team=team).first() or Pulse(team=team)
    pulse.period, pulse.is_on = period, is_on
    pulse.full_clean()
    pulse.save()
    return pulse


@refused_if_unreadable()
@transaction.atomic
def answer_pulse(*, by: User, pulse: Pulse, mood: int, at: datetime) -> None:
    """Raise a count, and note apart that this user has answered in this period; nothing ties the two together."""
    if not is_member(by, pulse.team):
        raise PermissionDenied
    if mood not in MOODS:
        raise ValidationError({"mood": _("Choose one of the five faces.")})
    if not pulse.is_on:
        raise WrongState(_("The team is not asked at the moment."))
    _must_be_enough(pulse.team)
    begins = pulse.begins(day_of(at))
    names = ticket_names(by, pulse, at)
    if PulseTicket.objects.filter(who__in=names).exists():
        raise WrongState(_("You have answered already; which one was yours, nobody can tell any more."))
    _ticket, is_new = PulseTicket.objects.get_or_create(who=names[0], defaults={"begins": begins})
    if not is_new:
        raise WrongState(_("You have answered already; which one was yours, nobody can tell any more."))
    of_period: dict[str, Any] = {"pulse": pulse, "period": pulse.period, "begins": begins}
    rows = [PulseCount(mood=step, **of_period) for step in MOODS]
    PulseCount.objects.bulk_create(rows, ignore_conflicts=True)
    # All five rows are written: PostgreSQL keeps the transaction with each, and the ticket bears the same one.
    PulseCount.objects.filter(**of_period).update(count=F("count") + Case(When(mood=mood, then=1), default=0))


def forget_tickets(*, at: datetime) -> int:
    """Of every period that is over: then not even who has taken part can be found out."""
    running = {pulse.begins(day_of(at)) for pulse in Pulse.objects.all()}
    return PulseTicket.objects.exclude(begins__in=running).delete()[0]


def ask_for_the_pulse(*, at: datetime) -> int:
    """Tell each member once a period that the question is there; a team of fewer than five is left in peace."""
    told = 0
    for pulse in Pulse.objects.filter(is_on=True).select_related("team"):
        members = User.objects.active().filter(memberships__team=pulse.team_id)
        if members.count() < FEWEST:
            continue
        key = f"pulse:{pulse.pk}:{pulse.period}:{pulse.begins(day_of(at))}"
        told += sum(notify(user=user, kind="pulse", target=pulse, key=key, at=at) is not None for user in members)
    return told


def _must_be_enough(team: Team) -> None:
    if User.objects.active().filter(memberships__team=team).count() < FEWEST:
        raise WrongState(_("A team of fewer than %d is not asked: a figure would tell who said what.") % FEWEST)
