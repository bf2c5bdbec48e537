"""How we are seen: write it down, ask partners, end the asking, look again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import is_member
from accounts.actions.notification import notify
from accounts.actions.record import WrongState, must_be_visible, save_verb
from accounts.models import Team, User
from climate.actions.team_record import add_record, change_record
from climate.models import FeedbackLink, FeedbackTicket, Impression
from climate.models.impression import FEWEST, digest_of, empty_tally
from climate.queries.feedback import address_of, new_token
from partners.models import Partner
from relationships.actions.action_item import add_action_item
from relationships.models import ActionItem

MOST_PARTNERS = 200
LONGEST_ASKING = 92  # days


@dataclass(frozen=True)
class Asked:
    """A partner with the address they answer by. It is shown once, and kept nowhere."""

    partner: Partner
    address: str


def add_impression(*, by: User, team: Team | None = None, **fields: Any) -> Impression:
    return add_record(Impression(**fields), by=by, team=team)


def change_impression(*, by: User, impression: Impression, version: int, **changes: Any) -> Impression:
    """What partners have been asked stays as they read it."""
    if not impression.is_draft and changes.get("statements", impression.statements) != impression.statements:
        raise ValidationError({"statements": _("Partners have been asked about these, so they stay as they are.")})
    return change_record(impression, by=by, version=version, changes=changes)


@transaction.atomic
def ask_partners(
    *, by: User, impression: Impression, partners: list[Partner], ends_on: date, is_anonymous: bool, at: datetime
) -> list[Asked]:
    """Begin to ask, or ask more partners while it runs; whether anonymous is settled by the first asking."""
    _must_be_theirs(by, impression)
    must_be_visible(by, list(partners), "partners")
    if impression.is_over():
        raise WrongState(_("The asking is over. Begin a new look."))
    if impression.is_draft:
        _begin(impression, partners=len(partners), ends_on=ends_on, is_anonymous=is_anonymous, at=at)
    known = set(impression.links.values_list("partner_id", flat=True))
    links, asked = [], []
    for partner in partners:
        if partner.pk in known:
            continue
        secret, token = new_token()
        links.append(FeedbackLink(impression=impression, partner=partner, digest=digest_of(secret), made_by=by))
        asked.append(Asked(partner, address_of(token)))
    if len(known) + len(links) > MOST_PARTNERS:
        raise ValidationError({"partners": _("At most %d partners can be asked at once.") % MOST_PARTNERS})
    FeedbackLink.objects.bulk_create(links)
    return asked


def _begin(impression: Impression, *, partners: int, ends_on: date, is_anonymous: bool, at: datetime) -> None:
    today = timezone.localdate(at, timezone.get_default_timezone())
    if not impression.statements:
        raise ValidationError(_("Write down first how you want to be seen: partners are asked whether it fits."))
    if not today <= ends_on <= today + timedelta(days=LONGEST_ASKING):
        raise ValidationError({"ends_on": _("Choose a day within the next %d days.") % LONGEST_ASKING})
    if is_anonymous and partners < FEWEST:
        text = _("Anonymous is offered from %d partners on: of fewer one could tell who said what.")
        raise ValidationError({"partners": text % FEWEST})
    if not partners:
        raise ValidationError({"partners": _("Choose at least one partner.")})
    save_verb(impression, asked_at=at, ends_on=ends_on, is_anonymous=is_anonymous)
    if is_anonymous:
        empty_tally(impression).save(force_insert=True)


def revoke_link(*, by: User, link: FeedbackLink, at: datetime) -> None:
    """It opens nothing any more. An answer that came by it stays: of an anonymous one nobody can tell which it was."""
    _must_be_theirs(by, link.impression)
    if not FeedbackLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at):
        raise WrongState(_("This link has been taken back already."))


@transaction.atomic
def renew_link(*, by: User, link: FeedbackLink, at: datetime) -> Asked:
    """A new address in place of one that was lost; only by name, where it can be seen that nobody answers twice."""
    _must_be_theirs(by, link.impression)
    if link.impression.is_anonymous:
        raise WrongState(_("Nobody can tell whether this link was used, so there is no second one."))
    if link.impression.is_over() or hasattr(link, "answer"):
        raise WrongState(_("There is an answer already, or the asking is over."))
    secret, token = new_token()
    changed = {"digest": digest_of(secret), "made_by": by, "made_at": at, "revoked_at": None}
    FeedbackLink.objects.filter(pk=link.pk).update(**changed)
    return Asked(link.partner, address_of(token))


@transaction.atomic
def close_impression(*, by: User, impression: Impression, at: datetime) -> Impression:
    """No answers from now on; of anonymous ones the figures show themselves."""
    _must_be_theirs(by, impression)
    if impression.is_draft or impression.is_over():
        raise WrongState(_("Nobody is being asked at the moment."))
    save_verb(impression, closed_at=at)
    FeedbackTicket.objects.filter(impression=impression).delete()
    return impression


def look_again(*, by: User, impression: Impression) -> Impression:
    """A new look with the same statements, where one wants to stand as before and thinks of it anew."""
    _must_be_theirs(by, impression)
    return add_impression(by=by, team=impression.team, name=impression.name, statements=impression.statements)


@transaction.atomic
def add_measure(
    *, by: User, impression: Impression, text: str, owner: User | None = None, due_on: date | None = None
) -> ActionItem:
    """A measure of the team, which the impression keeps in sight."""
    _must_be_theirs(by, impression)
    item = add_action_item(by=by, text=text, owner=owner, due_on=due_on, team=impression.team)
    impression.measures.add(item)
    return item


def see_to_impressions(*, at: datetime) -> int:
    """Forget which links were used where the asking is over, tell the team so, and remind of the next look."""
    today = timezone.localdate(at, timezone.get_default_timezone())
    over = Impression.objects.kept().over(today)
    FeedbackTicket.objects.filter(impression__in=Impression.objects.over(today)).delete()
    since = today - timedelta(days=7)
    told = _tell(over.filter(ends_on__gte=since, closed_at=None), "impression_over", at)
    looks = Impression.objects.kept().filter(next_look_on__lte=today, next_look_on__gte=since)
    return told + _tell(looks, "impression_look", at, of="next_look_on")


def _tell(impressions: Iterable[Impression], kind: str, at: datetime, *, of: str = "ends_on") -> int:
    """Who wrote it while they belong to the team, and its leads: whoever leaves, somebody is told."""
    told = 0
    for impression in impressions:
        members = User.objects.active().filter(memberships__team=impression.team_id)
        leads = members.filter(memberships__role="lead", memberships__team=impression.team_id)
        key = f"{kind}:{impression.pk}:{getattr(impression, of)}"
        for user in {*leads, *members.filter(pk=impression.author_id)}:
            told += notify(user=user, kind=kind, target=impression, key=key, at=at) is not None
    return told


def _must_be_theirs(by: User, impression: Impression) -> None:
    if not is_member(by, impression.team):
        raise PermissionDenied
